// K2: payoffs against a product profile. The players are cut in two: joint actions of the leading ones are rows,
// joint actions of the trailing ones are columns. Host code contracts what is left: numbers per row and column.
#include "device.cuh"

// One warp multiplies one row of one leading player's payoffs by the trailing players' probabilities:
// dot[p][row] = Σ_column G_p(row, column) x(column).
//
// Grid: any. Reads b bytes a payoff of the leading players, writes 8 bytes a row and player.
template <class P>
__device__ void profileRows(const P* d_payoffs, Long rows, Long columns, Long leading, const double* d_columns,
                            double* d_dots) {
  Long warps = gridThreads() / kWarp;
  Long lane = gridThread() % kWarp;
  Long rounds = (rows * leading + warps - 1) / warps;
  for (Long round = 0; round < rounds; round++) {
    Long row = round * warps + gridThread() / kWarp;  // of all leading players: their payoffs follow each other
    bool exists = row < rows * leading;
    double sum = 0;
    for (Long column = lane; exists && column < columns; column += kWarp) {
      sum = fma(static_cast<double>(d_payoffs[row * columns + column]), d_columns[column], sum);
    }
    sum = teamSum(sum, kWarp);
    if (exists && lane == 0) d_dots[row] = sum;
  }
}

// One thread sums one column of one trailing player's payoffs over a slice of the rows, weighted with the leading
// players' probabilities: partial[slice][p][column] = Σ_row G_p(row, column) x(row).
//
// Grid: blocks x (trailing players · slices). Reads b bytes a payoff of the trailing players, writes 8 bytes a slice,
// player and column.
template <class P>
__device__ void profileColumns(const P* d_payoffs, Long rows, Long columns, Long leading, Long trailing, Long slices,
                               const double* d_rows, double* d_partials) {
  Long p = blockIdx.y % trailing;
  Long slice = blockIdx.y / trailing;
  const P* d_own = d_payoffs + (leading + p) * rows * columns;
  Long end = rows * (slice + 1) / slices;
  for (Long column = gridThread(); column < columns; column += gridThreads()) {
    double sum = 0;
    for (Long row = rows * slice / slices; row < end; row++) {
      sum = fma(static_cast<double>(d_own[row * columns + column]), d_rows[row], sum);
    }
    d_partials[(slice * trailing + p) * columns + column] = sum;
  }
}

#define PROFILE_VALUES(precision, P)                                                                               \
  extern "C" __global__ void __launch_bounds__(kBlock)                                                             \
      profile_rows_##precision(const P* d_payoffs, Long rows, Long columns, Long leading, const double* d_columns, \
                               double* d_dots) {                                                                   \
    profileRows(d_payoffs, rows, columns, leading, d_columns, d_dots);                                             \
  }                                                                                                                \
  extern "C" __global__ void __launch_bounds__(kBlock)                                                             \
      profile_columns_##precision(const P* d_payoffs, Long rows, Long columns, Long leading, Long trailing,        \
                                  Long slices, const double* d_rows, double* d_partials) {                         \
    profileColumns(d_payoffs, rows, columns, leading, trailing, slices, d_rows, d_partials);                       \
  }                                                                                                                \
  EXPORT_KERNEL(profile_rows_##precision)                                                                          \
  EXPORT_KERNEL(profile_columns_##precision)

PROFILE_VALUES(f32, float)
PROFILE_VALUES(f64, double)
