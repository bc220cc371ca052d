// K1: sampled payoffs of joint policies of a compiled game.
#include "device.cuh"
#include "philox.cuh"

// A node is four integers, see RolloutTree.java.
constexpr int kActor = 0;
constexpr int kOffset = 1;
constexpr int kFirstChild = 2;
constexpr int kChildCount = 3;
constexpr int kNodeWidth = 4;

// Further episodes of one joint policy. (CudaRollouts.java writes an array of them.)
struct Episodes {
  Long cell;   // number of the joint policy in the counters
  Long first;  // number of the first episode
  Long count;
};

// The terminal in which an episode ends, as the position of its node. Every node takes one draw; the action is the
// first whose last draw is not below it.
__device__ __forceinline__ int play(const int* d_nodes, const int* d_lastDraws, const int* d_starts, Long seed,
                                    Long cell, Long episode) {
  uint32_t words[kWords] = {};
  int node = 0;
  for (int depth = 0; d_nodes[node + kFirstChild] != node; depth++) {
    if (depth % kWords == 0) {
      words[0] = static_cast<uint32_t>(depth / kWords);
      words[1] = static_cast<uint32_t>(episode);
      words[2] = static_cast<uint32_t>(cell);
      words[3] = static_cast<uint32_t>(cell >> 32);
      philox(static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32), words);
    }
    int draw = static_cast<int>(words[0] >> 1);
    words[0] = words[1];
    words[1] = words[2];
    words[2] = words[3];
    const int* d_last = d_lastDraws + d_starts[d_nodes[node + kActor]] + d_nodes[node + kOffset];
    int action = 0;
    for (int last = d_nodes[node + kChildCount] - 1; action < last && d_last[action] < draw; action++) {
    }
    node = d_nodes[node + kFirstChild] + kNodeWidth * action;
  }
  return node;
}

// A team of lanes plays a slice of the episodes of one joint policy; one lane every team-th of them.
//
// Grid: any; partial sums [slice][joint policy][2 · players], of the returns and of their squares.
// Shared: 2 · players sums of every thread. Reads per visit 16 bytes of a node and 4 per action of its distribution,
// from caches where the game fits; 8 bytes an episode and player; writes 16 bytes a slice, joint policy and player.
extern "C" __global__ void __launch_bounds__(kBlock)
    rollouts(const int* d_nodes, const int* d_lastDraws, const int* d_starts, const double* d_returns,
             const Episodes* d_episodes, Long jointPolicies, Long players, Long seed, Long slices, Long team,
             double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  double* s_own = shared + threadIdx.x;
  Long teams = gridThreads() / team;
  Long lane = gridThread() % team;
  Long rounds = (jointPolicies * slices + teams - 1) / teams;
  for (Long round = 0; round < rounds; round++) {
    Long item = round * teams + gridThread() / team;
    for (Long i = 0; i < 2 * players; i++) s_own[i * kBlock] = 0;
    if (item < jointPolicies * slices) {
      Long k = item % jointPolicies;
      Long slice = item / jointPolicies;
      Episodes episodes = d_episodes[k];
      Long end = episodes.count * (slice + 1) / slices;
      for (Long e = episodes.count * slice / slices + lane; e < end; e += team) {
        int node = play(d_nodes, d_lastDraws, d_starts + k * (players + 1), seed, episodes.cell, episodes.first + e);
        for (Long p = 0; p < players; p++) {
          double difference = d_returns[node / kNodeWidth * players + p];
          s_own[p * kBlock] += difference;
          s_own[(players + p) * kBlock] += difference * difference;
        }
      }
    }
    for (Long i = 0; i < 2 * players; i++) {
      double sum = teamSum(s_own[i * kBlock], static_cast<int>(team));
      if (lane == 0 && item < jointPolicies * slices) d_partials[item * 2 * players + i] = sum;
    }
  }
}

EXPORT_KERNEL(rollouts)
