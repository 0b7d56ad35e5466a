// The part of a weighted Gram matrix that blocks of few entries a row make: two blocks at a time, so that
// what is added to (a block's knots or levels by another's) stays in the cache while the rows go by. Row
// by row over all blocks at once, nearly every addition waits for memory.

#include "vectors.h"

/// Where row `i` of a block begins among its entries; a block of codes has the one entry `i`.
BODY ptrdiff_t first(rowcast_entries x, ptrdiff_t i) { return x.offsets ? x.offsets[i] : i; }

BODY void gram_body(rowcast_entries a, rowcast_entries b, int is_same, const double *d, ptrdiff_t rows,
                    double *square, ptrdiff_t stride) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    ptrdiff_t end = first(a, i + 1), begin = first(b, i), last = first(b, i + 1);
    for (ptrdiff_t e = first(a, i); e < end; e++) {
      if (a.columns[e] >= a.width) continue;
      double factor = a.values ? d[i] * a.values[e] : d[i];
      double *row = square + (ptrdiff_t)a.columns[e] * stride;
      if (is_same) last = e + 1;
      for (ptrdiff_t f = begin; f < last; f++)
        if (b.columns[f] < b.width) row[b.columns[f]] += b.values ? factor * b.values[f] : factor;
    }
  }
}

/// Each kind of block gets a loop of its own.
#define BY_KIND(body, a, b, is_same, d, rows, square, stride)                               \
  rowcast_entries codes_a = {NULL, a.columns, NULL, a.width};                               \
  rowcast_entries codes_b = {NULL, b.columns, NULL, b.width};                               \
  if (a.offsets && b.offsets && is_same) body(a, b, 1, d, rows, square, stride);            \
  else if (a.offsets && b.offsets) body(a, b, 0, d, rows, square, stride);                  \
  else if (a.offsets) body(a, codes_b, 0, d, rows, square, stride);                         \
  else if (b.offsets) body(codes_a, b, 0, d, rows, square, stride);                         \
  else body(codes_a, codes_b, 0, d, rows, square, stride);

void rowcast_gram(rowcast_entries a, rowcast_entries b, int is_same, const double *d, ptrdiff_t rows,
                  double *square, ptrdiff_t stride) {
  BY_KIND(gram_body, a, b, is_same, d, rows, square, stride)
}

BODY void rowcast_gram_dense_body(rowcast_entries a, const double *x, ptrdiff_t width,
                                  const double *d, ptrdiff_t rows, double *square, ptrdiff_t stride,
                                  double *sums) {
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t e = first(a, i); e < first(a, i + 1); e++) {
      if (a.columns[e] >= a.width) continue;
      double factor = a.values ? d[i] * a.values[e] : d[i];
      double *row = square + (ptrdiff_t)a.columns[e] * stride;
      ptrdiff_t j = 0;
      for (; j + 4 <= width; j += 4) store4(row + j, load4(row + j) + factor * load4(x + i * width + j));
      for (; j < width; j++) row[j] += factor * x[i * width + j];
      sums[a.columns[e]] += factor;
    }
}
KERNEL(void, rowcast_gram_dense,
       (rowcast_entries a, const double *x, ptrdiff_t width, const double *d, ptrdiff_t rows,
        double *square, ptrdiff_t stride, double *sums),
       (a, x, width, d, rows, square, stride, sums))

BODY void gram_eight_body(rowcast_entries a, rowcast_entries b, int is_same, const double *d,
                          ptrdiff_t rows, double *squares, ptrdiff_t stride) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    v8 own = load8(d + 8 * i);
    ptrdiff_t end = first(a, i + 1), begin = first(b, i), last = first(b, i + 1);
    for (ptrdiff_t e = first(a, i); e < end; e++) {
      if (a.columns[e] >= a.width) continue;
      v8 factor = a.values ? own * a.values[e] : own;
      double *row = squares + (ptrdiff_t)a.columns[e] * stride * 8;
      if (is_same) last = e + 1;
      for (ptrdiff_t f = begin; f < last; f++) {
        if (b.columns[f] >= b.width) continue;
        double *place = row + (ptrdiff_t)b.columns[f] * 8;
        store8(place, load8(place) + (b.values ? factor * b.values[f] : factor));
      }
    }
  }
}

BODY void rowcast_gram_eight_body(rowcast_entries a, rowcast_entries b, int is_same,
                                  const double *d, ptrdiff_t rows, double *squares,
                                  ptrdiff_t stride) {
  BY_KIND(gram_eight_body, a, b, is_same, d, rows, squares, stride)
}
KERNEL(void, rowcast_gram_eight,
       (rowcast_entries a, rowcast_entries b, int is_same, const double *d, ptrdiff_t rows,
        double *squares, ptrdiff_t stride),
       (a, b, is_same, d, rows, squares, stride))

BODY void rowcast_gram_dense_eight_body(rowcast_entries a, const double *x, ptrdiff_t width,
                                        const double *d, ptrdiff_t rows, double *squares,
                                        ptrdiff_t stride, double *sums) {
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t e = first(a, i); e < first(a, i + 1); e++) {
      if (a.columns[e] >= a.width) continue;
      v8 own = load8(d + 8 * i);
      v8 factor = a.values ? own * a.values[e] : own;
      double *row = squares + (ptrdiff_t)a.columns[e] * stride * 8;
      for (ptrdiff_t j = 0; j < width; j++)
        store8(row + 8 * j, load8(row + 8 * j) + factor * x[i * width + j]);
      double *sum = sums + 8 * (ptrdiff_t)a.columns[e];
      store8(sum, load8(sum) + factor);
    }
}
KERNEL(void, rowcast_gram_dense_eight,
       (rowcast_entries a, const double *x, ptrdiff_t width, const double *d, ptrdiff_t rows,
        double *squares, ptrdiff_t stride, double *sums),
       (a, x, width, d, rows, squares, stride, sums))
