// Joint policies of some players of a compiled game, numbered row-major, and their part of the reach of terminals.
#pragma once
#include "device.cuh"

// One of these players. (PolicyAxes.java writes an array of them.)
struct PolicyAxis {
  Long policies;   // that take part
  Long stride;     // between joint policies that differ by one in this player's
  Long plans;      // offset of the first one's realisation plan
  Long sequences;  // length of a plan
  Long terminals;  // offset of the player's own among the sequences of all terminals
};

// The offsets of the plans of joint policies first…first+count−1, into s_plans[axis][width].
__device__ __forceinline__ void stagePlans(const PolicyAxis* d_axes, Long axisCount, Long first, int count, int width,
                                           Long* s_plans) {
  for (Long q = 0; q < axisCount; q++) {
    const PolicyAxis& axis = d_axes[q];
    for (int i = threadIdx.x; i < count; i += kBlock) {
      Long policy = (first + i) / axis.stride % axis.policies;
      s_plans[q * width + i] = axis.plans + policy * axis.sequences;
    }
  }
}

// Π_q X_q[a_q, z] for a staged joint policy.
__device__ __forceinline__ double reach(const PolicyAxis* d_axes, Long axisCount, const double* d_plans,
                                        const int* d_sequences, const Long* s_plans, int width, int row, Long z) {
  double product = 1;
  for (Long q = 0; q < axisCount; q++) {
    product *= d_plans[s_plans[q * width + row] + d_sequences[d_axes[q].terminals + z]];
  }
  return product;
}
