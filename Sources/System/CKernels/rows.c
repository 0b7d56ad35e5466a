// Sums along rows and over rows: the two halves of a linear model's pass. Rows are taken four at a
// time so that the other operand is read once for all four; each row's own order does not change.

#include "vectors.h"

BODY double rowcast_dot_body(const double *x, const double *y, ptrdiff_t count) {
  v8 sum = 0;
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) sum += load8(x + i) * load8(y + i);
  double rest = 0;
  for (; i < count; i++) rest += x[i] * y[i];
  return sum8(sum) + rest;
}
KERNEL(double, rowcast_dot, (const double *x, const double *y, ptrdiff_t count), (x, y, count))

BODY void rowcast_add_body(double factor, const double *x, double *y, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) store8(y + i, load8(y + i) + factor * load8(x + i));
  for (; i < count; i++) y[i] += factor * x[i];
}
KERNEL(void, rowcast_add, (double factor, const double *x, double *y, ptrdiff_t count),
       (factor, x, y, count))

BODY void rowcast_rows_times_body(const double *x, ptrdiff_t stride, ptrdiff_t rows,
                                  ptrdiff_t width, const double *w, double *z) {
  ptrdiff_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const double *x0 = x + i * stride, *x1 = x0 + stride, *x2 = x1 + stride, *x3 = x2 + stride;
    v8 s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    ptrdiff_t j = 0;
    for (; j + 8 <= width; j += 8) {
      v8 v = load8(w + j);
      s0 += load8(x0 + j) * v;
      s1 += load8(x1 + j) * v;
      s2 += load8(x2 + j) * v;
      s3 += load8(x3 + j) * v;
    }
    double r0 = 0, r1 = 0, r2 = 0, r3 = 0;
    for (; j < width; j++) {
      r0 += x0[j] * w[j];
      r1 += x1[j] * w[j];
      r2 += x2[j] * w[j];
      r3 += x3[j] * w[j];
    }
    z[i] += sum8(s0) + r0;
    z[i + 1] += sum8(s1) + r1;
    z[i + 2] += sum8(s2) + r2;
    z[i + 3] += sum8(s3) + r3;
  }
  for (; i < rows; i++) z[i] += rowcast_dot_body(x + i * stride, w, width);
}
KERNEL(void, rowcast_rows_times,
       (const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t width, const double *w,
        double *z),
       (x, stride, rows, width, w, z))

BODY void rowcast_columns_times_body(const double *x, ptrdiff_t stride, ptrdiff_t rows,
                                     ptrdiff_t width, const double *r, double *g) {
  ptrdiff_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const double *x0 = x + i * stride, *x1 = x0 + stride, *x2 = x1 + stride, *x3 = x2 + stride;
    ptrdiff_t j = 0;
    for (; j + 8 <= width; j += 8) {
      v8 sum = load8(g + j);
      sum += r[i] * load8(x0 + j);
      sum += r[i + 1] * load8(x1 + j);
      sum += r[i + 2] * load8(x2 + j);
      sum += r[i + 3] * load8(x3 + j);
      store8(g + j, sum);
    }
    for (; j < width; j++) {
      double sum = g[j] + r[i] * x0[j];
      sum += r[i + 1] * x1[j];
      sum += r[i + 2] * x2[j];
      g[j] = sum + r[i + 3] * x3[j];
    }
  }
  for (; i < rows; i++) rowcast_add_body(r[i], x + i * stride, g, width);
}
KERNEL(void, rowcast_columns_times,
       (const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t width, const double *r,
        double *g),
       (x, stride, rows, width, r, g))

BODY void rowcast_add_rows_body(const double *x, ptrdiff_t rows, ptrdiff_t width, double *sums) {
  if (width == 1) {
    double sum = *sums;
    for (ptrdiff_t i = 0; i < rows; i++) sum += x[i];
    *sums = sum;
    return;
  }
  for (ptrdiff_t i = 0; i < rows; i++) rowcast_add_body(1, x + i * width, sums, width);
}
KERNEL(void, rowcast_add_rows, (const double *x, ptrdiff_t rows, ptrdiff_t width, double *sums),
       (x, rows, width, sums))

