// Products of matrices, by tiles of four rows (eight with AVX-512) and eight columns that stay in
// registers.
//
//     for each stretch of 256 inner elements:  pack B:  columns in eights, one inner element after
//                                              the other, zeros behind the last
//       for each four rows:                    pack A:  fours, one inner element after the other
//         for each eight columns:              tile += four of A times eight of B
//
// An element of C gets the sum of each stretch, made from its first inner element to its last, one
// stretch after the other. Packing changes where numbers stand and nothing else. Where C has not many
// columns, packing A would cost more than it saves: A is read where it lies then, and where they are
// few, as with few classes, columns are taken in fours.

#include "vectors.h"
#include <stdlib.h>

enum { stretch = 256, most_rows = 8, tile_columns = 8 };

typedef struct {
  rowcast_factor a, b;
  const double *weights;
  ptrdiff_t rows, columns, inner;
  double *c;
  ptrdiff_t stride;
  int what;
} product;

BODY int is_narrow(const product *p) {
  return p->columns <= 16 && !p->weights && !(p->what & rowcast_lower);
}

/// A tile's rows of A from `first` on; rows that are not there are zero.
BODY void pack_rows(const product *p, ptrdiff_t first, ptrdiff_t from, ptrdiff_t count,
                    double *to, const int tile_rows) {
  ptrdiff_t n = p->rows - first < tile_rows ? p->rows - first : tile_rows;
  const double *at = p->a.at + first * p->a.row + from * p->a.column;
  if (n < tile_rows) memset(to, 0, sizeof(double) * (size_t)tile_rows * (size_t)count);
  for (ptrdiff_t t = 0; t < count; t++) {
    double weight = p->weights ? p->weights[from + t] : 1;
    for (ptrdiff_t i = 0; i < n; i++)
      to[t * tile_rows + i] = weight * at[i * p->a.row + t * p->a.column];
  }
}

/// Eight columns of B from `first` on; columns that are not there are zero.
BODY void pack_columns(const product *p, ptrdiff_t first, ptrdiff_t from, ptrdiff_t count,
                       double *to) {
  ptrdiff_t n = p->columns - first < tile_columns ? p->columns - first : tile_columns;
  const double *at = p->b.at + first * p->b.column + from * p->b.row;
  if (n < tile_columns) memset(to, 0, sizeof(double) * tile_columns * (size_t)count);
  if (n == tile_columns && p->b.column == 1) {
    for (ptrdiff_t t = 0; t < count; t++) store8(to + t * tile_columns, load8(at + t * p->b.row));
    return;
  }
  for (ptrdiff_t t = 0; t < count; t++)
    for (ptrdiff_t j = 0; j < n; j++)
      to[t * tile_columns + j] = at[j * p->b.column + t * p->b.row];
}

/// The sums of a tile: numbers of A stand every `step`, and its rows every `row`.
BODY void tile_sums(const double *left, ptrdiff_t row, ptrdiff_t step, const double *right,
                    ptrdiff_t count, v8 *sums, const int tile_rows) {
#pragma unroll
  for (int r = 0; r < tile_rows; r++) sums[r] = 0;
  for (ptrdiff_t t = 0; t < count; t++, left += step, right += tile_columns) {
    v8 v = load8(right);
#pragma unroll
    for (int r = 0; r < tile_rows; r++) sums[r] += left[r * row] * v;
  }
}

/// Whether A is read where it lies although columns are not few: packing costs more than it saves as long
/// as there are not many tiles beside each other.
BODY int lies_well(const product *p) {
  return !p->weights && p->columns <= 128 && (p->a.row == 1 || p->a.column == 1);
}

/// Puts a tile's sums where they belong.
BODY void finish(const product *p, const v8 *sums, ptrdiff_t row, ptrdiff_t column, int sets,
                 const int tile_rows) {
  ptrdiff_t rows = p->rows - row < tile_rows ? p->rows - row : tile_rows;
  ptrdiff_t columns = p->columns - column < tile_columns ? p->columns - column : tile_columns;
  int lower = p->what & rowcast_lower;
  for (ptrdiff_t i = 0; i < rows; i++) {
    double *c = p->c + (row + i) * p->stride + column;
    ptrdiff_t end = lower && row + i - column + 1 < columns ? row + i - column + 1 : columns;
    v8 sum = p->what & rowcast_minus ? -sums[i] : sums[i];
    if (end == tile_columns) {
      store8(c, sets ? sum : load8(c) + sum);
    } else {
      for (ptrdiff_t j = 0; j < end; j++) c[j] = sets ? sum[j] : c[j] + sum[j];
    }
  }
}

/// The sums of `R` rows and all columns, `U` fours of them, for few columns.
BODY void narrow_tile(const product *p, ptrdiff_t i, ptrdiff_t from, ptrdiff_t count,
                      const double *b, const int R, const int U) {
  const double *a = p->a.at + i * p->a.row + from * p->a.column;
  v4 sums[8][4];
#pragma unroll
  for (int r = 0; r < R; r++)
#pragma unroll
    for (int u = 0; u < U; u++) sums[r][u] = 0;
  for (ptrdiff_t t = 0; t < count; t++, a += p->a.column, b += 4 * U) {
    v4 right[4];
#pragma unroll
    for (int u = 0; u < U; u++) memcpy(&right[u], b + 4 * u, sizeof(v4));
#pragma unroll
    for (int r = 0; r < R; r++) {
      double left = a[r * p->a.row];
#pragma unroll
      for (int u = 0; u < U; u++) sums[r][u] += left * right[u];
    }
  }
  int sets = !(p->what & (rowcast_plus | rowcast_minus)) && from == 0;
#pragma unroll
  for (int r = 0; r < R; r++) {
    double row[16], *c = p->c + (i + r) * p->stride;
#pragma unroll
    for (int u = 0; u < U; u++) memcpy(row + 4 * u, &sums[r][u], sizeof(v4));
    for (ptrdiff_t j = 0; j < p->columns; j++) {
      double sum = p->what & rowcast_minus ? -row[j] : row[j];
      c[j] = sets ? sum : c[j] + sum;
    }
  }
}

