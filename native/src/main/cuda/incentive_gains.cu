// K3: the products that the gains of a given distribution are made of.
#include "incentive_products.cuh"

// One launch for each group of players.
//
// One block takes every gridDim.x-th tile of its group: it loads σ, sums up the marginals (CCE), and adds the tile to
// the items of row blockIdx.y. Host code makes gains of the products: CCE deviation(d) − Σ value, CE N(r, d) − N(r, r).
//
// Grid: blocks x (items / itemsPerBlock). Shared: tile and marginals, or the scratch of the sums if that is more.
// Reads the payoffs of the group once (b bytes per player and joint action), and σ (8) per row of the grid; one row
// unless a player has very many actions.
template <class Products, class P, bool Resident>
__device__ void incentiveGains(const Group& group, const Player* d_players, const P* d_payoffs, double* d_sigma,
                               double* d_partials) {
  DYNAMIC_SHARED(double, shared);
  double* s_marginals = Resident ? shared + group.rows * group.tileLanes : shared;
  Part<Products> part(group, d_players);
  for (Long number = blockIdx.x; number < group.tileCount; number += gridDim.x) {
    Tile tile(group, number);
    Numbers<Resident> sigma{d_sigma, shared, tile};
    if (Resident) forEachElement(tile, [&](int element, Long a) { shared[element] = d_sigma[a]; });
    __syncthreads();
    if (Products::kHasMarginals) sumMarginals(group, tile, d_players, sigma, s_marginals);
    part.add(group, tile, d_players, d_payoffs, sigma, s_marginals);
  }
  part.write(group, d_players, shared, d_partials);
}

#define INCENTIVE_GAINS(name, Products, P, Resident)                                                              \
  extern "C" __global__ void __launch_bounds__(kBlock, 2)                                                         \
      name(Group group, const Player* d_players, const P* d_payoffs, double* d_sigma, double* d_partials) {       \
    incentiveGains<Products, P, Resident>(group, d_players, d_payoffs, d_sigma, d_partials);                      \
  }                                                                                                               \
  EXPORT_KERNEL(name)

INCENTIVE_GAINS(cce_gains_f32, CoarseProducts, float, true)
INCENTIVE_GAINS(cce_gains_f64, CoarseProducts, double, true)
INCENTIVE_GAINS(cce_gains_wide_f32, CoarseProducts, float, false)
INCENTIVE_GAINS(cce_gains_wide_f64, CoarseProducts, double, false)
INCENTIVE_GAINS(ce_gains_f32, CorrelatedProducts, float, true)
INCENTIVE_GAINS(ce_gains_f64, CorrelatedProducts, double, true)
INCENTIVE_GAINS(ce_gains_wide_f32, CorrelatedProducts, float, false)
INCENTIVE_GAINS(ce_gains_wide_f64, CorrelatedProducts, double, false)
