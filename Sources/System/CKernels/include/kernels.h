#pragma once

// Sums and products of vectors and matrices, and the exponentials of losses, the same to the last bit
// on every processor.
//
// Each result is defined by one order of additions, whatever the width of the processor's registers:
// sums along a row have eight lanes, lane l for the elements l, l + 8, ..., added up at the end as
// ((0+4) + (2+6)) + ((1+5) + (3+7)), with what is left over behind; sums over rows, or over the inner
// side of a product, go row by row. No multiplication is fused with an addition. Where a processor has
// AVX2, and the C library lets programs use it, the same steps are taken with wider registers.
//
// Matrices are stored by rows. Nothing here keeps a pointer.

#include <stddef.h>
#include <stdint.h>

/// The sum of `x[i] * y[i]`.
double rowcast_dot(const double *_Nonnull x, const double *_Nonnull y, ptrdiff_t count);

/// `y += factor * x`.
void rowcast_add(double factor, const double *_Nonnull x, double *_Nonnull y, ptrdiff_t count);

/// `z += X w` for `rows` rows of `width` numbers, one every `stride`: a sum along each row.
void rowcast_rows_times(const double *_Nonnull x, ptrdiff_t stride, ptrdiff_t rows,
                        ptrdiff_t width, const double *_Nonnull w, double *_Nonnull z);

/// `g += X' r` for `rows` rows of `width` numbers, one every `stride`: a sum row by row.
void rowcast_columns_times(const double *_Nonnull x, ptrdiff_t stride, ptrdiff_t rows,
                           ptrdiff_t width, const double *_Nonnull r, double *_Nonnull g);

/// `sums += ` each of `rows` rows of `width` numbers, from first to last.
void rowcast_add_rows(const double *_Nonnull x, ptrdiff_t rows, ptrdiff_t width,
                      double *_Nonnull sums);

/// A factor of ``rowcast_multiply``: element (i, j) stands at `at[i * row + j * column]`.
typedef struct {
  const double *_Nonnull at;
  ptrdiff_t row, column;
} rowcast_factor;

/// What ``rowcast_multiply`` does with the product.
enum { rowcast_set = 0, rowcast_plus = 1, rowcast_minus = 2, rowcast_lower = 4 };

/// `C = A B`, `C += A B` or `C -= A B`, for `C` of `rows` and `columns` whose rows begin every `stride`
/// elements, and `inner` summed over; with `rowcast_lower` only at and below the diagonal.
/// - Parameter weights: what each inner element's product is multiplied by (A's side first), or NULL.
void rowcast_multiply(rowcast_factor a, rowcast_factor b, const double *_Nullable weights,
                      ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, double *_Nonnull c,
                      ptrdiff_t stride, int what);

/// Replaces numbers of at most 700 by their exponentials, those below -708 by 0.
void rowcast_exponentials(double *_Nonnull values, ptrdiff_t count);

/// `a[i] = sigmoid(scale * z[i])`; `a` and `z` may be the same.
void rowcast_sigmoids(const double *_Nonnull z, double *_Nonnull a, ptrdiff_t count, double scale);

/// Replaces each value by 0 where `z` is not above 0.
void rowcast_keep_positive(double *_Nonnull values, const double *_Nonnull z, ptrdiff_t count);

/// Turns logits into the residuals of a logistic loss, and gives what the losses are made of.
///
/// With the class as a sign `s` and the margin `m = s z`, the loss is `max(-m, 0) + log1p(e)` with
/// `e = exp(-|m|)`, and the residual `-s sigmoid(-m)`. Without weights the logarithms are those of
/// products of at most 1000 factors `1 + e`, eight lanes side by side.
/// - Parameters:
///   - weights: one for each row, or NULL.
///   - powers: room for `count` numbers: `e` of each row when there are weights; else the products, of
///     which `*groups` are written, each eight numbers, and then `e` of the last `count % 8` rows.
/// - Returns: the sum of the weighted `max(-m, 0)`.
double rowcast_logistic(double *_Nonnull z, const double *_Nonnull signs,
                        const double *_Nullable weights, ptrdiff_t count, double *_Nonnull powers,
                        ptrdiff_t *_Nonnull groups);

