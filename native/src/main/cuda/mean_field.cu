// K5: mean-field sweeps. Occupancies forward, best responses backward, and the matrix products between them.
//
// A sweep has two launches a time: one over the shared rows of successors, one over the states, and all policies or
// reward tables in each. A block per policy with barriers between the times would need fewer launches, but sweeps are
// done once an outer iteration and products in each of hundreds of inner ones, and a large grid has states for a whole
// device where it has policies for a few blocks. It also bounds neither states nor policies, and every sum has one
// thread and one order.
#include "device.cuh"

// Where actions lead. (MoveMemory.java writes it.)
struct Moves {
  const int* d_rowOf;  // [action][state], -1 where the action is illegal
  const int* d_pairStarts;
  const int* d_pairStates;  // [row]: the states and actions that lead to it, by state, then action
  const int* d_pairActions;
  const int* d_successorStarts;
  const int* d_successors;  // [row]
  const double* d_probabilities;
  const int* d_inflowStarts;
  const int* d_inflows;  // [state]: the rows that lead to it, ascending
  const double* d_shares;
  Long states, actions, rows;
};

// A policy that is swept. (OccupancySweep.java writes an array of these.)
struct SweptPolicy {
  double* d_occupancy;      // [time][state]
  double* d_rewarded;       // [time][action][state], or null: µ π
  const double* d_initial;  // [state]
  const double* d_fixed;    // [time][action][state], or null: what is earned whatever the mean field
};

// π(state, action) at one time: of probabilities [action][state], and of actions [state].
__device__ __forceinline__ double ruleOf(const double* d_rule, Long states, Long state, Long action) {
  return d_rule[action * states + state];
}
__device__ __forceinline__ double ruleOf(const int* d_rule, Long, Long state, Long action) {
  return d_rule[state] == action ? 1 : 0;
}

// µ(0, x): one thread has one policy and state. Grid: any. Reads and writes 8 bytes for each.
extern "C" __global__ void __launch_bounds__(kBlock)
    occupancy_start(const SweptPolicy* d_policies, Long policies, Long states) {
  for (Long i = gridThread(); i < policies * states; i += gridThreads()) {
    d_policies[i / states].d_occupancy[i % states] = d_policies[i / states].d_initial[i % states];
  }
}

// What flows into a row at one time, Σ µ(x) π(x, a) over what leads to it, and what its fixed rewards are worth:
// earned[row][policy] is added to. One thread has one policy and row.
//
// Grid: any. Reads per state and action 8 bytes of the rule (4 a state if it is deterministic), 8 of occupancy that lie
// in the cache and two indices that the policies share; writes 8 a row, and 8 a state and action if there is
// d_rewarded.
template <class Rule>
__device__ void occupancyFlows(const Moves& moves, const SweptPolicy* d_policies, Long policies, Long time,
                               const Rule* d_rules, Long ruleStride, double* d_flows, double* d_earned) {
  for (Long i = gridThread(); i < policies * moves.rows; i += gridThreads()) {
    Long policy = i / moves.rows;
    Long row = i % moves.rows;
    const SweptPolicy& swept = d_policies[policy];
    const double* d_now = swept.d_occupancy + time * moves.states;
    double sum = 0;
    double earned = 0;
    for (int k = moves.d_pairStarts[row]; k < moves.d_pairStarts[row + 1]; k++) {
      Long state = moves.d_pairStates[k];
      Long action = moves.d_pairActions[k];
      Long at = (time * moves.actions + action) * moves.states + state;
      double flow = d_now[state] * ruleOf(d_rules + policy * ruleStride, moves.states, state, action);
      sum += flow;
      if (swept.d_fixed != nullptr) earned = fma(flow, swept.d_fixed[at], earned);
      if (swept.d_rewarded != nullptr) swept.d_rewarded[at] = flow;
    }
    d_flows[i] = sum;
    if (swept.d_fixed != nullptr) d_earned[row * policies + policy] += earned;
  }
}

#define OCCUPANCY_FLOWS(name, Rule)                                                                              \
  extern "C" __global__ void __launch_bounds__(kBlock)                                                           \
      name(Moves moves, const SweptPolicy* d_policies, Long policies, Long time, const Rule* d_rules,            \
           Long ruleStride, double* d_flows, double* d_earned) {                                                 \
    occupancyFlows<Rule>(moves, d_policies, policies, time, d_rules, ruleStride, d_flows, d_earned);             \
  }                                                                                                              \
  EXPORT_KERNEL(name)

OCCUPANCY_FLOWS(occupancy_flows_mixed, double)
OCCUPANCY_FLOWS(occupancy_flows_deterministic, int)

