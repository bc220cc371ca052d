// The logits of one tile: what a group of players adds to ℓ.
#pragma once
#include "tile.cuh"

// Rows of a CE matrix are stored as columns of a length that is a multiple of this.
constexpr int kRowBlock = 4;

// CCE. A thread, or a team of lanes, takes one joint action of the co-players and sums up what the deviations would
// earn, once; every own action then takes it off.
//
//   ℓ(r, rest) += own G(r, rest) + bias(r) − Σ_d α_d G(d, rest)        coefficients: own, α_0, α_1, …
struct Coarse {
  template <class P>
  __device__ __forceinline__ static void addLogits(const Axis& axis, const P* d_payoff, const double* d_coefficients,
                                                   const double* d_bias, double* x, Long step, int lane, int team) {
    double deviation = 0;
#pragma unroll 4
    for (int d = lane; d < axis.actions; d += team) {
      deviation = fma(__ldg(d_coefficients + 1 + d), static_cast<double>(d_payoff[d * axis.stride]), deviation);
    }
    deviation = teamSum(deviation, team);
    double own = __ldg(d_coefficients);
#pragma unroll 4
    for (int r = lane; r < axis.actions; r += team) {
      x[r * step] += fma(own, static_cast<double>(d_payoff[r * axis.stride]), __ldg(d_bias + r)) - deviation;
    }
  }
};

// CE. The same as a product of a matrix and the column G(·, rest); four rows share a read of the payoffs.
//
//   ℓ(r, rest) += Σ_d M(r, d) G(d, rest) + bias(r)                     coefficients: M(0…, 0), M(0…, 1), …
struct Correlated {
  template <class P>
  __device__ __forceinline__ static void addLogits(const Axis& axis, const P* d_payoff, const double* d_coefficients,
                                                   const double* d_bias, double* x, Long step, int lane, int team) {
    int column = (axis.actions + kRowBlock - 1) / kRowBlock * kRowBlock;
    for (int r = lane * kRowBlock; r < axis.actions; r += team * kRowBlock) {
      double sum[kRowBlock] = {0, 0, 0, 0};
      const double2* d_rows = reinterpret_cast<const double2*>(d_coefficients + r);
#pragma unroll 4
      for (int d = 0; d < axis.actions; d++) {
        double payoff = d_payoff[d * axis.stride];
        double2 low = __ldg(d_rows);
        double2 high = __ldg(d_rows + 1);
        sum[0] = fma(low.x, payoff, sum[0]);
        sum[1] = fma(low.y, payoff, sum[1]);
        sum[2] = fma(high.x, payoff, sum[2]);
        sum[3] = fma(high.y, payoff, sum[3]);
        d_rows += column / 2;
      }
#pragma unroll
      for (int i = 0; i < kRowBlock; i++) {
        if (r + i < axis.actions) x[(r + i) * step] += sum[i] + __ldg(d_bias + r + i);
      }
    }
  }
};

// Adds the logits of all players of the group, one after the other. Begins and ends with a barrier.
template <class Concept, class P, bool Resident>
__device__ __forceinline__ void addLogits(const Group& group, const Tile& tile, const Player* d_players,
                                          const P* d_payoffs, const double* d_coefficients, const double* d_bias,
                                          const Numbers<Resident>& logits) {
  __syncthreads();
  for (Long p = group.firstPlayer; p < group.endPlayer; p++) {
    Player player = d_players[p];
    Axis axis(group, tile, player);
    const P* d_own = d_payoffs + p * group.jointActions;
    int team = axis.team();
    int lane = threadIdx.x % team;
    int teams = kBlock / team;
    // All lanes of a warp take part in the sums of the teams, whether they have a rest of their own or not.
    int rounds = (axis.restCount + teams - 1) / teams;
    for (int round = 0; round < rounds; round++) {
      int rest = round * teams + static_cast<int>(threadIdx.x) / team;
      bool isRest = rest < axis.restCount;
      int element = axis.element(isRest ? rest : 0);
      Axis bounded = axis;
      if (!isRest) bounded.actions = 0;
      Concept::addLogits(bounded, d_own + tile.jointAction(element), d_coefficients + player.coefficients,
                         d_bias + player.column, logits.at(element), logits.step(axis), lane, team);
    }
    __syncthreads();
  }
}
