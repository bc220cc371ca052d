// K8: back-ups and tabular learners of stochastic games. Products and sums are rounded one by one, in the order of the
// definitions in core: the bits are those of the host.
#include "device.cuh"
#include "philox.cuh"

// A compiled game. (CudaBackUps.java writes it.) A row is a state with one of its joint actions.
struct StageGames {
  const int* d_firstRow;  // [state], and the end
  const int* d_stateOf;   // [row]
  const int* d_firstSuccessor;
  const int* d_successor;
  const double* d_probability;
  const double* d_reward;  // by cell
  Long states, players;
  double discount;
};

// Q_p(s, a) = r_p(s, a) + γ Σ T(s' | s, a) V_p(s'): one thread has one row.
//
// Grid: any. Reads 12 bytes a successor, once for up to four players, 8 a row and a cell, and values from the cache;
// writes 8 a cell.
extern "C" __global__ void __launch_bounds__(kBlock)
    back_ups(StageGames games, const double* d_values, double* d_payoffs, Long firstRow, Long endRow) {
  constexpr int kPlayers = 4;
  for (Long row = firstRow + gridThread(); row < endRow; row += gridThreads()) {
    Long state = games.d_stateOf[row];
    Long first = games.d_firstRow[state];
    Long joint = games.d_firstRow[state + 1] - first;
    for (Long p = 0; p < games.players; p += kPlayers) {
      double sum[kPlayers] = {};
      for (int i = games.d_firstSuccessor[row]; i < games.d_firstSuccessor[row + 1]; i++) {
        double probability = games.d_probability[i];
        const double* d_value = d_values + p * games.states + games.d_successor[i];
#pragma unroll
        for (int q = 0; q < kPlayers; q++) {
          if (p + q < games.players) sum[q] = __dadd_rn(sum[q], __dmul_rn(probability, d_value[q * games.states]));
        }
      }
#pragma unroll
      for (int q = 0; q < kPlayers; q++) {
        Long cell = games.players * first + (p + q) * joint + row - first;
        if (p + q < games.players) {
          d_payoffs[cell] = __dadd_rn(games.d_reward[cell], __dmul_rn(games.discount, sum[q]));
        }
      }
    }
  }
}

// A game as learners need it. (CudaLearning.java writes it, from LearningModel.java.)
struct LearningTables {
  const int* d_shapeOf;    // [state]
  const int* d_strides;    // [shape][J, stride of player 0, …]
  const int* d_firstPart;  // [shape]
  const int* d_parts;      // [shape][joint action][player]: own action times stride
  const int* d_firstRow;
  const int* d_firstSuccessor;
  const int* d_successor;
  const int* d_lastDraw;
  const double* d_reward;  // [successor][player] or [row][player]
  const int* d_startState;
  const int* d_startLastDraw;
  Long players, states, rows, starts, hasSuccessorRewards;
  double discount;
};

// What the copies know, see LearningOperator.java.
struct Learners {
  double* d_payoffs;
  double* d_visits;
  double* d_values;
  double* d_policies;
  double* d_drifts;
  double* d_earned;
  double* d_returns;
  double* d_reports;
  Long copies, seed;
};

// LearningOptions.java, with a table of step sizes as StepSizes.java makes it.
struct Learning {
  Long selection;
  const double* d_table;
  Long tableSize;
  double exponent, rewardScale;
  Long explores, episodeLimit;
};

// LearningSelection.java, as CudaLearning.java codes it.
constexpr int kCentral = 0;
constexpr int kFriend = 1;
constexpr int kIndependent = 2;
constexpr int kExternal = 3;

// LearningField.java.
constexpr int kState = 0;
constexpr int kLeft = 1;
constexpr int kLength = 2;
constexpr int kEpisodes = 3;
constexpr int kGreatestChange = 4;
constexpr int kReport = 5;

constexpr Long kDraws = 1LL << 31;

