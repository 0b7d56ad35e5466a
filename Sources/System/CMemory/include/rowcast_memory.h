#ifndef ROWCAST_MEMORY_H
#define ROWCAST_MEMORY_H

/// Ends the program with one line and exit code 3 when the system has no memory to give.
///
/// Swift's runtime prints a trace of its stack then, and C libraries go on as they see fit. A program
/// that is alone in its process can do better: it takes the place of the C library's allocation,
/// asks that for memory, and ends in order when there is none. Without a call of this function, and
/// where the C library is not glibc, or a sanitizer has its own allocation, nothing changes.
///
/// - file: what the line names; kept. May be a null pointer.
/// - cleanup: called before the end; may do only what a signal's handler may.
void rowcast_end_when_exhausted(const char *file, void (*cleanup)(void));

#endif
