// The sums over joint actions that the gains are made of, over all tiles of a block.
//
// A thread keeps the same part of the products, an item, through all tiles, in registers: a few deviations of one
// player (CE: for a few recommendations), for a share of the rests. Only when its tiles are done does a block add up
// its threads, in the order of their numbers.
#pragma once
#include "tile.cuh"

// Deviations, and for CE recommendations, of an item.
constexpr int kItemActions = 4;

// CCE: with m(rest) = Σ_r σ(r, rest), the item of deviations d…d+3 sums
//
//   deviation(d) = Σ_rest m(rest) G(d, rest),   value(d) = Σ_rest σ(d, rest) G(d, rest)     products: [d][2]
struct CoarseProducts {
  static constexpr int kSums = 2 * kItemActions;
  static constexpr bool kHasMarginals = true;
  double sum[kSums] = {};

  __device__ __forceinline__ static int items(int actions) { return (actions + kItemActions - 1) / kItemActions; }

  template <class P>
  __device__ __forceinline__ void add(const Axis& axis, int item, const P* d_payoff, const double* sigma, Long step,
                                      double marginal) {
#pragma unroll
    for (int i = 0; i < kItemActions; i++) {
      int d = min(item * kItemActions + i, axis.actions - 1);
      double payoff = d_payoff[d * axis.stride];
      sum[2 * i] = fma(marginal, payoff, sum[2 * i]);
      sum[2 * i + 1] = fma(sigma[d * step], payoff, sum[2 * i + 1]);
    }
  }

  // Where a sum belongs among the products of the player, or -1.
  __device__ __forceinline__ static Long product(int item, int k, int actions) {
    int d = item * kItemActions + k / 2;
    return d < actions ? 2 * d + k % 2 : -1;
  }
};

// CE: N(r, d) = Σ_rest σ(r, rest) G(d, rest) for four recommendations and four deviations, 16 multiplications for
// eight reads.                                                                              products: [r][d]
struct CorrelatedProducts {
  static constexpr int kSums = kItemActions * kItemActions;
  static constexpr bool kHasMarginals = false;
  double sum[kSums] = {};

  __device__ __forceinline__ static int blocks(int actions) { return (actions + kItemActions - 1) / kItemActions; }
  __device__ __forceinline__ static int items(int actions) { return blocks(actions) * blocks(actions); }

  template <class P>
  __device__ __forceinline__ void add(const Axis& axis, int item, const P* d_payoff, const double* sigma, Long step,
                                      double) {
    int firstR = item / blocks(axis.actions) * kItemActions;
    int firstD = item % blocks(axis.actions) * kItemActions;
    double probability[kItemActions], payoff[kItemActions];
#pragma unroll
    for (int i = 0; i < kItemActions; i++) {
      probability[i] = sigma[min(firstR + i, axis.actions - 1) * step];
      payoff[i] = d_payoff[min(firstD + i, axis.actions - 1) * axis.stride];
    }
#pragma unroll
    for (int k = 0; k < kSums; k++) {
      sum[k] = fma(probability[k / kItemActions], payoff[k % kItemActions], sum[k]);
    }
  }

  __device__ __forceinline__ static Long product(int item, int k, int actions) {
    int r = item / blocks(actions) * kItemActions + k / kItemActions;
    int d = item % blocks(actions) * kItemActions + k % kItemActions;
    return r < actions && d < actions ? static_cast<Long>(r) * actions + d : -1;
  }
};

