// K3: a few logits by their definition.
#include "game.cuh"

// One warp computes the logit of one joint action, of gridDim.x · kBlock / kWarp evenly spaced ones; each lane takes
// every 32nd deviation. The greatest of them is close enough to the greatest of all to be the shift of the
// exponentials, and costs no pass over the payoffs.
//
// Grid: 4 x 1. Reads Σ A_p payoffs for each joint action.
template <class P, bool IsCoarse>
__device__ void incentiveProbe(const Player* d_players, Long playerCount, Long jointActions, const P* d_payoffs,
                               const double* d_coefficients, const double* d_bias, const double* d_tilt,
                               double tiltWeight, double* d_logits) {
  Long probes = gridThreads() / kWarp;
  Long probe = gridThread() / kWarp;
  int lane = threadIdx.x % kWarp;
  Long a = jointActions >= probes ? jointActions / probes * probe : probe % jointActions;
  double logit = d_tilt == nullptr || lane != 0 ? 0 : tiltWeight * d_tilt[a];
  for (Long p = 0; p < playerCount; p++) {
    Player player = d_players[p];
    const double* d_own = d_coefficients + player.coefficients;
    Long r = actionOf(player, a);
    Long base = p * jointActions + a - r * player.stride;
    Long column = (player.actions + 3) / 4 * 4;
    for (Long d = lane; d < player.actions; d += kWarp) {
      double coefficient = IsCoarse ? (d == r ? d_own[0] : 0) - d_own[1 + d] : d_own[d * column + r];
      logit = fma(coefficient, static_cast<double>(d_payoffs[base + d * player.stride]), logit);
    }
    if (lane == 0) logit += d_bias[player.column + r];
  }
  logit = teamSum(logit, kWarp);
  if (lane == 0) d_logits[probe] = logit;
}

#define INCENTIVE_PROBE(name, P, IsCoarse)                                                                           \
  extern "C" __global__ void __launch_bounds__(kBlock)                                                               \
      name(const Player* d_players, Long playerCount, Long jointActions, const P* d_payoffs,                         \
           const double* d_coefficients, const double* d_bias, const double* d_tilt, double tiltWeight,              \
           double* d_logits) {                                                                                       \
    incentiveProbe<P, IsCoarse>(d_players, playerCount, jointActions, d_payoffs, d_coefficients, d_bias, d_tilt,     \
                                tiltWeight, d_logits);                                                               \
  }                                                                                                                  \
  EXPORT_KERNEL(name)

INCENTIVE_PROBE(cce_probe_f32, float, true)
INCENTIVE_PROBE(cce_probe_f64, double, true)
INCENTIVE_PROBE(ce_probe_f32, float, false)
INCENTIVE_PROBE(ce_probe_f64, double, false)
