#pragma once

// The one vector instruction that Swift's SIMD types cannot say: the top bits of sixteen bytes.

#include <stdint.h>

typedef unsigned char vector_of_16_bytes __attribute__((ext_vector_type(16)));

#ifdef __SSE2__
#include <emmintrin.h>
static inline uint32_t top_bits(vector_of_16_bytes bytes) {
  return (uint32_t)_mm_movemask_epi8((__m128i)bytes);
}
#endif
