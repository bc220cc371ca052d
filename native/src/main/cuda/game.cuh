// The joint actions of a meta-game: row-major, last player fastest.
#pragma once
#include "device.cuh"

// One player. An array of these lies in device memory. (CudaGame.java writes them.)
struct Player {
  Long actions;
  Long stride;        // between joint actions that differ by one in this player's action
  Long column;        // of action 0 among the actions of all players
  Long coefficients;  // offset of the player's own among the coefficients of the logits
  Long products;      // offset of the player's own among the products of the gains
};

__device__ __forceinline__ Long actionOf(const Player& player, Long jointAction) {
  return jointAction / player.stride % player.actions;
}

// w(a) = Π_p c_p(a_p); 1 where d_repeats is null.
__device__ __forceinline__ double multiplicity(const Player* d_players, Long playerCount, const double* d_repeats,
                                               Long jointAction) {
  double product = 1;
  for (Long p = 0; d_repeats != nullptr && p < playerCount; p++) {
    product *= d_repeats[d_players[p].column + actionOf(d_players[p], jointAction)];
  }
  return product;
}
