// K2: one round of many regret minimisers, in rows [learner][action]. A team of lanes works on one learner, one lane
// on every team-th of its actions: a warp for more than sixteen actions.
#include "device.cuh"

// Below it a sum has no normal inverse.
constexpr double kLeastNormal = 2.2250738585072014e-308;

// Calls round(learner, lane) for all learners; a team without one gets -1, since every lane takes part in the sums.
template <class Round>
__device__ __forceinline__ void forEachLearner(Long learners, Long team, Round round) {
  Long teams = gridThreads() / team;
  Long rounds = (learners + teams - 1) / teams;
  for (Long k = 0; k < rounds; k++) {
    Long learner = k * teams + gridThread() / team;
    round(learner < learners ? learner : -1, gridThread() % team);
  }
}

// Regret matching: e = ⟨p, u⟩, R = max(R + (u - e), floor), w = max(R + prediction (u - e), 0), p = w / Σ w.
// Floor -∞ and prediction 0 is regret matching, floor 0 regret matching⁺, prediction 1 the predictive one.
//
// Grid: any. Reads 24 bytes an action, writes 16; what is read again lies in the first-level cache.
extern "C" __global__ void __launch_bounds__(kBlock)
    regret_matching(const double* d_utilities, double* d_strategies, double* d_regrets, Long learners, Long actions,
                    Long team, double floor, double prediction) {
  forEachLearner(learners, team, [&](Long learner, Long lane) {
    Long first = learner * actions;
    Long count = learner < 0 ? 0 : actions;
    double expected = 0;
    for (Long a = lane; a < count; a += team) {
      expected = fma(d_strategies[first + a], d_utilities[first + a], expected);
    }
    expected = teamSum(expected, static_cast<int>(team));
    double sum = 0;
    for (Long a = lane; a < count; a += team) {
      double last = d_utilities[first + a] - expected;
      double regret = fmax(d_regrets[first + a] + last, floor);
      double weight = fmax(fma(prediction, last, regret), 0.0);
      d_regrets[first + a] = regret;
      d_strategies[first + a] = weight;
      sum += weight;
    }
    sum = teamSum(sum, static_cast<int>(team));
    for (Long a = lane; a < count; a += team) {
      d_strategies[first + a] = sum < kLeastNormal ? 1.0 / actions : d_strategies[first + a] * (1 / sum);
    }
  });
}

// p = softmax of logits that stand where p will be.
__device__ __forceinline__ void softmax(double* d_strategies, Long first, Long count, Long lane, Long team) {
  double greatest = -INFINITY;
  for (Long a = lane; a < count; a += team) greatest = fmax(greatest, d_strategies[first + a]);
  greatest = teamMax(greatest, static_cast<int>(team));
  double sum = 0;
  for (Long a = lane; a < count; a += team) {
    double weight = exp(d_strategies[first + a] - greatest);
    d_strategies[first + a] = weight;
    sum += weight;
  }
  sum = teamSum(sum, static_cast<int>(team));
  for (Long a = lane; a < count; a += team) d_strategies[first + a] /= sum;
}

// Hedge: U += u, p = softmax(η (U + optimism · u)).
//
// Grid: any. Reads 16 bytes an action, writes 16.
extern "C" __global__ void __launch_bounds__(kBlock)
    exponential_weights(const double* d_utilities, double* d_strategies, double* d_sums, Long learners, Long actions,
                        Long team, double rate, double optimism) {
  forEachLearner(learners, team, [&](Long learner, Long lane) {
    Long first = learner * actions;
    Long count = learner < 0 ? 0 : actions;
    for (Long a = lane; a < count; a += team) {
      double sum = d_sums[first + a] + d_utilities[first + a];
      d_sums[first + a] = sum;
      d_strategies[first + a] = rate * fma(optimism, d_utilities[first + a], sum);
    }
    softmax(d_strategies, first, count, lane, team);
  });
}

// Polynomial weights: log w += log(1 + η u), p = softmax(log w).
//
// Grid: any. Reads 16 bytes an action, writes 16.
extern "C" __global__ void __launch_bounds__(kBlock)
    polynomial_weights(const double* d_utilities, double* d_strategies, double* d_logWeights, Long learners,
                       Long actions, Long team, double rate) {
  forEachLearner(learners, team, [&](Long learner, Long lane) {
    Long first = learner * actions;
    Long count = learner < 0 ? 0 : actions;
    for (Long a = lane; a < count; a += team) {
      double logWeight = d_logWeights[first + a] + log1p(rate * d_utilities[first + a]);
      d_logWeights[first + a] = logWeight;
      d_strategies[first + a] = logWeight;
    }
    softmax(d_strategies, first, count, lane, team);
  });
}