// One copy in one state: its stage game, and where its numbers stand.
struct StageGame {
  const LearningTables& tables;
  int state;
  Long first, joint;
  double* d_payoffs;  // [player][joint action]
  double* d_visits;   // [joint action]
  double* d_policy;
  double* d_values;  // of the copy

  __device__ __forceinline__ StageGame(const LearningTables& tables, const Learners& learners, Long copy, int state)
      : tables(tables), state(state), first(tables.d_firstRow[state]), joint(tables.d_firstRow[state + 1] - first),
        d_payoffs(learners.d_payoffs + (copy * tables.rows + first) * tables.players),
        d_visits(learners.d_visits + copy * tables.rows + first),
        d_policy(learners.d_policies + copy * tables.rows + first),
        d_values(learners.d_values + copy * tables.players * tables.states) {}

  // The joint action in which a player plays his part of a joint action, and all others play action 0.
  __device__ __forceinline__ Long part(Long player, Long jointAction) const {
    return tables.d_parts[tables.d_firstPart[tables.d_shapeOf[state]] + jointAction * tables.players + player];
  }

  // The J of a player's actions together with those of the players after him; the stride of player -1, as it were.
  __device__ __forceinline__ Long block(Long player) const {
    return tables.d_strides[tables.d_shapeOf[state] * (tables.players + 1) + player];
  }

  __device__ Long drawn(Long draw) const {
    double sum = 0;
    Long last = 0;
    for (Long a = 0; a < joint; a++) {
      double probability = d_policy[a];
      sum = __dadd_rn(sum, probability);
      if (draw < static_cast<Long>(__dadd_rn(__dmul_rn(static_cast<double>(kDraws), sum), 0.5))) return a;
      if (probability > 0) last = a;
    }
    return last;
  }

  __device__ double ownVisits(Long player, Long own) const {
    Long stride = block(player + 1);
    double sum = 0;
    for (Long a = own; a < joint; a += block(player)) {
      for (Long b = 0; b < stride; b++) sum = __dadd_rn(sum, d_visits[a + b]);
    }
    return sum;
  }

  __device__ double together(Long jointAction) const {
    double sum = 0;
    for (Long p = 0; p < tables.players; p++) sum = __dadd_rn(sum, d_payoffs[p * joint + jointAction]);
    return sum;
  }

  // V and π; the first of the greatest.
  __device__ void select(Long selection) const {
    Long central = 0;
    if (selection == kCentral) {
      double most = together(0);
      for (Long a = 1; a < joint; a++) {
        double candidate = together(a);
        if (candidate > most) {
          most = candidate;
          central = a;
        }
      }
    }
    Long played = 0;
    for (Long p = 0; p < tables.players; p++) {
      const double* d_own = d_payoffs + p * joint;
      Long best = central;
      if (selection != kCentral) {
        Long end = selection == kIndependent ? block(p) : joint;
        Long stride = selection == kIndependent ? block(p + 1) : 1;
        for (Long a = stride; a < end; a += stride) best = d_own[a] > d_own[best] ? a : best;
      }
      d_values[p * tables.states + state] = d_own[best];
      played += part(p, best);
    }
    for (Long a = 0; a < joint; a++) d_policy[a] = a == played ? 1 : 0;
  }
};

__device__ __forceinline__ double stepSize(const Learning& learning, Long k, double visits) {
  if (learning.exponent == 0) return learning.d_table[learning.tableSize == 1 ? 0 : k];
  if (learning.exponent == 1) return 1 / visits;
  return visits < static_cast<double>(learning.tableSize) ? learning.d_table[static_cast<Long>(visits)]
                                                          : pow(visits, -learning.exponent);
}

// The start that a draw chooses, by bisection.
__device__ __forceinline__ int startOf(const LearningTables& tables, int draw) {
  Long least = 0;
  Long greatest = tables.starts - 1;
  while (least < greatest) {
    Long middle = (least + greatest) / 2;
    if (draw > tables.d_startLastDraw[middle]) {
      least = middle + 1;
    } else {
      greatest = middle;
    }
  }
  return tables.d_startState[least];
}

