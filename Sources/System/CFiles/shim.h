#pragma once

#ifdef __linux__
/// rename(2) with flags; glibc 2.28 shows it to GNU sources only, which Swift's module of it is not.
int renameat2(int oldFolder, const char *oldPath, int newFolder, const char *newPath,
              unsigned int flags);
#endif
