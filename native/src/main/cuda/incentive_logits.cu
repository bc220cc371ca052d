// K3: logits of given multipliers, and the response to them: ℓ = Σ_p weight_p G_p + weight tilt − Aᵀα, σ = exp(ℓ − shift).
#include "incentive_logits.cuh"
#include "incentive_products.cuh"

// What becomes of complete logits, while they are still in shared memory. (LogitMap.java)
enum LogitMap : Long { kKeep, kGreatest, kExponential };

// One launch for each group of players, the last one maps.
//
// One block takes every gridDim.x-th tile of its group: it loads what the groups before have added, or the weighted tilt,
// adds the logits of its own players, maps and stores them. With kExponential and d_partials it goes on with the products of the gains
// of the group on the same tile, whose payoffs are then read from the cache.
//
// d_statistic receives per block the greatest logit or the sum of the exponentials, which are relative to d_shift.
//
// Grid: blocks x 1. Shared: tile and marginals, or the scratch of the sums if that is more.
// Reads the payoffs of the group once (b bytes per player and joint action) and ℓ (8, if not the first group) or the
// tilt (8, if there is one);
// writes ℓ or σ (8). b = 4 or 8.
template <class Concept, class Products, class P, bool Resident>
__device__ void incentiveLogits(const Group& group, const Player* d_players, const P* d_payoffs,
                                const double* d_coefficients, const double* d_bias, const double* d_tilt,
                                double tiltWeight, double* d_numbers, Long isFirst, Long map, const double* d_shift,
                                double* d_statistic, double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  double* s_marginals = Resident ? shared + group.rows * group.tileLanes : shared;
  double shift = map == kExponential ? *d_shift : 0;
  double greatest = -INFINITY;
  double sum = 0;
  Part<Products> part(group, d_players);
  for (Long number = blockIdx.x; number < group.tileCount; number += gridDim.x) {
    Tile tile(group, number);
    Numbers<Resident> logits{d_numbers, shared, tile};
    if (isFirst) {
      forEachElement(tile, [&](int element, Long a) {
        *logits.at(element) = d_tilt == nullptr ? 0 : tiltWeight * d_tilt[a];
      });
    } else if (Resident) {
      forEachElement(tile, [&](int element, Long a) { shared[element] = d_numbers[a]; });
    }
    addLogits<Concept, P, Resident>(group, tile, d_players, d_payoffs, d_coefficients, d_bias, logits);
    forEachElement(tile, [&](int element, Long a) {
      double* number = logits.at(element);
      double value = *number;
      if (map == kExponential) {
        value = exp(value - shift);
        sum += value;
        *number = value;
      } else {
        greatest = fmax(greatest, value);
      }
      if (Resident) d_numbers[a] = value;
    });
    __syncthreads();
    if (d_partials != nullptr) {
      if (Products::kHasMarginals) sumMarginals(group, tile, d_players, logits, s_marginals);
      part.add(group, tile, d_players, d_payoffs, logits, s_marginals);
    }
  }
  if (d_statistic != nullptr) {
    double statistic = map == kExponential ? blockSum(sum, shared) : blockMax(greatest, shared);
    if (threadIdx.x == 0) d_statistic[blockIdx.x] = statistic;
  }
  if (d_partials != nullptr) part.write(group, d_players, shared, d_partials);
}

#define INCENTIVE_LOGITS(name, Concept, Products, P, Resident)                                                       \
  extern "C" __global__ void __launch_bounds__(kBlock, 2)                                                            \
      name(Group group, const Player* d_players, const P* d_payoffs, const double* d_coefficients,                   \
           const double* d_bias, const double* d_tilt, double tiltWeight, double* d_numbers, Long isFirst, Long map, \
           const double* d_shift, double* d_statistic, double* d_partials) {                                         \
    incentiveLogits<Concept, Products, P, Resident>(group, d_players, d_payoffs, d_coefficients, d_bias, d_tilt,     \
                                                    tiltWeight, d_numbers, isFirst, map, d_shift, d_statistic,       \
                                                    d_partials);                                                     \
  }                                                                                                                  \
  EXPORT_KERNEL(name)

INCENTIVE_LOGITS(cce_logits_f32, Coarse, CoarseProducts, float, true)
INCENTIVE_LOGITS(cce_logits_f64, Coarse, CoarseProducts, double, true)
INCENTIVE_LOGITS(cce_logits_wide_f32, Coarse, CoarseProducts, float, false)
INCENTIVE_LOGITS(cce_logits_wide_f64, Coarse, CoarseProducts, double, false)
INCENTIVE_LOGITS(ce_logits_f32, Correlated, CorrelatedProducts, float, true)
INCENTIVE_LOGITS(ce_logits_f64, Correlated, CorrelatedProducts, double, true)
INCENTIVE_LOGITS(ce_logits_wide_f32, Correlated, CorrelatedProducts, float, false)
INCENTIVE_LOGITS(ce_logits_wide_f64, Correlated, CorrelatedProducts, double, false)
