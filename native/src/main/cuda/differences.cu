// K3: columns of the incentive operator.
#include "game.cuh"

// One thread computes G_p(d, a_-p) − G_p(a) for one joint action and one action d of one player.
//
// Grid: any. Reads two payoffs, writes 8 bytes for each.
template <class P>
__device__ void differences(const Player* d_players, const int* d_playerOfColumn, Long columns, Long jointActions,
                            const P* d_payoffs, const Long* d_jointActions, Long count, double* d_differences) {
  for (Long i = gridThread(); i < count * columns; i += gridThreads()) {
    Long a = d_jointActions[i / columns];
    Long column = i % columns;
    Long p = d_playerOfColumn[column];
    Player player = d_players[p];
    const P* d_own = d_payoffs + p * jointActions;
    Long deviation = a + (column - player.column - actionOf(player, a)) * player.stride;
    d_differences[i] = static_cast<double>(d_own[deviation]) - static_cast<double>(d_own[a]);
  }
}

#define DIFFERENCES(name, P)                                                                                        \
  extern "C" __global__ void __launch_bounds__(kBlock)                                                              \
      name(const Player* d_players, const int* d_playerOfColumn, Long columns, Long jointActions,                   \
           const P* d_payoffs, const Long* d_jointActions, Long count, double* d_differences) {                     \
    differences<P>(d_players, d_playerOfColumn, columns, jointActions, d_payoffs, d_jointActions, count,            \
                   d_differences);                                                                                  \
  }                                                                                                                 \
  EXPORT_KERNEL(name)

DIFFERENCES(differences_f32, float)
DIFFERENCES(differences_f64, double)
