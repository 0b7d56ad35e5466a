// The part of a weighted Gram matrix that blocks of few entries a row make: two blocks at a time, so that
// what is added to (a block's knots or levels by another's) stays in the cache while the rows go by. Row
// by row over all blocks at once, nearly every addition waits for memory.
//
// Entries of value 0, as a number at a knot has one beside its hat, add nothing and are passed over where
// eight squares wait for them.

#include "vectors.h"

/// The entries of row `i` of a block.
typedef struct {
  ptrdiff_t from, to;
} run;

BODY run entries_of(const rowcast_entries *x, ptrdiff_t i, const int count) {
  if (x->offsets) return (run){x->offsets[i], x->offsets[i + 1]};
  ptrdiff_t from = i * x->stride;
  return (run){from, from + (count ? count : x->count)};
}

BODY void gram_one(rowcast_entries a, rowcast_entries b, int is_same, const double *d, ptrdiff_t rows,
                   double *square, ptrdiff_t stride, const int in_a, const int in_b) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    run left = entries_of(&a, i, in_a), right = entries_of(&b, i, in_b);
    for (ptrdiff_t e = left.from; e < left.to; e++) {
      uint32_t column = a.columns[e] - a.first;
      if (column >= a.width) continue;
      double factor = a.values ? d[i] * a.values[e] : d[i];
      double *row = square + (ptrdiff_t)column * stride;
      if (is_same) right.to = e + 1;
      for (ptrdiff_t f = right.from; f < right.to; f++) {
        uint32_t place = b.columns[f] - b.first;
        if (place < b.width) row[place] += b.values ? factor * b.values[f] : factor;
      }
    }
  }
}

BODY void gram_eight(rowcast_entries a, rowcast_entries b, int is_same, const double *d,
                     ptrdiff_t rows, double *squares, ptrdiff_t stride, const int in_a,
                     const int in_b) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    v8 own = load8(d + 8 * i);
    run left = entries_of(&a, i, in_a), right = entries_of(&b, i, in_b);
    for (ptrdiff_t e = left.from; e < left.to; e++) {
      uint32_t column = a.columns[e] - a.first;
      if (column >= a.width || (a.values && a.values[e] == 0)) continue;
      v8 factor = a.values ? own * a.values[e] : own;
      double *row = squares + (ptrdiff_t)column * stride * 8;
      if (is_same) right.to = e + 1;
      for (ptrdiff_t f = right.from; f < right.to; f++) {
        uint32_t place = b.columns[f] - b.first;
        if (place >= b.width || (b.values && b.values[f] == 0)) continue;
        double *at = row + (ptrdiff_t)place * 8;
        store8(at, load8(at) + (b.values ? factor * b.values[f] : factor));
      }
    }
  }
}

/// Places of eight sums that are kept where each begins a line of the cache while the rows go by: sums that
/// lie across two lines take half as long again.
enum { room_places = 640 };

/// Blocks of one or two entries a row, as of categories and curves, get loops of their own.
#define BY_KIND(body)                                                                       \
  int in_a = a.offsets ? 0 : (int)(a.count <= 2 ? a.count : 0);                             \
  int in_b = b.offsets ? 0 : (int)(b.count <= 2 ? b.count : 0);                             \
  rowcast_entries codes_a = {NULL, a.columns, NULL, a.first, a.width, a.count, a.stride};   \
  rowcast_entries codes_b = {NULL, b.columns, NULL, b.first, b.width, b.count, b.stride};   \
  if (in_a == 1 && in_b == 1 && !a.values && !b.values)                                     \
    body(codes_a, codes_b, is_same, d, rows, square, stride, 1, 1);                         \
  else if (in_a == 2 && in_b == 2) body(a, b, is_same, d, rows, square, stride, 2, 2);      \
  else if (in_a == 2 && in_b == 1) body(a, b, is_same, d, rows, square, stride, 2, 1);      \
  else if (in_a == 1 && in_b == 2) body(a, b, is_same, d, rows, square, stride, 1, 2);      \
  else body(a, b, is_same, d, rows, square, stride, 0, 0);

