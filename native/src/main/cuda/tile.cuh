// Tiles of joint actions for K3.
//
// The players are cut into groups of neighbours. The tiles of a group hold the whole axes of its players, so that all
// that K3 does along these axes is done inside a tile, with one read of each of its payoffs from memory. A tile has
// all joint actions of the group's players times some lanes: joint actions of the players to the right of the group,
// which are neighbours in memory, or for the last group, to the left of it. So a tile is runs of neighbours: one run
// for the last group, one for every joint action of the players of any other.
//
// Seen from one of its players a tile is a dense [outer][actions][step] array, like the tensor itself.
#pragma once
#include "game.cuh"

// A group of players. Passed by value. (TileGroup.java writes it.)
struct Group {
  Long firstPlayer, endPlayer;
  Long jointActions;  // of the whole game
  Long rows;          // joint actions of the players of the group
  Long laneCount;     // lanes there are, for each joint action of the players left of the group
  Long tileLanes;     // lanes of a tile; the last one of a row of tiles may have fewer
  Long tileCount;
  Long isLast;
  Long products;      // offset of the group's own among the products of the gains
  Long productCount;
  Long items;         // parts of the products that one thread sums, see incentive_gains.cu
  Long itemsPerBlock;
};

struct Tile {
  Long base;       // joint action of element 0
  int size;        // elements
  int run;         // elements that are neighbours in memory
  Long runStride;  // from one run to the next
  int laneSteps;   // lanes between an element and the next in the last axis of the group

  __device__ __forceinline__ Tile(const Group& group, Long number) {
    Long tilesPerRow = (group.laneCount + group.tileLanes - 1) / group.tileLanes;
    Long firstLane = number % tilesPerRow * group.tileLanes;
    int lanes = static_cast<int>(min(group.tileLanes, group.laneCount - firstLane));
    size = static_cast<int>(group.rows) * lanes;
    runStride = group.laneCount;
    if (group.isLast) {
      base = firstLane * group.rows;
      run = size;
      laneSteps = 1;
    } else {
      base = number / tilesPerRow * group.rows * group.laneCount + firstLane;
      run = lanes;
      laneSteps = lanes;
    }
  }

  // The joint action of an element.
  __device__ __forceinline__ Long jointAction(int element) const {
    return run == size ? base + element : base + element / run * runStride + element % run;
  }
};

// One player's axis of a tile.
struct Axis {
  int actions;
  int step;      // between elements that differ by one in the player's action
  Long stride;   // the same in memory
  int restCount; // elements with the player's action 0

  __device__ __forceinline__ Axis(const Group& group, const Tile& tile, const Player& player) {
    actions = static_cast<int>(player.actions);
    stride = player.stride;
    step = static_cast<int>(group.isLast ? stride : stride / group.laneCount * tile.laneSteps);
    restCount = tile.size / actions;
  }

  // The element with action 0 and the co-players' joint action number rest.
  __device__ __forceinline__ int element(int rest) const { return rest / step * actions * step + rest % step; }

  // Lanes that share a rest, a power of two: more than one where there are fewer rests than threads.
  __device__ __forceinline__ int team() const {
    int team = 1;
    while (team < kWarp && 2 * team * restCount <= kBlock) team *= 2;
    return team;
  }
};

// The numbers of a tile that its players work on: in shared memory, or where a tile is too large for that, in place.
template <bool Resident>
struct Numbers {
  double* d_all;
  double* s_tile;
  const Tile& tile;

  __device__ __forceinline__ double* at(int element) const {
    return Resident ? s_tile + element : d_all + tile.jointAction(element);
  }

  __device__ __forceinline__ Long step(const Axis& axis) const { return Resident ? axis.step : axis.stride; }
};

// Calls visit(element, jointAction) for all elements of a tile, neighbours by neighbouring threads.
template <class Visit>
__device__ __forceinline__ void forEachElement(const Tile& tile, Visit visit) {
  int width = kBlock;
  while (width > tile.run && width > 1) width /= 2;
  int x = threadIdx.x % width;
  int height = kBlock / width;
  Long address = tile.base + static_cast<int>(threadIdx.x) / width * tile.runStride;
  for (int start = static_cast<int>(threadIdx.x) / width * tile.run; start < tile.size; start += height * tile.run) {
    for (int i = x; i < tile.run; i += width) visit(start + i, address + i);
    address += height * tile.runStride;
  }
}
