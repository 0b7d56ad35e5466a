// Exponentials of eight numbers at once, with the steps of Elementary.exp and in their order.

#include "vectors.h"

/// `e^r` as two parts, and the bits of `2^n`, for numbers between -708 and 700.
typedef struct {
  v8 high, low, scale;
} power;

BODY power power_of_e(v8 x) {
  const double shift = 0x1.8p52;
  v8 shifted = x * 1.4426950408889634 + shift;
  v8 n = shifted - shift;
  v8 rough = x - n * 6.93145751953125e-1;
  v8 correction = n * 1.4286068203094173e-6;
  v8 r = rough - correction;
  v8 lost = (rough - r) - correction;
  v8 r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  v8 p45 = r * (1.0 / 120) + (1.0 / 24);
  v8 p67 = r * (1.0 / 5040) + (1.0 / 720);
  v8 p89 = r * (1.0 / 362880) + (1.0 / 40320);
  v8 pab = r * (1.0 / 39916800) + (1.0 / 3628800);
  v8 pcd = r * (1.0 / 6227020800) + (1.0 / 479001600);
  v8 low = (p45 + p67 * r2) * r4 + (r * (1.0 / 6)) * r2;
  v8 high = (p89 + pab * r2) + (pcd + r2 * (1.0 / 87178291200)) * r4;
  v8 rest = 0.5 * (r * r) + ((high * r8 + low) + lost);
  v8 sum = 1 + r;
  rest = (r - (sum - 1)) + rest;
  power result;
  result.high = sum + rest;
  result.low = rest - (result.high - sum);
  // n stands in the low bits of `shifted`, where the rounding left it.
  i8 bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + 1023) << 52;
  memcpy(&result.scale, &bits, sizeof bits);
  return result;
}

/// The exponential of each lane; lanes must be at most 700, and below -708 give 0.
BODY v8 exponential(v8 x) {
  i8 tiny = x < -708;
  power p = power_of_e(choose(tiny, (v8)-708.0, x));
  return choose(tiny, (v8)0.0, (p.high + p.low) * p.scale);
}

BODY v8 load_some(const double *from, ptrdiff_t lanes) {
  if (lanes >= 8) return load8(from);
  v8 v = 0;
  for (ptrdiff_t i = 0; i < lanes; i++) v[i] = from[i];
  return v;
}

BODY void store_some(double *to, v8 v, ptrdiff_t lanes) {
  if (lanes >= 8) {
    store8(to, v);
  } else {
    for (ptrdiff_t i = 0; i < lanes; i++) to[i] = v[i];
  }
}

BODY void rowcast_exponentials_body(double *values, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i += 8)
    store_some(values + i, exponential(load_some(values + i, count - i)), count - i);
}
KERNEL(void, rowcast_exponentials, (double *values, ptrdiff_t count), (values, count))

/// Dekker's product: what `a * b` loses by rounding.
BODY v8 lost_by_product(v8 a, v8 b, v8 product) {
  v8 shifted_a = a * 0x1.0000002p27, shifted_b = b * 0x1.0000002p27;
  v8 a1 = shifted_a - (shifted_a - a), b1 = shifted_b - (shifted_b - b);
  v8 a2 = a - a1, b2 = b - b1;
  return ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2;
}

/// As Elementary.sigmoid, but 0 below -708.
BODY void rowcast_sigmoids_body(const double *z, double *a, ptrdiff_t count, double scale) {
  for (ptrdiff_t i = 0; i < count; i += 8) {
    v8 x = load_some(z + i, count - i) * scale;
    i8 negative = x < 0;
    v8 down = choose(negative, x, -x);
    i8 far = down < -708;
    power p = power_of_e(choose(far, (v8)-708.0, down));
    v8 e = p.high * p.scale, e_low = p.low * p.scale;
    v8 sum = 1 + e;
    v8 sum_low = (e - (sum - 1)) + e_low;
    v8 above = choose(negative, e, (v8)1.0), above_low = choose(negative, e_low, (v8)0.0);
    v8 quotient = above / sum;
    v8 product = quotient * sum;
    v8 rest = ((above - product) - lost_by_product(quotient, sum, product)) +
              (above_low - quotient * sum_low);
    v8 value = choose(far & negative, (v8)0.0, quotient + rest / sum);
    store_some(a + i, choose(x != x, x, value), count - i);
  }
}
KERNEL(void, rowcast_sigmoids, (const double *z, double *a, ptrdiff_t count, double scale),
       (z, a, count, scale))