// m_p(rest) of all players of the group, one after the other in shared memory. Ends with a barrier.
template <bool Resident>
__device__ __forceinline__ void sumMarginals(const Group& group, const Tile& tile, const Player* d_players,
                                             const Numbers<Resident>& sigma, double* s_marginals) {
  for (Long p = group.firstPlayer; p < group.endPlayer; p++) {
    Axis axis(group, tile, d_players[p]);
    int team = axis.team();
    int lane = threadIdx.x % team;
    int teams = kBlock / team;
    int rounds = (axis.restCount + teams - 1) / teams;
    for (int round = 0; round < rounds; round++) {
      int rest = round * teams + static_cast<int>(threadIdx.x) / team;
      bool isRest = rest < axis.restCount;
      const double* probability = sigma.at(axis.element(isRest ? rest : 0));
      double sum = 0;
      for (int r = lane; isRest && r < axis.actions; r += team) sum += probability[r * sigma.step(axis)];
      sum = teamSum(sum, team);
      if (isRest && lane == 0) s_marginals[rest] = sum;
    }
    s_marginals += axis.restCount;
  }
  __syncthreads();
}

// The part of a thread. Products of a block: items blockIdx.y · itemsPerBlock and on.
template <class Products>
struct Part {
  Products products;
  int item;    // among those of its player
  Long owner;  // its player, or -1
  int lane, lanes;

  __device__ __forceinline__ Part(const Group& group, const Player* d_players) {
    lanes = kBlock / static_cast<int>(group.itemsPerBlock);
    lane = threadIdx.x % lanes;
    int slot = static_cast<int>(threadIdx.x) / lanes;
    Long number = blockIdx.y * group.itemsPerBlock + slot;
    find(group, d_players, slot < group.itemsPerBlock ? number : group.items);
  }

  __device__ __forceinline__ void find(const Group& group, const Player* d_players, Long number) {
    owner = -1;
    item = 0;
    for (Long p = group.firstPlayer; p < group.endPlayer; p++) {
      int items = Products::items(static_cast<int>(d_players[p].actions));
      if (owner < 0 && number < items) {
        owner = p;
        item = static_cast<int>(number);
      }
      number -= items;
    }
  }

  // Adds a tile whose probabilities, and for CCE marginals, are there. Ends with a barrier.
  template <class P, bool Resident>
  __device__ __forceinline__ void add(const Group& group, const Tile& tile, const Player* d_players,
                                      const P* d_payoffs, const Numbers<Resident>& sigma, const double* s_marginals) {
    if (owner >= 0) {
      for (Long p = group.firstPlayer; Products::kHasMarginals && p < owner; p++) {
        s_marginals += tile.size / d_players[p].actions;
      }
      Axis axis(group, tile, d_players[owner]);
      const P* d_own = d_payoffs + owner * group.jointActions;
#pragma unroll 2
      for (int rest = lane; rest < axis.restCount; rest += lanes) {
        int element = axis.element(rest);
        double marginal = Products::kHasMarginals ? s_marginals[rest] : 0;
        products.add(axis, item, d_own + tile.jointAction(element), sigma.at(element), sigma.step(axis), marginal);
      }
    }
    __syncthreads();
  }

  // Adds up the lanes of every item and writes the block's row of partial products. Scratch: kSums · kBlock doubles.
  __device__ __forceinline__ void write(const Group& group, const Player* d_players, double* s_scratch,
                                        double* d_partials) {
    __syncthreads();
#pragma unroll
    for (int k = 0; k < Products::kSums; k++) s_scratch[k * kBlock + threadIdx.x] = products.sum[k];
    __syncthreads();
    double* d_row = d_partials + blockIdx.x * group.productCount;
    for (int i = threadIdx.x; i < group.itemsPerBlock * Products::kSums; i += kBlock) {
      int slot = i / Products::kSums;
      int k = i % Products::kSums;
      find(group, d_players, blockIdx.y * group.itemsPerBlock + slot);
      if (owner < 0) continue;
      const Player& player = d_players[owner];
      Long product = Products::product(item, k, static_cast<int>(player.actions));
      if (product < 0) continue;
      double sum = 0;
      for (int j = 0; j < lanes; j++) sum += s_scratch[k * kBlock + slot * lanes + j];
      d_row[player.products - group.products + product] = sum;
    }
  }
};