// The greatest |x| of each block; NaN counts as infinite. Grid: any, partial maxima [block]. Reads 8 bytes a number.
extern "C" __global__ void __launch_bounds__(kBlock)
    greatest_magnitude(const double* d_numbers, Long count, double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  double greatest = 0;
  for (Long i = gridThread(); i < count; i += gridThreads()) {
    double magnitude = fabs(d_numbers[i]);
    greatest = magnitude <= INFINITY ? fmax(greatest, magnitude) : INFINITY;
  }
  greatest = blockMax(greatest, shared);
  if (threadIdx.x == 0) d_partials[blockIdx.x] = greatest;
}

// Internal regrets: R_ij += p_i (u_j - u_i), q_ij = max(R_ij, 0). One thread has one pair i, j of one learner.
//
// Grid: any. Reads 8 bytes a pair and 24 that lie in the first-level cache, writes 16.
extern "C" __global__ void __launch_bounds__(kBlock)
    internal_regrets(const double* d_utilities, const double* d_strategies, double* d_regrets, double* d_rates,
                     Long learners, Long actions) {
  for (Long pair = gridThread(); pair < learners * actions * actions; pair += gridThreads()) {
    Long i = pair / actions;  // of all learners' actions
    Long j = i / actions * actions + pair % actions;
    double regret = d_regrets[pair] + d_strategies[i] * (d_utilities[j] - d_utilities[i]);
    d_regrets[pair] = regret;
    d_rates[pair] = fmax(regret, 0.0);
  }
}

// What learner i of a swap-regret minimiser is told, p_i u, and rows that all begin alike.
//
// One thread has one action of one inner learner. Grid: any. Writes 8 bytes for each.
extern "C" __global__ void __launch_bounds__(kBlock)
    swap_shares(const double* d_utilities, const double* d_strategies, double* d_shares, Long learners, Long actions) {
  for (Long pair = gridThread(); pair < learners * actions * actions; pair += gridThreads()) {
    Long i = pair / actions;
    d_shares[pair] = d_strategies[i] * d_utilities[i / actions * actions + pair % actions];
  }
}

extern "C" __global__ void __launch_bounds__(kBlock)
    repeat_rows(const double* d_rows, double* d_repeated, Long learners, Long actions) {
  for (Long pair = gridThread(); pair < learners * actions * actions; pair += gridThreads()) {
    Long i = pair / actions;
    d_repeated[pair] = d_rows[i / actions * actions + pair % actions];
  }
}

// The fixed points p = pQ of many Markov chains by elimination without subtraction (Grassmann, Taksar and Heyman
// 1985); see StationaryDistribution.java. A chain without any rate gets the uniform distribution.
//
// One warp has one chain; d_rates [chain][i][j] is overwritten. Grid: any. Reads and writes k³ / 3 · 8 bytes a chain,
// of k² · 8 that stay in the caches for small k.
extern "C" __global__ void __launch_bounds__(kBlock)
    stationary(double* d_rates, double* d_stationary, Long chains, Long states) {
  forEachLearner(chains, kWarp, [&](Long chain, Long lane) {
    if (chain < 0) return;  // a warp has one chain, so that its lanes leave together
    double* d_q = d_rates + chain * states * states;
    double* d_p = d_stationary + chain * states;
    double total = 0;
    for (Long i = lane; i < states * states; i += kWarp) total += d_q[i];
    if (!(teamSum(total, kWarp) > 0)) {
      for (Long i = lane; i < states; i += kWarp) d_p[i] = 1.0 / states;
      return;
    }
    Long root = 0;
    for (Long n = states - 1; n > 0; n--) {
      double leaving = 0;
      for (Long j = lane; j < n; j += kWarp) leaving += d_q[n * states + j];
      leaving = teamSum(leaving, kWarp);
      if (leaving < kLeastNormal) {
        root = n;
        break;
      }
      double scale = 1 / leaving;
      for (Long i = lane; i < n; i += kWarp) d_q[i * states + n] *= scale;
      __syncwarp();
      for (Long k = lane; k < n * n; k += kWarp) {
        Long i = k / n;
        Long j = k % n;
        d_q[i * states + j] = fma(d_q[i * states + n], d_q[n * states + j], d_q[i * states + j]);
      }
      __syncwarp();
    }
    double sum = 1;
    for (Long i = lane; i < states; i += kWarp) d_p[i] = i == root ? 1 : 0;
    __syncwarp();
    for (Long n = root + 1; n < states; n++) {
      double mass = 0;
      for (Long i = root + lane; i < n; i += kWarp) mass = fma(d_p[i], d_q[i * states + n], mass);
      mass = teamSum(mass, kWarp);
      if (lane == 0) d_p[n] = mass;
      __syncwarp();
      sum += mass;
    }
    for (Long i = lane; i < states; i += kWarp) d_p[i] /= sum;
  });
}

EXPORT_KERNEL(regret_matching)
EXPORT_KERNEL(exponential_weights)
EXPORT_KERNEL(polynomial_weights)
EXPORT_KERNEL(greatest_magnitude)
EXPORT_KERNEL(internal_regrets)
EXPORT_KERNEL(swap_shares)
EXPORT_KERNEL(repeat_rows)
EXPORT_KERNEL(stationary)
