// Sums and maxima of what the blocks of a launch left behind, products of whole buffers, and scaling.
#include "device.cuh"

// One team of lanes adds up one column of a [rows][columns] array of partial sums.
//
// Grid: any. Reads rows · columns · 8 bytes, writes columns · 8.
extern "C" __global__ void __launch_bounds__(kBlock)
    sum_partials(const double* d_partials, Long rows, Long columns, Long team, double* d_sums) {
  Long teams = gridThreads() / team;
  Long lane = gridThread() % team;
  Long rounds = (columns + teams - 1) / teams;
  for (Long round = 0; round < rounds; round++) {
    Long column = round * teams + gridThread() / team;
    double sum = 0;
    for (Long row = lane; column < columns && row < rows; row += team) sum += d_partials[row * columns + column];
    sum = teamSum(sum, static_cast<int>(team));
    if (lane == 0 && column < columns) d_sums[column] = sum;
  }
}

// One block finds the greatest of count numbers. Grid: 1.
extern "C" __global__ void __launch_bounds__(kBlock)
    greatest_of(const double* d_numbers, Long count, double* d_greatest) {
  DYNAMIC_SHARED(double, shared);
  double greatest = -INFINITY;
  for (Long i = threadIdx.x; i < count; i += kBlock) greatest = fmax(greatest, d_numbers[i]);
  greatest = blockMax(greatest, shared);
  if (threadIdx.x == 0) *d_greatest = greatest;
}

// One thread adds up every gridThreads()-th product of two buffers; a block leaves one sum behind. Grid: any. Reads 16 bytes
// a product.
extern "C" __global__ void __launch_bounds__(kBlock)
    dot(const double* d_x, const double* d_y, Long count, double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  double sum = 0;
  for (Long i = gridThread(); i < count; i += gridThreads()) sum = fma(d_x[i], d_y[i], sum);
  sum = blockSum(sum, shared);
  if (threadIdx.x == 0) d_partials[blockIdx.x] = sum;
}

// One thread multiplies every gridThreads()-th number. Grid: any. Reads and writes 8 bytes a number.
extern "C" __global__ void __launch_bounds__(kBlock) scale(double* d_numbers, Long count, double factor) {
  for (Long i = gridThread(); i < count; i += gridThreads()) d_numbers[i] *= factor;
}

EXPORT_KERNEL(sum_partials)
EXPORT_KERNEL(greatest_of)
EXPORT_KERNEL(dot)
EXPORT_KERNEL(scale)