// Learns from one step: successor i of a joint action. The greatest |ΔQ|.
__device__ double learn(const LearningTables& tables, const Learners& learners, const Learning& learning, Long copy,
                        Long k, const StageGame& game, Long jointAction, Long i) {
  Long next = tables.d_successor[i];
  bool isEnd = tables.d_firstRow[next + 1] == tables.d_firstRow[next];
  double visits = __dadd_rn(game.d_visits[jointAction], 1);
  game.d_visits[jointAction] = visits;
  const double* d_reward = tables.d_reward + (tables.hasSuccessorRewards ? i : game.first + jointAction) * tables.players;
  double rate = stepSize(learning, k, visits);
  double largest = 0;
  for (Long p = 0; p < tables.players; p++) {
    Long own = jointAction;
    if (learning.selection == kIndependent) {
      own = game.part(p, jointAction);
      if (learning.exponent != 0) rate = stepSize(learning, k, game.ownVisits(p, own));
    }
    double* d_earned = learners.d_earned + copy * tables.players + p;
    *d_earned = __dadd_rn(*d_earned, d_reward[p]);
    double future = isEnd ? 0 : game.d_values[p * tables.states + next];
    double target = __dadd_rn(__dmul_rn(learning.rewardScale, d_reward[p]), __dmul_rn(tables.discount, future));
    double payoff = game.d_payoffs[p * game.joint + own];
    double change = __dmul_rn(rate, __dadd_rn(target, -payoff));
    game.d_payoffs[p * game.joint + own] = __dadd_rn(payoff, change);
    largest = fmax(largest, fabs(change));
  }
  if (learning.selection == kExternal) {
    double* d_drift = learners.d_drifts + copy * tables.states + game.state;
    *d_drift = __dadd_rn(*d_drift, largest);
  } else {
    game.select(learning.selection);
  }
  return largest;
}

// Steps of many copies: one thread makes all steps of one copy. Of a block only some lanes work, so that few copies are
// spread over the whole device.
//
// Grid: any. Reads and writes per step, mostly in lines of its own, 40 bytes a player, 16 of visits, what a selection
// looks at, at most 8 a cell of the stage game and 8 a row, and 8 a row.
extern "C" __global__ void __launch_bounds__(kBlock)
    learning_steps(LearningTables tables, Learners learners, Learning learning, Long first, Long count, Long isNewCall,
                   Long lanes) {
  if (threadIdx.x >= lanes) return;
  for (Long copy = blockIdx.x * lanes + threadIdx.x; copy < learners.copies; copy += gridDim.x * lanes) {
    double* d_report = learners.d_reports + copy * kReport;
    int state = static_cast<int>(d_report[kState]);
    int left = static_cast<int>(d_report[kLeft]);
    Long length = static_cast<Long>(d_report[kLength]);
    double episodes = d_report[kEpisodes];
    double greatest = isNewCall ? 0 : d_report[kGreatestChange];
    for (Long k = 0; k < count; k++) {
      Long step = first + k;
      uint32_t words[kWords] = {static_cast<uint32_t>(step), static_cast<uint32_t>(step >> 32),
                                static_cast<uint32_t>(copy), 0};
      philox(static_cast<uint32_t>(learners.seed), static_cast<uint32_t>(learners.seed >> 32), words);
      StageGame game(tables, learners, copy, state);
      Long draw = words[1] >> 1;
      Long jointAction =
          static_cast<Long>(words[0] >> 1) < learning.explores ? draw * game.joint / kDraws : game.drawn(draw);
      int i = tables.d_firstSuccessor[game.first + jointAction];
      int successorDraw = static_cast<int>(words[2] >> 1);
      while (successorDraw > tables.d_lastDraw[i]) i++;
      greatest = fmax(greatest, learn(tables, learners, learning, copy, k, game, jointAction, i));
      left = state;
      state = tables.d_successor[i];
      length++;
      if (tables.d_firstRow[state + 1] == tables.d_firstRow[state] || length == learning.episodeLimit) {
        for (Long p = copy * tables.players; p < (copy + 1) * tables.players; p++) {
          learners.d_returns[p] = __dadd_rn(learners.d_returns[p], learners.d_earned[p]);
          learners.d_earned[p] = 0;
        }
        episodes++;
        length = 0;
        state = startOf(tables, static_cast<int>(words[3] >> 1));
      }
    }
    d_report[kState] = state;
    d_report[kLeft] = left;
    d_report[kLength] = static_cast<double>(length);
    d_report[kEpisodes] = episodes;
    d_report[kGreatestChange] = greatest;
  }
}