BODY void rowcast_levels_times_body(const uint32_t *codes, ptrdiff_t rows, uint32_t levels,
                                    ptrdiff_t outputs, const double *w, double *z) {
  if (outputs == 1) {
    for (ptrdiff_t i = 0; i < rows; i++)
      if (codes[i] < levels) z[i] += w[codes[i]];
    return;
  }
  for (ptrdiff_t i = 0; i < rows; i++)
    if (codes[i] < levels)
      rowcast_add_body(1, w + (ptrdiff_t)codes[i] * outputs, z + i * outputs, outputs);
}
KERNEL(void, rowcast_levels_times,
       (const uint32_t *codes, ptrdiff_t rows, uint32_t levels, ptrdiff_t outputs, const double *w,
        double *z),
       (codes, rows, levels, outputs, w, z))

BODY void rowcast_levels_transposed_body(const uint32_t *codes, ptrdiff_t rows, uint32_t levels,
                                         ptrdiff_t outputs, const double *r, double *g) {
  if (outputs == 1) {
    for (ptrdiff_t i = 0; i < rows; i++)
      if (codes[i] < levels) g[codes[i]] += r[i];
    return;
  }
  for (ptrdiff_t i = 0; i < rows; i++)
    if (codes[i] < levels)
      rowcast_add_body(1, r + i * outputs, g + (ptrdiff_t)codes[i] * outputs, outputs);
}
KERNEL(void, rowcast_levels_transposed,
       (const uint32_t *codes, ptrdiff_t rows, uint32_t levels, ptrdiff_t outputs, const double *r,
        double *g),
       (codes, rows, levels, outputs, r, g))

BODY void rowcast_sparse_times_body(const ptrdiff_t *offsets, ptrdiff_t rows,
                                    const uint32_t *columns, const double *values, uint32_t width,
                                    ptrdiff_t outputs, const double *w, double *z) {
  if (outputs == 1) {
    for (ptrdiff_t i = 0; i < rows; i++) {
      double sum = z[i];
      for (ptrdiff_t e = offsets[i]; e < offsets[i + 1]; e++)
        if (columns[e] < width) sum += values[e] * w[columns[e]];
      z[i] = sum;
    }
    return;
  }
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t e = offsets[i]; e < offsets[i + 1]; e++)
      if (columns[e] < width)
        rowcast_add_body(values[e], w + (ptrdiff_t)columns[e] * outputs, z + i * outputs, outputs);
}
KERNEL(void, rowcast_sparse_times,
       (const ptrdiff_t *offsets, ptrdiff_t rows, const uint32_t *columns, const double *values,
        uint32_t width, ptrdiff_t outputs, const double *w, double *z),
       (offsets, rows, columns, values, width, outputs, w, z))

BODY void rowcast_sparse_transposed_body(const ptrdiff_t *offsets, ptrdiff_t rows,
                                         const uint32_t *columns, const double *values,
                                         uint32_t width, ptrdiff_t outputs, const double *r,
                                         double *g) {
  if (outputs == 1) {
    for (ptrdiff_t i = 0; i < rows; i++)
      for (ptrdiff_t e = offsets[i]; e < offsets[i + 1]; e++)
        if (columns[e] < width) g[columns[e]] += values[e] * r[i];
    return;
  }
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t e = offsets[i]; e < offsets[i + 1]; e++)
      if (columns[e] < width)
        rowcast_add_body(values[e], r + i * outputs, g + (ptrdiff_t)columns[e] * outputs, outputs);
}
KERNEL(void, rowcast_sparse_transposed,
       (const ptrdiff_t *offsets, ptrdiff_t rows, const uint32_t *columns, const double *values,
        uint32_t width, ptrdiff_t outputs, const double *r, double *g),
       (offsets, rows, columns, values, width, outputs, r, g))