void rowcast_gram(rowcast_entries a, rowcast_entries b, int is_same, const double *d, ptrdiff_t rows,
                  double *square, ptrdiff_t stride) {
  BY_KIND(gram_one)
}

BODY void rowcast_gram_eight_body(rowcast_entries a, rowcast_entries b, int is_same,
                                  const double *d, ptrdiff_t rows, double *square,
                                  ptrdiff_t stride) {
  _Alignas(64) double room[8 * room_places];
  double *result = square;
  ptrdiff_t reach = ((a.width - (ptrdiff_t)1) * stride + b.width) * 8;
  if (reach <= 8 * room_places) square = memcpy(room, result, sizeof(double) * (size_t)reach);
  BY_KIND(gram_eight)
  if (square == room) memcpy(result, room, sizeof(double) * (size_t)reach);
}
KERNEL_OF_EIGHT(rowcast_gram_eight,
                (rowcast_entries a, rowcast_entries b, int is_same, const double *d, ptrdiff_t rows,
                 double *square, ptrdiff_t stride),
                (a, b, is_same, d, rows, square, stride))

BODY void rowcast_gram_dense_body(rowcast_entries a, const double *x, ptrdiff_t width,
                                  const double *d, ptrdiff_t rows, double *square, ptrdiff_t stride,
                                  double *sums) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    run left = entries_of(&a, i, 0);
    for (ptrdiff_t e = left.from; e < left.to; e++) {
      uint32_t column = a.columns[e] - a.first;
      if (column >= a.width) continue;
      double factor = a.values ? d[i] * a.values[e] : d[i];
      double *row = square + (ptrdiff_t)column * stride;
      ptrdiff_t j = 0;
      for (; j + 4 <= width; j += 4) store4(row + j, load4(row + j) + factor * load4(x + i * width + j));
      for (; j < width; j++) row[j] += factor * x[i * width + j];
      sums[column] += factor;
    }
  }
}
KERNEL(void, rowcast_gram_dense,
       (rowcast_entries a, const double *x, ptrdiff_t width, const double *d, ptrdiff_t rows,
        double *square, ptrdiff_t stride, double *sums),
       (a, x, width, d, rows, square, stride, sums))

BODY void rowcast_gram_dense_eight_body(rowcast_entries a, const double *x, ptrdiff_t width,
                                        const double *d, ptrdiff_t rows, double *squares,
                                        ptrdiff_t stride, double *sums) {
  _Alignas(64) double room[8 * room_places];
  double *result = squares, *last = sums;
  ptrdiff_t reach = ((a.width - (ptrdiff_t)1) * stride + width) * 8, count = (ptrdiff_t)a.width * 8;
  int fits = reach + count <= 8 * room_places;
  if (fits) {
    squares = memcpy(room, result, sizeof(double) * (size_t)reach);
    sums = memcpy(room + reach, last, sizeof(double) * (size_t)count);
  }
  for (ptrdiff_t i = 0; i < rows; i++) {
    v8 own = load8(d + 8 * i);
    run left = entries_of(&a, i, 0);
    for (ptrdiff_t e = left.from; e < left.to; e++) {
      uint32_t column = a.columns[e] - a.first;
      if (column >= a.width || (a.values && a.values[e] == 0)) continue;
      v8 factor = a.values ? own * a.values[e] : own;
      double *row = squares + (ptrdiff_t)column * stride * 8;
      for (ptrdiff_t j = 0; j < width; j++)
        store8(row + 8 * j, load8(row + 8 * j) + factor * x[i * width + j]);
      double *sum = sums + 8 * (ptrdiff_t)column;
      store8(sum, load8(sum) + factor);
    }
  }
  if (fits) {
    memcpy(result, room, sizeof(double) * (size_t)reach);
    memcpy(last, sums, sizeof(double) * (size_t)count);
  }
}
KERNEL_OF_EIGHT(rowcast_gram_dense_eight,
                (rowcast_entries a, const double *x, ptrdiff_t width, const double *d,
                 ptrdiff_t rows, double *squares, ptrdiff_t stride, double *sums),
                (a, x, width, d, rows, squares, stride, sums))
