// Kernels with the mistakes that the emulator must find, and one without.
#include "cuda_emulator.h"

constexpr int kThreads = 128;

// Reverses the numbers of a block through shared memory.
extern "C" __global__ void reverse(const double* d_x, double* d_y) {
  DYNAMIC_SHARED(double, shared);
  shared[threadIdx.x] = d_x[threadIdx.x];
  __syncthreads();
  d_y[threadIdx.x] = shared[kThreads - 1 - threadIdx.x];
}

// The same without its barrier.
extern "C" __global__ void missing_barrier(const double* d_x, double* d_y) {
  DYNAMIC_SHARED(double, shared);
  shared[threadIdx.x] = d_x[threadIdx.x];
  d_y[threadIdx.x] = shared[kThreads - 1 - threadIdx.x];
}

// Adds without an atomic: right in one order of the threads, if each is left alone.
extern "C" __global__ void order_matters(const double* d_x, double* d_y) {
  __shared__ double last;
  last = d_x[threadIdx.x];
  __syncthreads();
  if (threadIdx.x == 0) d_y[0] = last;
}

// Half of the block waits for the rest, which waits for a whole warp.
extern "C" __global__ void divergent_barrier(const double* d_x, double* d_y) {
  if (threadIdx.x < 16) {
    __syncthreads();
  } else {
    __syncwarp();
  }
  d_y[threadIdx.x] = d_x[threadIdx.x];
}

// Lanes that have left are asked for their numbers.
extern "C" __global__ void exited_lane(const double* d_x, double* d_y) {
  if (threadIdx.x % 2 == 1) return;
  d_y[threadIdx.x] = __shfl_xor_sync(~0u, d_x[threadIdx.x], 1);
}

// One element too many.
extern "C" __global__ void out_of_bounds_write(const double* d_x, double* d_y) {
  d_y[threadIdx.x + 1] = d_x[threadIdx.x];
}

extern "C" __global__ void out_of_bounds_read(const double* d_x, double* d_y) {
  d_y[threadIdx.x] = d_x[threadIdx.x + 1];
}

// Reads shared memory that nobody has written.
extern "C" __global__ void uninitialised_shared(const double*, double* d_y) {
  DYNAMIC_SHARED(double, shared);
  d_y[threadIdx.x] = shared[threadIdx.x];
}

EXPORT_KERNEL(reverse)
EXPORT_KERNEL(missing_barrier)
EXPORT_KERNEL(order_matters)
EXPORT_KERNEL(divergent_barrier)
EXPORT_KERNEL(exited_lane)
EXPORT_KERNEL(out_of_bounds_write)
EXPORT_KERNEL(out_of_bounds_read)
EXPORT_KERNEL(uninitialised_shared)