BODY void narrow_rows(const product *p, ptrdiff_t from, ptrdiff_t count, double *b, const int R,
                      const int U) {
  for (ptrdiff_t t = 0; t < count; t++)
    for (ptrdiff_t j = 0; j < 4 * U; j++)
      b[t * 4 * U + j] =
          j < p->columns ? p->b.at[(from + t) * p->b.row + j * p->b.column] : 0;
  ptrdiff_t i = 0;
  for (; i + R <= p->rows; i += R) narrow_tile(p, i, from, count, b, R, U);
  for (; i < p->rows; i++) narrow_tile(p, i, from, count, b, 1, U);
}

BODY void tiles_body(const product *p, ptrdiff_t from, ptrdiff_t count, double *a, double *b,
                     const int tile_rows) {
  if (is_narrow(p)) {
    const int more = tile_rows > 4;  // and with it twice as many registers
    if (p->columns <= 4) return narrow_rows(p, from, count, b, 8, 1);
    if (p->columns <= 8) return narrow_rows(p, from, count, b, more ? 8 : 4, 2);
    if (p->columns <= 12) return narrow_rows(p, from, count, b, more ? 6 : 3, 3);
    return narrow_rows(p, from, count, b, more ? 4 : 2, 4);
  }
  for (ptrdiff_t j = 0; j < p->columns; j += tile_columns)
    pack_columns(p, j, from, count, b + j * count);
  int lower = p->what & rowcast_lower;
  int sets = !(p->what & (rowcast_plus | rowcast_minus)) && from == 0;
  for (ptrdiff_t i = 0; i < p->rows; i += tile_rows) {
    const double *at = p->a.at + i * p->a.row + from * p->a.column;
    int is_direct = lies_well(p) && p->rows - i >= tile_rows;
    if (!is_direct) pack_rows(p, i, from, count, a, tile_rows);
    ptrdiff_t last = p->rows - i < tile_rows ? p->rows - 1 : i + tile_rows - 1;
    for (ptrdiff_t j = 0; j < p->columns && (!lower || j <= last); j += tile_columns) {
      const double *right = b + j * count;
      v8 sums[most_rows];
      if (!is_direct) tile_sums(a, 1, tile_rows, right, count, sums, tile_rows);
      else if (p->a.row == 1) tile_sums(at, 1, p->a.column, right, count, sums, tile_rows);
      else tile_sums(at, p->a.row, 1, right, count, sums, tile_rows);
      finish(p, sums, i, j, sets, tile_rows);
    }
  }
}

WIDEST void tiles_widest(const product *p, ptrdiff_t from, ptrdiff_t count, double *a,
                         double *b) {
  tiles_body(p, from, count, a, b, 8);
}

WIDE void tiles_wide(const product *p, ptrdiff_t from, ptrdiff_t count, double *a, double *b) {
  tiles_body(p, from, count, a, b, 4);
}

static void tiles_plain(const product *p, ptrdiff_t from, ptrdiff_t count, double *a, double *b) {
  tiles_body(p, from, count, a, b, 4);
}

/// The same sums without any packing, for when there is no memory for it.
static void without_room(const product *p, ptrdiff_t from, ptrdiff_t count) {
  int sets = !(p->what & (rowcast_plus | rowcast_minus)) && from == 0;
  for (ptrdiff_t i = 0; i < p->rows; i++) {
    ptrdiff_t end = p->what & rowcast_lower && i + 1 < p->columns ? i + 1 : p->columns;
    for (ptrdiff_t j = 0; j < end; j++) {
      double sum = 0;
      for (ptrdiff_t t = from; t < from + count; t++) {
        double left = p->a.at[i * p->a.row + t * p->a.column];
        sum += (p->weights ? p->weights[t] * left : left) * p->b.at[t * p->b.row + j * p->b.column];
      }
      if (p->what & rowcast_minus) sum = -sum;
      double *c = p->c + i * p->stride + j;
      *c = sets ? sum : *c + sum;
    }
  }
}

void rowcast_multiply(rowcast_factor a, rowcast_factor b, const double *weights, ptrdiff_t rows,
                      ptrdiff_t columns, ptrdiff_t inner, double *c, ptrdiff_t stride, int what) {
  if (rows <= 0 || columns <= 0) return;
  product p = {a, b, weights, rows, columns, inner, c, stride, what};
  if (inner <= 0) {
    if (!(what & (rowcast_plus | rowcast_minus))) without_room(&p, 0, 0);
    return;
  }
  ptrdiff_t longest = inner < stretch ? inner : stretch;
  ptrdiff_t packed = (columns + tile_columns - 1) / tile_columns * tile_columns;
  double *room = malloc(sizeof(double) * (size_t)longest * (size_t)(packed + most_rows));
  double *right = room ? room + longest * most_rows : room;
  int level = vector_level();
  for (ptrdiff_t from = 0; from < inner; from += stretch) {
    ptrdiff_t count = inner - from < stretch ? inner - from : stretch;
    if (!room) {
      without_room(&p, from, count);
    } else if (level == 2) {
      tiles_widest(&p, from, count, room, right);
    } else if (level == 1) {
      tiles_wide(&p, from, count, room, right);
    } else {
      tiles_plain(&p, from, count, room, right);
    }
  }
  free(room);
}
