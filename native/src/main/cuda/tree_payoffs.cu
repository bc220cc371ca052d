// K1x: exact payoffs of joint policies, G_p[a] = Σ_z chance(z) u_p(z) Π_q X_q[a_q, z].
#include "policies.cuh"

// Joint policies of the left and of the right players in a tile of payoffs, and terminals that are staged at a time.
constexpr int kTile = 64;
constexpr int kTerminals = 16;

// Payoffs that a thread computes: kCells left times kCells right ones.
constexpr int kCells = 4;
constexpr int kPerRow = kTile / kCells;

// A matrix product over terminals: rows are the joint policies of the left players, columns those of the right ones.
// Their reach is never stored as a whole: a block gathers it for sixteen terminals at a time into shared memory.
//
// One thread computes 4 x 4 payoffs of the player blockIdx.y % players, over its slice of the terminals. A product of
// reaches costs a multiplication and half a read from shared memory.
//
// Grid: tiles x (players · slices); partial sums [slice][player][left row][right row].
// Shared: plan offsets of 64 left and 64 right rows, two panels of 16 x 64 (+1).
// Reads per tile and terminal (players + 1) · 8 bytes and 64 gathers a player; writes 8 bytes a payoff and slice.
extern "C" __global__ void __launch_bounds__(kBlock)
    tree_payoffs(const PolicyAxis* d_left, Long leftCount, Long firstLeft, Long leftRows, const PolicyAxis* d_right,
                 Long rightCount, Long rightRows, const double* d_plans, const int* d_sequences,
                 const double* d_chance, const double* d_payoff, Long terminals, Long players, Long slices,
                 double* d_partials) {
  DYNAMIC_SHARED(Long, shared);
  Long* s_leftPlans = shared;
  Long* s_rightPlans = s_leftPlans + leftCount * kTile;
  double* s_left = reinterpret_cast<double*>(s_rightPlans + rightCount * kTile);
  double* s_right = s_left + kTerminals * (kTile + 1);

  Long tilesPerRow = (rightRows + kTile - 1) / kTile;
  Long left = blockIdx.x / tilesPerRow * kTile;
  Long right = blockIdx.x % tilesPerRow * kTile;
  int leftSize = static_cast<int>(min(static_cast<Long>(kTile), leftRows - left));
  int rightSize = static_cast<int>(min(static_cast<Long>(kTile), rightRows - right));
  stagePlans(d_left, leftCount, firstLeft + left, leftSize, kTile, s_leftPlans);
  stagePlans(d_right, rightCount, right, rightSize, kTile, s_rightPlans);

  Long p = blockIdx.y % players;
  Long slice = blockIdx.y / players;
  const double* d_own = d_payoff + p * terminals;
  int row = static_cast<int>(threadIdx.x) / kPerRow * kCells;
  int column = static_cast<int>(threadIdx.x) % kPerRow * kCells;
  double sum[kCells][kCells] = {};
  Long end = terminals * (slice + 1) / slices;
  for (Long first = terminals * slice / slices; first < end; first += kTerminals) {
    __syncthreads();
    int k = threadIdx.x % kTerminals;
    Long z = first + k;
    for (int i = static_cast<int>(threadIdx.x) / kTerminals; i < kTile; i += kBlock / kTerminals) {
      double reachLeft = 0, reachRight = 0;
      if (z < end && i < leftSize) {
        reachLeft = d_chance[z] * d_own[z] *
                    reach(d_left, leftCount, d_plans, d_sequences, s_leftPlans, kTile, i, z);
      }
      if (z < end && i < rightSize) {
        reachRight = reach(d_right, rightCount, d_plans, d_sequences, s_rightPlans, kTile, i, z);
      }
      s_left[k * (kTile + 1) + i] = reachLeft;
      s_right[k * (kTile + 1) + i] = reachRight;
    }
    __syncthreads();
#pragma unroll
    for (int terminal = 0; terminal < kTerminals; terminal++) {
      double l[kCells], r[kCells];
#pragma unroll
      for (int i = 0; i < kCells; i++) {
        l[i] = s_left[terminal * (kTile + 1) + row + i];
        r[i] = s_right[terminal * (kTile + 1) + column + i];
      }
#pragma unroll
      for (int i = 0; i < kCells * kCells; i++) {
        sum[i / kCells][i % kCells] = fma(l[i / kCells], r[i % kCells], sum[i / kCells][i % kCells]);
      }
    }
  }
  double* d_result = d_partials + ((slice * players + p) * leftRows + left) * rightRows + right;
#pragma unroll
  for (int i = 0; i < kCells * kCells; i++) {
    int l = row + i / kCells, r = column + i % kCells;
    if (l < leftSize && r < rightSize) d_result[l * rightRows + r] = sum[i / kCells][i % kCells];
  }
}

EXPORT_KERNEL(tree_payoffs)
