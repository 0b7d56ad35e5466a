// What is counted of a column of numbers, and what becomes of columns: one walk over memory each,
// without branches on the numbers. Every result is that of the plain loop, to the last bit.

#include "vectors.h"

BODY void rowcast_count_body(const double *x, ptrdiff_t count, rowcast_counts *result) {
  v4 sums = 0, lows = __builtin_inf(), highs = -__builtin_inf();
  i4 there = 0;
  for (ptrdiff_t i = 0; i + 4 <= count; i += 4) {
    v4 v = load4(x + i);
    i4 is_there = v - v == 0;  // false for NaN and infinities
    there -= is_there;
    sums += choose4(is_there, v, (v4)0.0);
    lows = choose4(is_there & (v < lows), v, lows);
    highs = choose4(is_there & (v > highs), v, highs);
  }
  store4(result->sums, sums);
  store4(result->lows, lows);
  store4(result->highs, highs);
  result->there = there.x + there.y + there.z + there.w;
}
KERNEL(void, rowcast_count, (const double *x, ptrdiff_t count, rowcast_counts *result),
       (x, count, result))

BODY void rowcast_deviations_body(const double *x, ptrdiff_t count, double center, double *squares,
                                  double *rests) {
  v4 square = 0, rest = 0;
  for (ptrdiff_t i = 0; i + 4 <= count; i += 4) {
    v4 v = load4(x + i);
    v4 deviation = choose4(v - v == 0, v - center, (v4)0.0);
    square += deviation * deviation;
    rest += deviation;
  }
  store4(squares, square);
  store4(rests, rest);
}
KERNEL(void, rowcast_deviations,
       (const double *x, ptrdiff_t count, double center, double *squares, double *rests),
       (x, count, center, squares, rests))

BODY ptrdiff_t rowcast_between_body(const double *x, ptrdiff_t count, double low, double high,
                                    double *kept, ptrdiff_t room, ptrdiff_t *below,
                                    ptrdiff_t *finite) {
  const double infinity = __builtin_inf();
  i8 belows = 0, finites = 0;
  ptrdiff_t found = 0, i = 0;
  for (; i + 8 <= count && found + 8 <= room; i += 8) {
    v8 v = load8(x + i);
    i8 is_finite = (v > -infinity) & (v < infinity);
    finites -= is_finite;
    belows -= is_finite & (v < low);
    i8 within = (v >= low) & (v <= high);
    i4 half = within.lo | within.hi;
    if ((half.x | half.y) | (half.z | half.w))
      for (int lane = 0; lane < 8; lane++) {
        kept[found] = x[i + lane];
        found += x[i + lane] >= low & x[i + lane] <= high;
      }
  }
  ptrdiff_t many = 0, few = 0;
  for (int lane = 0; lane < 8; lane++) {
    many += finites[lane];
    few += belows[lane];
  }
  for (; i < count && found < room; i++) {
    int is_finite = (x[i] > -infinity) & (x[i] < infinity);
    many += is_finite;
    few += is_finite & (x[i] < low);
    kept[found] = x[i];
    found += x[i] >= low & x[i] <= high;
  }
  *finite = many;
  *below = few;
  return found;
}
KERNEL(ptrdiff_t, rowcast_between,
       (const double *x, ptrdiff_t count, double low, double high, double *kept, ptrdiff_t room,
        ptrdiff_t *below, ptrdiff_t *finite),
       (x, count, low, high, kept, room, below, finite))

BODY int rowcast_are_finite_body(const double *x, ptrdiff_t count) {
  // Zero times a number that is not finite is not a number.
  v8 a = 0, b = 0;
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    a += 0 * load8(x + i);
    b += 0 * load8(x + i + 8);
  }
  double probe = sum8(a + b);
  for (; i < count; i++) probe += 0 * x[i];
  return probe == 0;
}
KERNEL(int, rowcast_are_finite, (const double *x, ptrdiff_t count), (x, count))

BODY uint64_t mixed(uint64_t state) {
  uint64_t z = state + 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

BODY void rowcast_mix_body(uint64_t *marks, const double *x, ptrdiff_t count, uint64_t missing) {
  for (ptrdiff_t i = 0; i < count; i++) {
    uint64_t bits;
    memcpy(&bits, x + i, sizeof bits);
    uint64_t size = bits << 1;  // without the sign
    bits = size == 0 ? 0 : bits;
    bits = size >= 0xFFE0000000000000u ? missing : bits;
    marks[i] = mixed(marks[i] ^ bits);
  }
}
KERNEL(void, rowcast_mix, (uint64_t *marks, const double *x, ptrdiff_t count, uint64_t missing),
       (marks, x, count, missing))

BODY void rowcast_scale_columns_body(const rowcast_columns *columns, ptrdiff_t rows, double *out,
                                     ptrdiff_t stride) {
  const double *a = columns->at[0], *b = columns->at[1], *c = columns->at[2], *d = columns->at[3];
  const double *e = columns->at[4], *f = columns->at[5], *g = columns->at[6], *h = columns->at[7];
  v8 fills = load8(columns->fills), lows = load8(columns->lows), highs = load8(columns->highs);
  v8 centers = load8(columns->centers), scales = load8(columns->scales);
  for (ptrdiff_t i = 0; i < rows; i++) {
    v8 v = {a[i], b[i], c[i], d[i], e[i], f[i], g[i], h[i]};
    i8 is_there = v - v == 0;
    v = choose(v < lows, lows, v);
    v = choose(v > highs, highs, v);
    v = choose(is_there, v, fills);
    v = (v - centers) / scales;
    if (columns->count == 8) {
      store8(out, v);
    } else {
      double some[8];
      store8(some, v);
      for (ptrdiff_t lane = 0; lane < columns->count; lane++) out[lane] = some[lane];
    }
    out += stride;
  }
}
KERNEL(void, rowcast_scale_columns,
       (const rowcast_columns *columns, ptrdiff_t rows, double *out, ptrdiff_t stride),
       (columns, rows, out, stride))
