// K3: marginals of a distribution seen as [outer][actions][stride] by one player.
#include "device.cuh"

// One block sums σ over its share of the co-players' joint actions, for the action blockIdx.y.
//
// Grid: blocks x actions; partial sums [block][action]. Reads 8 bytes a joint action.
extern "C" __global__ void __launch_bounds__(kBlock)
    marginal(const double* d_sigma, Long jointActions, Long actions, Long stride, Long firstAction, double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  Long action = firstAction + blockIdx.y;
  double sum = 0;
  for (Long rest = gridThread(); rest < jointActions / actions; rest += gridThreads()) {
    sum += d_sigma[(rest / stride * actions + action) * stride + rest % stride];
  }
  sum = blockSum(sum, shared);
  if (threadIdx.x == 0) d_partials[blockIdx.x * actions + action] = sum;
}

// One thread sums σ over the actions from…end−1 for one joint action of the co-players: all of them for a marginal of
// the co-players, one for a conditional, up to its factor.
//
// Grid: any. Reads 8 bytes a joint action that has one of these actions, writes 8 per joint action of the co-players.
extern "C" __global__ void __launch_bounds__(kBlock)
    opponent_marginal(const double* d_sigma, Long jointActions, Long actions, Long stride, Long from, Long end,
                      double* d_marginal) {
  for (Long rest = gridThread(); rest < jointActions / actions; rest += gridThreads()) {
    const double* d_first = d_sigma + rest / stride * actions * stride + rest % stride;
    double sum = 0;
    for (Long r = from; r < end; r++) sum += d_first[r * stride];
    d_marginal[rest] = sum;
  }
}

EXPORT_KERNEL(marginal)
EXPORT_KERNEL(opponent_marginal)
