#pragma once

// Eight doubles as one value, and the choice between the two ways a kernel is compiled.
//
// A kernel is a body that is always inlined into two functions, one for any processor and one for
// AVX2. The body says every operation and its order, and contraction is off, so they differ in speed
// alone.

#include "kernels.h"
#include <string.h>

#pragma clang fp contract(off)

typedef double v8 __attribute__((ext_vector_type(8)));
typedef double v4 __attribute__((ext_vector_type(4)));
typedef int64_t i8 __attribute__((ext_vector_type(8)));

// Vectors are values of bodies alone: none is passed by a call that remains.
#pragma clang diagnostic ignored "-Wpsabi"

#define BODY static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2"))) static
#define WIDEST __attribute__((target("avx512f"))) static
#if defined(__has_include) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
// What the C library lets programs use, so that a tunable which masks AVX2 masks it here.
static inline int has_avx2(void) { return CPU_FEATURE_ACTIVE(AVX2); }
static inline int has_avx512(void) { return CPU_FEATURE_ACTIVE(AVX512F); }
#else
static inline int has_avx2(void) { return __builtin_cpu_supports("avx2"); }
static inline int has_avx512(void) { return __builtin_cpu_supports("avx512f"); }
#endif
#else
#define WIDE static
#define WIDEST static
static inline int has_avx2(void) { return 0; }
static inline int has_avx512(void) { return 0; }
#endif

/// Defines `name` from `name_body`, which is compiled twice.
#define KERNEL(result, name, parameters, arguments)                                                \
  WIDE result name##_wide parameters { return name##_body arguments; }                             \
  static result name##_plain parameters { return name##_body arguments; }                          \
  result name parameters { return has_avx2() ? name##_wide arguments : name##_plain arguments; }

BODY v8 load8(const double *p) {
  v8 v;
  memcpy(&v, p, sizeof v);
  return v;
}

BODY void store8(double *p, v8 v) { memcpy(p, &v, sizeof v); }

/// The sum of the lanes, in the one order that all kernels share.
BODY double sum8(v8 v) {
  v4 four = v.lo + v.hi;
  return (four.x + four.z) + (four.y + four.w);
}