// µ(time + 1, x) from what flows into the rows that lead to x: every state gathers, so that nothing is added
// atomically. One thread has one policy and state.
//
// Grid: any. Reads 8 bytes a row that leads to the state, from the cache, and 12 that the policies share; writes 8.
extern "C" __global__ void __launch_bounds__(kBlock)
    occupancy_spread(Moves moves, const SweptPolicy* d_policies, Long policies, Long time, const double* d_flows) {
  for (Long i = gridThread(); i < policies * moves.states; i += gridThreads()) {
    Long policy = i / moves.states;
    Long state = i % moves.states;
    double sum = 0;
    for (int k = moves.d_inflowStarts[state]; k < moves.d_inflowStarts[state + 1]; k++) {
      sum = fma(moves.d_shares[k], d_flows[policy * moves.rows + moves.d_inflows[k]], sum);
    }
    d_policies[policy].d_occupancy[(time + 1) * moves.states + state] = sum;
  }
}

// Up to kSums sums over the same rows, each with its own weights. (WeightedRows.java writes arrays of both.)
constexpr int kSums = 8;
constexpr int kStagedRows = 64;

struct SumTile {
  Long first, end;  // its terms
  double* d_sums;   // of the tile's first sum
  Long stride;      // between sums
  Long count;       // at most kSums
};

struct SumTerm {
  const double* d_row;
  double weights[kSums];
};

// sum[c][i] = Σ_j weight[j][c] row_j[i], or that much more: mean fields of mixtures (rows are occupancies), averages of
// rewards. One thread has eight sums of one column; the order of a sum is that of the rows, whatever the other sums of
// its tile.
//
// Grid: any; shared: 64 terms. Reads 8 bytes a row and column, and so much per sum if it adds; writes 8 a sum and
// column.
extern "C" __global__ void __launch_bounds__(kBlock)
    weighted_rows(const SumTile* d_tiles, Long tiles, const SumTerm* d_terms, Long length, Long adds) {
  DYNAMIC_SHARED(SumTerm, s_terms);
  Long parts = (length + kBlock - 1) / kBlock;
  for (Long item = blockIdx.x; item < tiles * parts; item += gridDim.x) {
    SumTile tile = d_tiles[item / parts];
    Long i = item % parts * kBlock + threadIdx.x;
    double sum[kSums];
#pragma unroll
    for (int c = 0; c < kSums; c++) {
      sum[c] = adds && i < length && c < tile.count ? tile.d_sums[c * tile.stride + i] : 0;
    }
    for (Long first = tile.first; first < tile.end; first += kStagedRows) {
      int count = static_cast<int>(min(static_cast<Long>(kStagedRows), tile.end - first));
      __syncthreads();
      for (int j = threadIdx.x; j < count; j += kBlock) s_terms[j] = d_terms[first + j];
      __syncthreads();
      for (int j = 0; i < length && j < count; j++) {
        double x = s_terms[j].d_row[i];
#pragma unroll
        for (int c = 0; c < kSums; c++) sum[c] = fma(s_terms[j].weights[c], x, sum[c]);
      }
    }
#pragma unroll
    for (int c = 0; c < kSums; c++) {
      if (i < length && c < tile.count) tile.d_sums[c * tile.stride + i] = sum[c];
    }
  }
}

// Keeps the logarithm of an empty state finite; see CrowdRewards.java.
constexpr double kEmpty = 1e-25;

// r_p(i) = -c_p log(µ_p(i) + 1e-25) + Σ_q M_pq µ_q(i), for the populations from…end−1. One thread has one mixture,
// population and number. Fields are [mixture][population][number], rewards [mixture][population of these][number].
//
// Grid: any. Reads 8 bytes a population, writes 8.
extern "C" __global__ void __launch_bounds__(kBlock)
    crowd_rewards(const double* d_fields, Long mixtures, Long populations, Long fieldSize, Long from, Long end,
                  const double* d_aversions, const double* d_meetings, double* d_rewards) {
  Long size = (end - from) * fieldSize;
  for (Long at = gridThread(); at < mixtures * size; at += gridThreads()) {
    Long p = from + at % size / fieldSize;
    const double* d_here = d_fields + at / size * populations * fieldSize + at % fieldSize;
    double reward = -d_aversions[p] * log(d_here[p * fieldSize] + kEmpty);
    for (Long q = 0; q < populations; q++) reward = fma(d_meetings[p * populations + q], d_here[q * fieldSize], reward);
    d_rewards[at] = reward;
  }
}

// Neighbouring policies of one population, at most kFactors. (RowProducts.java writes an array of these.)
constexpr int kFactors = 4;

struct PolicyTile {
  Long first, count;
  Long rewards;  // where the population's rewards begin in those of a mixture
};

