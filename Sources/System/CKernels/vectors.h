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
typedef int64_t i4 __attribute__((ext_vector_type(4)));

// Vectors are values of bodies alone: none is passed by a call that remains.
#pragma clang diagnostic ignored "-Wpsabi"

#define BODY static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2"))) static
#define WIDEST __attribute__((target("avx512f,avx512vl"))) static
#if defined(__has_include) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
// What the C library lets programs use, so that a tunable which masks AVX2 masks it here.
#define IS_ACTIVE(name, feature) CPU_FEATURE_ACTIVE(name)
#else
#define IS_ACTIVE(name, feature) __builtin_cpu_supports(feature)
#endif

/// 0 for any processor, 1 with AVX2, 2 with AVX-512; asked once.
static inline int vector_level(void) {
  static int known;
  int level = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (level) return level - 1;
  level = !IS_ACTIVE(AVX2, "avx2")                                                      ? 0
          : IS_ACTIVE(AVX512F, "avx512f") && IS_ACTIVE(AVX512VL, "avx512vl") ? 2
                                                                                        : 1;
  __atomic_store_n(&known, level + 1, __ATOMIC_RELAXED);
  return level;
}
#else
#define WIDE static
#define WIDEST static
static inline int vector_level(void) { return 0; }
#endif

/// Defines `name` from `name_body`, which is compiled twice.
#define KERNEL(result, name, parameters, arguments)                                                \
  WIDE result name##_wide parameters { return name##_body arguments; }                             \
  static result name##_plain parameters { return name##_body arguments; }                          \
  result name parameters { return vector_level() ? name##_wide arguments : name##_plain arguments; }

#if defined(__x86_64__)
/// The same with a third function, for AVX-512: where each of the eight lanes is a sum of its own.
#define KERNEL_OF_EIGHT(name, parameters, arguments)          \
  WIDEST void name##_widest parameters { name##_body arguments; } \
  WIDE void name##_wide parameters { name##_body arguments; }     \
  static void name##_plain parameters { name##_body arguments; }  \
  void name parameters {                                          \
    int level = vector_level();                                   \
    if (level == 2) name##_widest arguments;                      \
    else if (level == 1) name##_wide arguments;                   \
    else name##_plain arguments;                                  \
  }
#else
#define KERNEL_OF_EIGHT(name, parameters, arguments) KERNEL(void, name, parameters, arguments)
#endif

BODY v4 load4(const double *p) {
  v4 v;
  memcpy(&v, p, sizeof v);
  return v;
}

BODY void store4(double *p, v4 v) { memcpy(p, &v, sizeof v); }

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

/// In each lane one of two numbers, without a branch.
#define CHOOSE(name, numbers, masks)                      \
  BODY numbers name(masks where, numbers yes, numbers no) { \
    masks y, n;                                           \
    memcpy(&y, &yes, sizeof y);                           \
    memcpy(&n, &no, sizeof n);                            \
    masks chosen = (where & y) | (~where & n);            \
    numbers result;                                       \
    memcpy(&result, &chosen, sizeof result);              \
    return result;                                        \
  }
CHOOSE(choose, v8, i8)
CHOOSE(choose4, v4, i4)