BODY void rowcast_keep_positive_body(double *values, const double *z, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i += 8)
    store_some(values + i,
               choose(load_some(z + i, count - i) > 0, load_some(values + i, count - i), (v8)0.0),
               count - i);
}
KERNEL(void, rowcast_keep_positive, (double *values, const double *z, ptrdiff_t count),
       (values, z, count))

BODY double rowcast_logistic_body(double *z, const double *signs, const double *weights,
                                  ptrdiff_t count, double *powers, ptrdiff_t *groups) {
  v8 hinges = 0, product = 1;
  ptrdiff_t written = 0, factors = 0;
  double rest = 0;
  for (ptrdiff_t i = 0; i < count; i += 8) {
    ptrdiff_t lanes = count - i;
    v8 sign = load_some(signs + i, lanes);
    v8 margin = load_some(z + i, lanes) * sign;
    i8 right = margin >= 0;
    v8 e = exponential(choose(right, -margin, margin));
    v8 inverse = 1 / (1 + e);
    v8 residual = -sign * choose(right, e * inverse, inverse);
    v8 hinge = choose(right, (v8)0.0, -margin);
    if (weights) {
      v8 weight = load_some(weights + i, lanes);
      residual *= weight;
      hinge *= weight;
      store_some(powers + i, e, lanes);
    }
    store_some(z + i, residual, lanes);
    if (lanes >= 8) {
      hinges += hinge;
      if (weights) continue;
      product *= 1 + e;
      if (++factors == 1000) {
        store8(powers + 8 * written++, product);
        product = 1;
        factors = 0;
      }
    } else {
      for (ptrdiff_t lane = 0; lane < lanes; lane++) rest += hinge[lane];
      if (weights) continue;
      if (factors > 0) store8(powers + 8 * written++, product);
      factors = 0;
      store_some(powers + 8 * written, e, lanes);
    }
  }
  if (!weights && factors > 0) store8(powers + 8 * written++, product);
  *groups = written;
  return sum8(hinges) + rest;
}
KERNEL(double, rowcast_logistic,
       (double *z, const double *signs, const double *weights, ptrdiff_t count, double *powers,
        ptrdiff_t *groups),
       (z, signs, weights, count, powers, groups))

BODY void rowcast_below_largest_body(double *z, ptrdiff_t rows, ptrdiff_t classes) {
  for (ptrdiff_t i = 0; i < rows; i++, z += classes) {
    double largest = z[0];
    for (ptrdiff_t j = 1; j < classes; j++) largest = z[j] > largest ? z[j] : largest;
    for (ptrdiff_t j = 0; j < classes; j++) z[j] -= largest;
  }
}
KERNEL(void, rowcast_below_largest, (double *z, ptrdiff_t rows, ptrdiff_t classes),
       (z, rows, classes))

BODY void rowcast_shares_body(double *z, ptrdiff_t rows, ptrdiff_t classes, const double *weights,
                              double *totals) {
  for (ptrdiff_t i = 0; i < rows; i++, z += classes) {
    double total = 0;
    for (ptrdiff_t j = 0; j < classes; j++) total += z[j];
    double inverse = (weights ? weights[i] : 1) / total;
    for (ptrdiff_t j = 0; j < classes; j++) z[j] *= inverse;
    if (totals) totals[i] = total;
  }
}
KERNEL(void, rowcast_shares,
       (double *z, ptrdiff_t rows, ptrdiff_t classes, const double *weights, double *totals),
       (z, rows, classes, weights, totals))