BODY void rowcast_solve_row_body(double *b, const double *factor, ptrdiff_t count,
                                 ptrdiff_t stride) {
  for (ptrdiff_t i = 0; i < count; i++, factor += stride)
    b[i] = (b[i] - rowcast_dot_body(b, factor, i)) / factor[i];
}
KERNEL(void, rowcast_solve_row,
       (double *b, const double *factor, ptrdiff_t count, ptrdiff_t stride),
       (b, factor, count, stride))

/// Entry `j` of some rows of a factor, when those before it are known: one row waits for its own sums and
/// divisions, several do so side by side.
BODY void factor_entries(double *rows, ptrdiff_t count, const double *pivot, ptrdiff_t j,
                         ptrdiff_t stride) {
  for (ptrdiff_t i = 0; i < count; i++) {
    double *row = rows + i * stride;
    row[j] = (row[j] - rowcast_dot_body(row, pivot, j)) / pivot[j];
  }
}

BODY int rowcast_factor_panel_body(double *a, ptrdiff_t width, ptrdiff_t rows, ptrdiff_t stride) {
  for (ptrdiff_t j = 0; j < width; j++) {
    double *own = a + j * stride;
    double pivot = own[j] - rowcast_dot_body(own, own, j);
    if (!(pivot > 0 && pivot < __builtin_inf())) return 0;
    own[j] = __builtin_elementwise_sqrt(pivot);
    factor_entries(own + stride, width - j - 1, own, j, stride);
  }
  for (ptrdiff_t i = width; i < rows; i += 8)
    for (ptrdiff_t j = 0; j < width; j++)
      factor_entries(a + i * stride, rows - i < 8 ? rows - i : 8, a + j * stride, j, stride);
  return 1;
}
KERNEL(int, rowcast_factor_panel, (double *a, ptrdiff_t width, ptrdiff_t rows, ptrdiff_t stride),
       (a, width, rows, stride))

BODY void rowcast_invert_triangle_body(const double *l, double *x, ptrdiff_t count,
                                       ptrdiff_t stride) {
  double sums[rowcast_panel];
  for (ptrdiff_t i = 0; i < count; i++) {
    const double *row = l + i * stride;
    memset(sums, 0, sizeof sums);
    for (ptrdiff_t k = 0; k < i; k++) rowcast_add_body(row[k], x + k * stride, sums, k + 1);
    for (ptrdiff_t j = 0; j < i; j++) x[i * stride + j] = -sums[j] / row[i];
    x[i * stride + i] = 1 / row[i];
  }
}
KERNEL(void, rowcast_invert_triangle,
       (const double *l, double *x, ptrdiff_t count, ptrdiff_t stride), (l, x, count, stride))

BODY void add_products(const double *x, const double *y, double *sums, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) store8(sums + i, load8(sums + i) + load8(x + i) * load8(y + i));
  for (; i < count; i++) sums[i] += x[i] * y[i];
}

BODY void rowcast_bands_body(const double *x, ptrdiff_t order, double *bands) {
  for (ptrdiff_t i = 0; i < order; i++, x += order)
    for (ptrdiff_t d = 0; d < 3; d++) add_products(x, x + d, bands + d * order, i + 1 - d);
}
KERNEL(void, rowcast_bands, (const double *x, ptrdiff_t order, double *bands), (x, order, bands))

BODY void rowcast_adam_body(double *p, double *first, double *second, const double *g,
                            ptrdiff_t count, double scale, double rate, double epsilon,
                            double kept) {
  for (ptrdiff_t i = 0; i < count; i++) {
    double slope = scale * g[i];
    first[i] = 0.9 * first[i] + 0.1 * slope;
    second[i] = 0.999 * second[i] + 0.001 * slope * slope;
    p[i] = kept * p[i] - rate * first[i] / (__builtin_elementwise_sqrt(second[i]) + epsilon);
  }
}
KERNEL(void, rowcast_adam,
       (double *p, double *first, double *second, const double *g, ptrdiff_t count, double scale,
        double rate, double epsilon, double kept),
       (p, first, second, g, count, scale, rate, epsilon, kept))
