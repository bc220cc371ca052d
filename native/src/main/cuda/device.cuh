// What every kernel includes: CUDA C++ under nvcc, the emulator under g++ (-DAUMANN_EMULATOR).
//
// Kernels are extern "C", take device pointers (d_…), 64-bit sizes and structs of 64-bit fields, use no inline PTX, no
// atomics on floating-point numbers, and reduce in an order that the launch shape alone decides.
#pragma once

#ifdef AUMANN_EMULATOR
#include "cuda_emulator.h"
#else
#include <cstdint>
extern __shared__ __align__(16) unsigned char dynamicSharedMemory[];
#define DYNAMIC_SHARED(T, name) T* name = reinterpret_cast<T*>(dynamicSharedMemory)
#define EXPORT_KERNEL(kernel)
#endif

typedef long long Long;

// Threads of every block, and lanes of a warp.
constexpr int kBlock = 256;
constexpr int kWarp = 32;
constexpr unsigned kAllLanes = 0xffffffffu;

// Number of this thread in the grid, and of all threads in it, where the grid has one dimension.
__device__ __forceinline__ Long gridThread() { return static_cast<Long>(blockIdx.x) * kBlock + threadIdx.x; }
__device__ __forceinline__ Long gridThreads() { return static_cast<Long>(gridDim.x) * kBlock; }

// Sum over a team of lanes, in every one of them. The team is a power of two and aligned.
__device__ __forceinline__ double teamSum(double value, int team) {
  for (int distance = team / 2; distance > 0; distance /= 2) value += __shfl_xor_sync(kAllLanes, value, distance);
  return value;
}

// Greatest over a team of lanes, in every one of them.
__device__ __forceinline__ double teamMax(double value, int team) {
  for (int distance = team / 2; distance > 0; distance /= 2) {
    value = fmax(value, __shfl_xor_sync(kAllLanes, value, distance));
  }
  return value;
}

// Sum over the block, in thread 0. Scratch: kBlock doubles of shared memory, free again after the next barrier.
__device__ __forceinline__ double blockSum(double value, double* scratch) {
  scratch[threadIdx.x] = value;
  for (int half = kBlock / 2; half > 0; half /= 2) {
    __syncthreads();
    if (static_cast<int>(threadIdx.x) < half) scratch[threadIdx.x] += scratch[threadIdx.x + half];
  }
  return scratch[threadIdx.x];
}

// Maximum over the block, likewise.
__device__ __forceinline__ double blockMax(double value, double* scratch) {
  scratch[threadIdx.x] = value;
  for (int half = kBlock / 2; half > 0; half /= 2) {
    __syncthreads();
    if (static_cast<int>(threadIdx.x) < half) {
      scratch[threadIdx.x] = fmax(scratch[threadIdx.x], scratch[threadIdx.x + half]);
    }
  }
  return scratch[threadIdx.x];
}