// A row for every copy. One thread has one number. Grid: any. Writes 8 bytes a number.
extern "C" __global__ void __launch_bounds__(kBlock)
    learning_begin(const double* d_row, double* d_rows, Long copies, Long length) {
  for (Long i = gridThread(); i < copies * length; i += gridThreads()) d_rows[i] = d_row[i % length];
}

// The states that were left last, and then their drifts. One thread has one copy. Grid: any. Reads and writes 16 bytes.
extern "C" __global__ void __launch_bounds__(kBlock)
    learning_left(LearningTables tables, Learners learners, double* d_left) {
  for (Long copy = gridThread(); copy < learners.copies; copy += gridThreads()) {
    double state = learners.d_reports[copy * kReport + kLeft];
    d_left[copy] = state;
    d_left[learners.copies + copy] =
        state < 0 ? 0 : learners.d_drifts[copy * tables.states + static_cast<Long>(state)];
  }
}

// A stage game that is copied out, or solved. (CudaLearning.java writes an array of these.)
struct Collected {
  Long game, copy, state;
};

// Stage games of one shape, one after the other. One thread has one payoff. Grid: any. Reads and writes 8 bytes each.
extern "C" __global__ void __launch_bounds__(kBlock)
    learning_gather(LearningTables tables, Learners learners, const Collected* d_collected, Long count, Long size,
                    double* d_games) {
  for (Long i = gridThread(); i < count * size; i += gridThreads()) {
    Collected collected = d_collected[i / size];
    Long first = collected.copy * tables.rows + tables.d_firstRow[collected.state];
    d_games[collected.game * size + i % size] = learners.d_payoffs[first * tables.players + i % size];
  }
}

// π, V and the drift of states whose stage games were solved. One thread has one number. Grid: any. Reads and writes 8
// bytes each.
extern "C" __global__ void __launch_bounds__(kBlock)
    learning_scatter(LearningTables tables, Learners learners, const Collected* d_collected, Long count, Long joint,
                     const double* d_sigma, const double* d_stageValues) {
  Long size = joint + tables.players + 1;
  for (Long i = gridThread(); i < count * size; i += gridThreads()) {
    Collected collected = d_collected[i / size];
    Long k = i % size;
    if (k < joint) {
      Long row = collected.copy * tables.rows + tables.d_firstRow[collected.state];
      learners.d_policies[row + k] = d_sigma[collected.game * joint + k];
    } else if (k < joint + tables.players) {
      Long p = k - joint;
      learners.d_values[(collected.copy * tables.players + p) * tables.states + collected.state] =
          d_stageValues[collected.game * tables.players + p];
    } else {
      learners.d_drifts[collected.copy * tables.states + collected.state] = 0;
    }
  }
}

EXPORT_KERNEL(back_ups)
EXPORT_KERNEL(learning_steps)
EXPORT_KERNEL(learning_begin)
EXPORT_KERNEL(learning_left)
EXPORT_KERNEL(learning_gather)
EXPORT_KERNEL(learning_scatter)
