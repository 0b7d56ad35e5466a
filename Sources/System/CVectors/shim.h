#pragma once

// What Swift's SIMD types cannot say: the top bits of a vector's bytes, shuffles, and instructions
// that only some processors have. Nothing here allocates or knows a file format's grammar.

#include <stdint.h>

typedef unsigned char vector_of_16_bytes __attribute__((ext_vector_type(16)));

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint32_t top_bits(vector_of_16_bytes bytes) {
  return (uint32_t)_mm_movemask_epi8((__m128i)bytes);
}

// Whether there are vectors of 32 bytes (AVX2): whether the C library lets programs use them, where
// it can be asked, so that a tunable which masks them masks them here.
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
static inline int has_wide_vectors(void) { return CPU_FEATURE_ACTIVE(AVX2); }
#else
static inline int has_wide_vectors(void) { return __builtin_cpu_supports("avx2") != 0; }
#endif

#define WIDE static inline __attribute__((target("avx2")))

WIDE uint64_t bits_of_64(__m256i low, __m256i high) {
  return (uint32_t)_mm256_movemask_epi8(low) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

WIDE __m256i is_separator(__m256i v, __m256i delimiter) {
  __m256i lf = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n'));
  __m256i cr = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\r'));
  return _mm256_or_si256(_mm256_cmpeq_epi8(v, delimiter), _mm256_or_si256(lf, cr));
}

// What JSON must escape: controls, the quotation mark, the backslash.
WIDE __m256i is_escaped(__m256i v) {
  __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(0x1F)), v);
  __m256i quote = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('"'));
  __m256i slash = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\'));
  return _mm256_or_si256(control, _mm256_or_si256(quote, slash));
}

WIDE __m256i is_digit(__m256i v) {
  __m256i value = _mm256_sub_epi8(v, _mm256_set1_epi8('0'));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(value, _mm256_set1_epi8(9)), value);
}

WIDE __m256i by_nibble(__m256i nibbles, __m128i table) {
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), nibbles);
}

// What is wrong with UTF-8 in 32 bytes; `before` holds the 32 bytes before them. After J. Keiser and
// D. Lemire, "Validating UTF-8 in less than one instruction per byte", Software: Practice and
// Experience 51 (2021): each bit is one way for two bytes to be wrong, and stays set only where the
// first byte's high and low half and the second byte's high half all admit it.
WIDE __m256i utf8_errors(__m256i v, __m256i before) {
  enum {
    too_short = 1, too_long = 2, overlong_3 = 4, too_large = 8, surrogate = 16, overlong_2 = 32,
    far_too_large = 64, overlong_4 = 64, two_tails = 128,
    any = too_short | too_long | two_tails, large = any | too_large | far_too_large,
    second = too_long | overlong_2 | two_tails
  };
  const __m128i lead_high = _mm_setr_epi8(
      too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
      (char)two_tails, (char)two_tails, (char)two_tails, (char)two_tails, too_short | overlong_2,
      too_short, too_short | overlong_3 | surrogate,
      too_short | too_large | far_too_large | overlong_4);
  const __m128i lead_low = _mm_setr_epi8(
      (char)(any | overlong_2 | overlong_3 | overlong_4), (char)(any | overlong_2), (char)any,
      (char)any, (char)(any | too_large), (char)large, (char)large, (char)large, (char)large,
      (char)large, (char)large, (char)large, (char)large, (char)(large | surrogate), (char)large,
      (char)large);
  const __m128i tail_high = _mm_setr_epi8(
      too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
      (char)(second | overlong_3 | far_too_large | overlong_4),
      (char)(second | overlong_3 | too_large), (char)(second | surrogate | too_large),
      (char)(second | surrogate | too_large), too_short, too_short, too_short, too_short);
  const __m256i half = _mm256_set1_epi8(0x0F);
  __m256i joint = _mm256_permute2x128_si256(before, v, 0x21);
  __m256i back1 = _mm256_alignr_epi8(v, joint, 15);
  __m256i back2 = _mm256_alignr_epi8(v, joint, 14);
  __m256i back3 = _mm256_alignr_epi8(v, joint, 13);
  __m256i pairs = _mm256_and_si256(
      by_nibble(_mm256_and_si256(_mm256_srli_epi16(back1, 4), half), lead_high),
      _mm256_and_si256(
          by_nibble(_mm256_and_si256(back1, half), lead_low),
          by_nibble(_mm256_and_si256(_mm256_srli_epi16(v, 4), half), tail_high)));
  // The third byte of three and the fourth of four must follow a tail: two tails are right there.
  __m256i third = _mm256_subs_epu8(back2, _mm256_set1_epi8((char)(0xE0 - 0x80)));
  __m256i fourth = _mm256_subs_epu8(back3, _mm256_set1_epi8((char)(0xF0 - 0x80)));
  __m256i due = _mm256_and_si256(
      _mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
  return _mm256_xor_si256(due, pairs);
}

// One bit for each byte of `count` blocks of 64 bytes from block `first` on: separators (the
// delimiter, LF, CR), quotes, bytes that are no digits, bytes that JSON escapes. The results of
// block i stand at index i of the arrays, those in `separators` from its beginning.
// Returns nonzero when `validates` and these bytes, behind those before them, are not UTF-8; a
// sequence that is cut by the last block's end is for the next block to tell.
static __attribute__((target("avx2"))) int scan_blocks(
    const uint8_t *bytes, long first, long count, uint8_t delimiter, uint8_t quote, int validates,
    uint64_t *separators, uint64_t *quotes, uint64_t *no_digits, uint64_t *escapes) {
  const __m256i needle = _mm256_set1_epi8((char)delimiter);
  const __m256i mark = _mm256_set1_epi8((char)quote);
  __m256i errors = _mm256_setzero_si256();
  __m256i before = _mm256_setzero_si256();
  if (first > 0) before = _mm256_loadu_si256((const __m256i *)(bytes + first * 64 - 32));
  uint64_t open = (uint32_t)_mm256_movemask_epi8(before) >> 29;
  for (long i = 0; i < count; i++) {
    const uint8_t *at = bytes + (first + i) * 64;
    __m256i low = _mm256_loadu_si256((const __m256i *)at);
    __m256i high = _mm256_loadu_si256((const __m256i *)(at + 32));
    separators[i] = bits_of_64(is_separator(low, needle), is_separator(high, needle));
    quotes[first + i] =
        bits_of_64(_mm256_cmpeq_epi8(low, mark), _mm256_cmpeq_epi8(high, mark));
    if (no_digits) no_digits[first + i] = ~bits_of_64(is_digit(low), is_digit(high));
    if (escapes) escapes[first + i] = bits_of_64(is_escaped(low), is_escaped(high));
    uint64_t foreign = bits_of_64(low, high);
    if (validates && (foreign | open)) {
      errors = _mm256_or_si256(
          errors, _mm256_or_si256(utf8_errors(low, before), utf8_errors(high, low)));
    }
    before = high;
    open = foreign >> 61;
  }
  return !_mm256_testz_si256(errors, errors);
}

#undef WIDE
#else

static inline int has_wide_vectors(void) { return 0; }
static inline int scan_blocks(
    const uint8_t *bytes, long first, long count, uint8_t delimiter, uint8_t quote, int validates,
    uint64_t *separators, uint64_t *quotes, uint64_t *no_digits, uint64_t *escapes) {
  return 1;
}

#endif