/// Turns rows of logits into those below their largest one.
void rowcast_below_largest(double *_Nonnull z, ptrdiff_t rows, ptrdiff_t classes);

/// Multiplies each row by `weight / total`, with `total` the sum of the row from first to last.
/// - Parameters:
///   - weights: one for each row, or NULL where each is 1.
///   - totals: room for one number a row, which gets its sum; or NULL.
void rowcast_shares(double *_Nonnull z, ptrdiff_t rows, ptrdiff_t classes,
                    const double *_Nullable weights, double *_Nullable totals);

/// `z_i += w[code_i]`, `outputs` numbers each, for the rows whose code is below `levels`.
void rowcast_levels_times(const uint32_t *_Nonnull codes, ptrdiff_t rows, uint32_t levels,
                          ptrdiff_t outputs, const double *_Nonnull w, double *_Nonnull z);

/// `g[code_i] += r_i`, `outputs` numbers each, for the rows whose code is below `levels`.
void rowcast_levels_transposed(const uint32_t *_Nonnull codes, ptrdiff_t rows, uint32_t levels,
                               ptrdiff_t outputs, const double *_Nonnull r, double *_Nonnull g);

/// `Z += X W` for rows in the form of compressed sparse rows: row `i` has the entries from
/// `offsets[i]` to before `offsets[i + 1]`; those of a column that is not below `width` are left out.
void rowcast_sparse_times(const ptrdiff_t *_Nonnull offsets, ptrdiff_t rows,
                          const uint32_t *_Nonnull columns, const double *_Nonnull values,
                          uint32_t width, ptrdiff_t outputs, const double *_Nonnull w,
                          double *_Nonnull z);

/// `G += X' R` for the rows of ``rowcast_sparse_times``.
void rowcast_sparse_transposed(const ptrdiff_t *_Nonnull offsets, ptrdiff_t rows,
                               const uint32_t *_Nonnull columns, const double *_Nonnull values,
                               uint32_t width, ptrdiff_t outputs, const double *_Nonnull r,
                               double *_Nonnull g);

/// Rows of few entries: row `i` has those from `offsets[i]` to before `offsets[i + 1]`, or, where there
/// are no offsets, `count` entries, of which the first is entry `i * stride`. Column `first` is the first
/// one; those beyond `width` columns are left out, and without values all are 1.
typedef struct {
  const ptrdiff_t *_Nullable offsets;
  const uint32_t *_Nonnull columns;
  const double *_Nullable values;
  uint32_t first, width;
  ptrdiff_t count, stride;
} rowcast_entries;

/// `square += A' diag(d) B`, row by row, for a square whose rows begin every `stride` numbers; of a block
/// with itself only what is at and below the diagonal, for columns that ascend in each row.
void rowcast_gram(rowcast_entries a, rowcast_entries b, int is_same, const double *_Nonnull d,
                  ptrdiff_t rows, double *_Nonnull square, ptrdiff_t stride);

/// `square += A' diag(d) X` and `sums += A' d`, row by row, for `rows` rows of `width` numbers.
void rowcast_gram_dense(rowcast_entries a, const double *_Nonnull x, ptrdiff_t width,
                        const double *_Nonnull d, ptrdiff_t rows, double *_Nonnull square,
                        ptrdiff_t stride, double *_Nonnull sums);

/// ``rowcast_gram`` for eight factors a row and as many squares, whose numbers at a place stand side by
/// side: place `(i, j)` begins at `(i * stride + j) * 8`.
void rowcast_gram_eight(rowcast_entries a, rowcast_entries b, int is_same, const double *_Nonnull d,
                        ptrdiff_t rows, double *_Nonnull squares, ptrdiff_t stride);

/// ``rowcast_gram_dense`` for eight factors a row and as many squares and sums, side by side.
void rowcast_gram_dense_eight(rowcast_entries a, const double *_Nonnull x, ptrdiff_t width,
                              const double *_Nonnull d, ptrdiff_t rows, double *_Nonnull squares,
                              ptrdiff_t stride, double *_Nonnull sums);

