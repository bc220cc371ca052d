// K3: joint actions in proportion to the curvature of the response. See IncentiveOperator.sample.
//
// A walker is a thread that passes every walkers-th run of kRun joint actions, so that neighbours read neighbours.
// The cumulative sums of the systematic sample go walker by walker.
#include "game.cuh"

constexpr int kRun = 8;     // IncentiveOperator.SAMPLE_RUN
constexpr int kStrata = 20; // IncentiveOperator.SAMPLE_STRATA

// How σ became what it is. (CurvatureSample.java)
struct Response {
  const Player* d_players;
  Long playerCount;
  const double* d_repeats;
  const double* d_sigma;  // times scale
  double scale;
  Long jointActions;
  Long isGini;

  // c(a): σ(a) for entropy, w(a) on the support for Gini.
  __device__ __forceinline__ double curvature(Long a) const {
    if (a >= jointActions) return 0;
    double probability = scale * d_sigma[a];
    if (!isGini) return probability;
    return probability > 0 ? multiplicity(d_players, playerCount, d_repeats, a) : 0;
  }

  __device__ __forceinline__ double curvatureOfRun(Long run) const {
    double sum = 0;
    for (int i = 0; i < kRun; i++) sum += curvature(run * kRun + i);
    return sum;
  }

  __device__ __forceinline__ Long runs() const { return (jointActions + kRun - 1) / kRun; }
};

// ⌊log₈ (√2 · curvature)⌋, counted from that of the least positive number.
__device__ __forceinline__ int orderOf(double curvature) {
  return static_cast<int>(__double_as_longlong(sqrt(2.0) * curvature) >> 52 & 0x7ff) / 3;
}

__device__ __forceinline__ int stratumOf(double curvature, Long greatestOrder) {
  return min(kStrata - 1, static_cast<int>(greatestOrder) - orderOf(curvature));
}

// One thread walks: it counts the joint actions that have any curvature and finds the greatest order of its runs.
//
// Grid: walkers / kBlock. Reads 8 bytes a joint action, writes 16 a walker.
extern "C" __global__ void __launch_bounds__(kBlock)
    sample_count(Response response, Long* d_curved, Long* d_greatestOrder) {
  Long curved = 0;
  int greatest = 0;
  for (Long run = gridThread(); run < response.runs(); run += gridThreads()) {
    double sum = 0;
    for (int i = 0; i < kRun; i++) {
      double curvature = response.curvature(run * kRun + i);
      curved += curvature > 0 ? 1 : 0;
      sum += curvature;
    }
    if (sum > 0) greatest = max(greatest, orderOf(sum));
  }
  d_curved[gridThread()] = curved;
  d_greatestOrder[gridThread()] = greatest;
}

// One thread walks: it writes every joint action that has curvature to its part of the sample.
//
// Grid as before. Reads 8 bytes a joint action, writes 16 for each that has curvature.
extern "C" __global__ void __launch_bounds__(kBlock)
    sample_all(Response response, const Long* d_first, Long* d_sample, double* d_weights) {
  Long at = d_first[gridThread()];
  for (Long run = gridThread(); run < response.runs(); run += gridThreads()) {
    for (int i = 0; i < kRun; i++) {
      double curvature = response.curvature(run * kRun + i);
      if (curvature > 0) {
        d_sample[at] = run * kRun + i;
        d_weights[at++] = curvature;
      }
    }
  }
}

// One thread walks: it sums up the curvature of its runs by stratum.
//
// Grid as before. Reads 8 bytes a joint action, writes 160 a walker.
extern "C" __global__ void __launch_bounds__(kBlock)
    sample_strata(Response response, Long greatestOrder, double* d_mass) {
  double mass[kStrata];
  for (int s = 0; s < kStrata; s++) mass[s] = 0;
  for (Long run = gridThread(); run < response.runs(); run += gridThreads()) {
    double sum = response.curvatureOfRun(run);
    if (sum > 0) mass[stratumOf(sum, greatestOrder)] += sum;
  }
  for (int s = 0; s < kStrata; s++) d_mass[gridThread() * kStrata + s] = mass[s];
}

// Quantiles (k + offset) · quantum below a cumulative sum, no more than there are.
__device__ __forceinline__ Long quantilesBelow(double cumulative, double quantum, double offset, Long draws) {
  return max(0LL, min(draws, static_cast<Long>(ceil(cumulative / quantum - offset))));
}

// One thread walks: it draws the runs where the cumulative curvature of a stratum passes quantiles. The first quantile
// that a run passes has a slot for it: d_runs[stratum][quantile], with the factor of its weights and its curvatures.
// The host has filled d_runs with −1.
//
// Grid as before. d_before: per walker and stratum the curvature of the walkers before it; d_total: per stratum that of
// all. Reads 8 bytes a joint action, writes 80 for each run that is drawn.
extern "C" __global__ void __launch_bounds__(kBlock)
    sample_draw(Response response, Long greatestOrder, const double* d_before, const double* d_total, Long draws,
                double offset, Long* d_runs, double* d_factors, double* d_curvatures) {
  double cumulative[kStrata];
  for (int s = 0; s < kStrata; s++) cumulative[s] = 0;
  const double* d_own = d_before + gridThread() * kStrata;
  for (Long run = gridThread(); run < response.runs(); run += gridThreads()) {
    double sum = response.curvatureOfRun(run);
    if (!(sum > 0)) continue;
    int s = stratumOf(sum, greatestOrder);
    double quantum = d_total[s] / static_cast<double>(draws);
    Long passed = quantilesBelow(d_own[s] + cumulative[s], quantum, offset, draws);
    cumulative[s] += sum;
    Long times = quantilesBelow(d_own[s] + cumulative[s], quantum, offset, draws) - passed;
    if (times <= 0) continue;
    Long slot = s * draws + passed;
    d_runs[slot] = run;
    d_factors[slot] = static_cast<double>(times) * quantum / sum;
    for (int i = 0; i < kRun; i++) d_curvatures[slot * kRun + i] = response.curvature(run * kRun + i);
  }
}

EXPORT_KERNEL(sample_count)
EXPORT_KERNEL(sample_all)
EXPORT_KERNEL(sample_strata)
EXPORT_KERNEL(sample_draw)
