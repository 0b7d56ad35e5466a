#pragma once

// What the C library shows to GNU sources only, or in a header that Swift's module of it leaves out.

#ifdef __linux__
/// rename(2) with flags, from glibc 2.28 on.
int renameat2(int oldFolder, const char *oldPath, int newFolder, const char *newPath,
              unsigned int flags);
#endif

#if defined(__linux__) && __has_include(<malloc.h>)
#include <malloc.h>
#endif
