// K4: W_p(z) = chance(z) Σ_{a_-p} μ(a_-p) Π_{q≠p} X_q[a_q, z].
#include "policies.cuh"

// Joint policies of the co-players that are staged at a time.
constexpr int kMixture = 64;

// One thread sums the slice blockIdx.y of the mixture for one terminal. Joint policies without weight cost nothing.
//
// Grid: terminals / kBlock x slices; partial sums [slice][terminal]. Shared: 64 weights and the offsets of their plans.
// Reads 4 bytes a terminal, co-player and joint policy that gathers 8 more, from the cache if plans are short;
// writes 8 bytes a terminal and slice.
extern "C" __global__ void __launch_bounds__(kBlock)
    terminal_weights(const PolicyAxis* d_axes, Long axisCount, const double* d_mixture, Long jointPolicies,
                     const double* d_plans, const int* d_sequences, const double* d_chance, Long terminals,
                     double* d_partials) {
  DYNAMIC_SHARED(double, s_weights);
  Long* s_plans = reinterpret_cast<Long*>(s_weights + kMixture);
  Long slice = blockIdx.y;
  Long slices = gridDim.y;
  Long z = gridThread();
  double sum = 0;
  Long end = jointPolicies * (slice + 1) / slices;
  for (Long first = jointPolicies * slice / slices; first < end; first += kMixture) {
    int count = static_cast<int>(min(static_cast<Long>(kMixture), end - first));
    __syncthreads();
    for (int i = threadIdx.x; i < count; i += kBlock) s_weights[i] = d_mixture[first + i];
    stagePlans(d_axes, axisCount, first, count, kMixture, s_plans);
    __syncthreads();
    for (int i = 0; z < terminals && i < count; i++) {
      if (s_weights[i] == 0) continue;
      sum = fma(s_weights[i], reach(d_axes, axisCount, d_plans, d_sequences, s_plans, kMixture, i, z), sum);
    }
  }
  if (z < terminals) d_partials[slice * terminals + z] = d_chance[z] * sum;
}

EXPORT_KERNEL(terminal_weights)