/// Replaces `b` by the solution `x` of `x L' = b`, for the first `count` rows of a factor `L`.
void rowcast_solve_row(double *_Nonnull b, const double *_Nonnull factor, ptrdiff_t count,
                       ptrdiff_t stride);

/// The most columns of a panel of a factor.
enum { rowcast_panel = 64 };

/// Factors the first `width` columns of `rows` rows, of which those before the panel are taken off
/// already: the triangle of the first `width` rows, then the rows below it. Each entry is
/// `(a_ij - sum_k l_ik l_jk) / l_jj`, the sum that of ``rowcast_dot``.
/// - Returns: 0 when a pivot is not above 0 or not finite.
int rowcast_factor_panel(double *_Nonnull a, ptrdiff_t width, ptrdiff_t rows, ptrdiff_t stride);

/// Writes the inverse of a lower triangle of at most `rowcast_panel` rows to that of `x`; sums go column
/// by column from the diagonal.
void rowcast_invert_triangle(const double *_Nonnull l, double *_Nonnull x, ptrdiff_t count,
                             ptrdiff_t stride);

/// `bands[d * order + j] += x_ij x_i(j+d)`, row by row, for `d` from 0 to 2 and what is not above the
/// diagonal.
void rowcast_bands(const double *_Nonnull x, ptrdiff_t order, double *_Nonnull bands);

/// A step of Adam with the rates 0.9 and 0.999: both averages move towards the slope `scale * g` and
/// its square, and `p = kept * p - rate * first / (sqrt(second) + epsilon)`.
void rowcast_adam(double *_Nonnull p, double *_Nonnull first, double *_Nonnull second,
                  const double *_Nonnull g, ptrdiff_t count, double scale, double rate,
                  double epsilon, double kept);

/// What is there of a column, in four lanes: lane `l` of the elements `l`, `l + 4`, ...
typedef struct {
  double sums[4], lows[4], highs[4];
  ptrdiff_t there;
} rowcast_counts;

/// Counts numbers, of which NaN and infinities are not there; the last `count % 4` are left out.
void rowcast_count(const double *_Nonnull x, ptrdiff_t count, rowcast_counts *_Nonnull result);

/// The four lanes of the sums of `(x[i] - center)^2` and of `x[i] - center`, as ``rowcast_count``.
void rowcast_deviations(const double *_Nonnull x, ptrdiff_t count, double center,
                        double *_Nonnull squares, double *_Nonnull rests);

/// Gathers the numbers from `low` to `high`, in order, as long as fewer than `room` were found.
/// - Parameters:
///   - kept: has room for `room` numbers.
///   - below: how many finite numbers are less than `low`.
///   - finite: how many are finite.
/// - Returns: how many were found; `room` when there may be more.
ptrdiff_t rowcast_between(const double *_Nonnull x, ptrdiff_t count, double low, double high,
                          double *_Nonnull kept, ptrdiff_t room, ptrdiff_t *_Nonnull below,
                          ptrdiff_t *_Nonnull finite);

/// Whether all numbers are finite.
int rowcast_are_finite(const double *_Nonnull x, ptrdiff_t count);

/// `marks[i] = mixed(marks[i] ^ bits)`, as SplitMix64 mixes, with the bits of `x[i]`: those of 0 for both
/// zeros, `missing` for what is not finite.
void rowcast_mix(uint64_t *_Nonnull marks, const double *_Nonnull x, ptrdiff_t count,
                 uint64_t missing);

/// Up to eight columns; where there are fewer, any address with as many rows stands in for the rest.
typedef struct {
  const double *_Nonnull at[8];
  ptrdiff_t count;
  double fills[8], lows[8], highs[8], centers[8], scales[8];
} rowcast_columns;

/// Writes `(x - center) / scale` of each column, row by row every `stride` numbers; `x` is held within
/// `low` and `high`, and is `fill` where it is not finite.
void rowcast_scale_columns(const rowcast_columns *_Nonnull columns, ptrdiff_t rows,
                           double *_Nonnull out, ptrdiff_t stride);
