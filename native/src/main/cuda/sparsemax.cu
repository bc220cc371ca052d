// K3: projection of logits onto the simplex, σ = w max(0, ℓ − greatest − τ).
#include "game.cuh"

// The three sums of a pass, in the order in which the host reads them: Σ w above, Σ w, Σ w above² over what is above
// the threshold.
constexpr int kSparsemaxSums = 3;

__device__ __forceinline__ void writeSums(const double* sums, double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  for (int k = 0; k < kSparsemaxSums; k++) {
    __syncthreads();
    double sum = blockSum(sums[k], shared);
    if (threadIdx.x == 0) d_partials[blockIdx.x * kSparsemaxSums + k] = sum;
  }
}

// One thread sums every gridThreads()-th joint action above the threshold: a step of Newton's method for τ.
//
// Grid: blocks x 1; one row of partial sums for each. Reads 8 bytes a joint action.
extern "C" __global__ void __launch_bounds__(kBlock)
    sparsemax_sums(const Player* d_players, Long playerCount, const double* d_repeats, const double* d_logits,
                   Long jointActions, const double* d_greatest, double threshold, double* d_partials) {
  double sums[kSparsemaxSums] = {0, 0, 0};
  double greatest = *d_greatest;
  for (Long a = gridThread(); a < jointActions; a += gridThreads()) {
    double above = d_logits[a] - greatest - threshold;
    if (above > 0) {
      double weight = multiplicity(d_players, playerCount, d_repeats, a);
      sums[0] = fma(weight, above, sums[0]);
      sums[1] += weight;
      sums[2] = fma(weight * above, above, sums[2]);
    }
  }
  writeSums(sums, d_partials);
}

// The same, and replaces the logits by the projection. Reads and writes 8 bytes a joint action.
extern "C" __global__ void __launch_bounds__(kBlock)
    sparsemax_project(const Player* d_players, Long playerCount, const double* d_repeats, double* d_logits,
                      Long jointActions, const double* d_greatest, double threshold, double* d_partials) {
  double sums[kSparsemaxSums] = {0, 0, 0};
  double greatest = *d_greatest;
  for (Long a = gridThread(); a < jointActions; a += gridThreads()) {
    double above = fmax(0.0, d_logits[a] - greatest - threshold);
    double mass = above > 0 ? multiplicity(d_players, playerCount, d_repeats, a) * above : 0;
    sums[0] += mass;
    sums[2] = fma(mass, above, sums[2]);
    d_logits[a] = mass;
  }
  writeSums(sums, d_partials);
}

EXPORT_KERNEL(sparsemax_sums)
EXPORT_KERNEL(sparsemax_project)
