#include "rowcast_memory.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *named_file;
static void (*last_cleanup)(void);

void rowcast_end_when_exhausted(const char *file, void (*cleanup)(void)) {
    named_file = file;
    last_cleanup = cleanup;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ROWCAST_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(ROWCAST_SANITIZED)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static void say(const char *text) {
    if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

/// The line is written without an allocation.
static void *checked(void *block, size_t size) {
    if (__builtin_expect(block != NULL || size == 0 || !last_cleanup, 1)) return block;
    char digits[24];
    char *start = digits + sizeof digits - 1;
    *start = 0;
    do *--start = (char)('0' + size % 10); while (size /= 10);
    last_cleanup();
    say(named_file ? named_file : "rowcast");
    say(": error: limit met: no memory left (");
    say(start);
    say(" bytes more were needed)\n");
    _exit(3);
}

void *malloc(size_t size) { return checked(__libc_malloc(size), size); }

void *calloc(size_t count, size_t size) { return checked(__libc_calloc(count, size), size); }

void *realloc(void *block, size_t size) { return checked(__libc_realloc(block, size), size); }

void *aligned_alloc(size_t alignment, size_t size) {
    return checked(__libc_memalign(alignment, size), size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *found = checked(__libc_memalign(alignment, size), size);
    if (!found && size > 0) return ENOMEM;
    *block = found;
    return 0;
}

#endif
