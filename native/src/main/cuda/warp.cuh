// What kernels with a warp for a small problem share: loops over items, and Cholesky of a packed lower triangle.
#pragma once
#include "device.cuh"

// Numbers in registers are the same in all lanes, so that they take every branch together.
struct WarpLoops {
  int lane;

  __device__ explicit WarpLoops(int lane) : lane(lane) {}

  // Calls f(i) for every i below the count, a lane for each.
  template <class F> __device__ __forceinline__ void each(Long count, F f) {
    for (Long i = lane; i < count; i += kWarp) f(i);
    __syncwarp();
  }

  template <class F> __device__ __forceinline__ double sumOf(Long count, F f) {
    double sum = 0;
    for (Long i = lane; i < count; i += kWarp) sum += f(i);
    return teamSum(sum, kWarp);
  }

  template <class F> __device__ __forceinline__ double maxOf(Long count, double least, F f) {
    double greatest = least;
    for (Long i = lane; i < count; i += kWarp) greatest = fmax(greatest, f(i));
    return teamMax(greatest, kWarp);
  }

  // Cholesky of packed lower rows, column by column; the diagonal holds inverses. One lane has one row. A pivot is at least
  // the least, and that part of what it was.
  __device__ void cholesky(double* factor, Long size, double least, double part) {
    for (Long j = 0; j < size; j++) {
      const double* pivotRow = factor + j * (j + 1) / 2;
      double before = pivotRow[j];
      __syncwarp();
      each(size - j, [&](Long k) {
        double* row = factor + (j + k) * (j + k + 1) / 2;
        double sum = row[j];
        for (Long l = 0; l < j; l++) sum = fma(-row[l], pivotRow[l], sum);
        row[j] = sum;
      });
      double inverse = 1 / sqrt(fmax(pivotRow[j], fmax(least, part * before)));
      __syncwarp();
      each(size - j, [&](Long k) {
        double* element = factor + (j + k) * (j + k + 1) / 2 + j;
        *element = k == 0 ? inverse : *element * inverse;
      });
    }
  }

  // Solves with that factor; the right side becomes the solution.
  __device__ void solve(const double* factor, Long size, double* right) {
    for (Long i = 0; i < size; i++) {
      double solution = right[i] * factor[i * (i + 3) / 2];
      __syncwarp();
      each(size - i, [&](Long k) {
        right[i + k] = k == 0 ? solution : fma(-factor[(i + k) * (i + k + 1) / 2 + i], solution, right[i + k]);
      });
    }
    for (Long i = size - 1; i >= 0; i--) {
      double solution = right[i] * factor[i * (i + 3) / 2];
      __syncwarp();
      each(i + 1, [&](Long k) {
        right[k] = k == i ? solution : fma(-factor[i * (i + 1) / 2 + k], solution, right[k]);
      });
    }
  }
};