// J: products of four policies' rows with the rewards of four mixtures, over one slice of the numbers. One warp has a
// tile, its lanes every 32nd number. Slices follow from the size alone, so that neither policies nor mixtures change a
// sum's order.
//
// Grid: any; partial sums [slice][mixture][policy]. Reads 8 bytes a number for each row, once by four mixtures (tiles
// of the same policies are neighbours: the cache has them), and for the rewards once by four policies; writes 8 a
// product and slice.
extern "C" __global__ void __launch_bounds__(kBlock)
    row_products(const PolicyTile* d_tiles, Long tiles, const double* const* d_rows, Long policies,
                 const double* d_rewards, Long mixtures, Long rewardStride, Long length, Long slices,
                 double* d_partials) {
  Long warps = gridThreads() / kWarp;
  Long lane = gridThread() % kWarp;
  Long mixtureTiles = (mixtures + kFactors - 1) / kFactors;
  for (Long item = gridThread() / kWarp; item < slices * tiles * mixtureTiles; item += warps) {
    Long b = item % mixtureTiles * kFactors;
    PolicyTile tile = d_tiles[item / mixtureTiles % tiles];
    Long slice = item / mixtureTiles / tiles;
    int rowCount = static_cast<int>(tile.count);
    int mixtureCount = static_cast<int>(min(static_cast<Long>(kFactors), mixtures - b));
    const double* d_row[kFactors];
    const double* d_reward[kFactors];
#pragma unroll
    for (int j = 0; j < kFactors; j++) {  // beyond the last one that one again: no branch in the loop
      d_row[j] = d_rows[tile.first + min(j, rowCount - 1)];
      d_reward[j] = d_rewards + (b + min(j, mixtureCount - 1)) * rewardStride + tile.rewards;
    }
    double sum[kFactors][kFactors] = {};
    Long end = length * (slice + 1) / slices;
    for (Long i = length * slice / slices + lane; i < end; i += kWarp) {
      double row[kFactors], reward[kFactors];
#pragma unroll
      for (int j = 0; j < kFactors; j++) {
        row[j] = d_row[j][i];
        reward[j] = d_reward[j][i];
      }
#pragma unroll
      for (int j = 0; j < kFactors * kFactors; j++) {
        sum[j / kFactors][j % kFactors] =
            fma(reward[j / kFactors], row[j % kFactors], sum[j / kFactors][j % kFactors]);
      }
    }
#pragma unroll
    for (int j = 0; j < kFactors * kFactors; j++) {
      if (j / kFactors < mixtureCount && j % kFactors < rowCount) {  // alike in all lanes
        double product = teamSum(sum[j / kFactors][j % kFactors], kWarp);
        if (lane == 0) d_partials[(slice * mixtures + b + j / kFactors) * policies + tile.first + j % kFactors] = product;
      }
    }
  }
}

// What follows a row, Σ p(x') v(x') over its successors, for many reward tables. Products are rounded before they are
// added, in the order of the reference, so that ties fall the same way. One thread has one table and row.
//
// Grid: any. Reads 8 bytes a successor, from the cache, and 12 that the tables share; writes 8.
extern "C" __global__ void __launch_bounds__(kBlock)
    response_rows(Moves moves, Long tables, const double* d_values, double* d_follows) {
  for (Long i = gridThread(); i < tables * moves.rows; i += gridThreads()) {
    Long row = i % moves.rows;
    const double* d_next = d_values + i / moves.rows * moves.states;
    double sum = 0;
    for (int k = moves.d_successorStarts[row]; k < moves.d_successorStarts[row + 1]; k++) {
      sum = __dadd_rn(sum, __dmul_rn(moves.d_probabilities[k], d_next[moves.d_successors[k]]));
    }
    d_follows[i] = sum;
  }
}

// The first of the best actions of one time, and its value: r + fixed + what follows. One thread has one table and
// state; rewards of a table are [state], or [action][state] with an actionStride.
//
// Grid: any. Reads 8 bytes a state (and action) of rewards, 8 an action of what follows, from the cache, and 4 (12 with
// fixed rewards) an action that the tables share; writes 12 a state.
extern "C" __global__ void __launch_bounds__(kBlock)
    response_choice(Moves moves, Long tables, const double* d_rewards, Long rewardStride, Long actionStride,
                    const double* d_fixed, const double* d_follows, double* d_values, int* d_actions,
                    Long fieldSize) {
  for (Long i = gridThread(); i < tables * moves.states; i += gridThreads()) {
    Long table = i / moves.states;
    Long state = i % moves.states;
    double best = -INFINITY;
    int choice = 0;
    for (int a = 0; a < static_cast<int>(moves.actions); a++) {
      int row = moves.d_rowOf[a * moves.states + state];
      if (row < 0) continue;
      double value = d_rewards[table * rewardStride + a * actionStride + state];
      if (d_fixed != nullptr) value += d_fixed[a * moves.states + state];
      value += d_follows[table * moves.rows + row];
      if (value > best) {
        best = value;
        choice = a;
      }
    }
    d_values[i] = best;
    d_actions[table * fieldSize + state] = choice;
  }
}

EXPORT_KERNEL(occupancy_start)
EXPORT_KERNEL(occupancy_spread)
EXPORT_KERNEL(weighted_rows)
EXPORT_KERNEL(crowd_rewards)
EXPORT_KERNEL(row_products)
EXPORT_KERNEL(response_rows)
EXPORT_KERNEL(response_choice)
