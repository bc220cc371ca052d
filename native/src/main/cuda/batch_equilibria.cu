// K6: the maximum-entropy CE or CCE of many small games of one shape by a primal-dual interior-point method; see
// BatchOperator.java for the method and InteriorPoint.java for the same in plain loops, with the same constants.
#include "warp.cuh"

// What all games have in common. Entries are the elements of X that can differ from zero, column by column.
struct BatchShape {
  const int* d_columnStarts;
  const int* d_entryRows;
  const int* d_entryColumns;
  const int* d_entryDeviated;  // joint action that the deviation leads to
  const int* d_rowStarts;
  const int* d_rowEntries;
  const int* d_rows;           // row with the diagonal of CE
  const int* d_players;        // whose row it is
  Long players, joint, rows, allRows, entries;
  Long stateSize;              // doubles of a game
};

struct BatchOptions {
  double epsilon, tolerance;
  Long iterationLimit;
};

struct BatchBuffers {
  const double* d_payoffs;
  double* d_multipliers;
  double* d_sigma;
  double* d_values;
  double* d_reports;
};

constexpr double kBatchStart = 0.5;
constexpr double kBatchStartSlack = 0.02;
constexpr double kBatchWarmPart = 2;
constexpr int kBatchWarmLimit = 20;
constexpr double kBatchToBound = 0.98;
constexpr double kBatchLeastCentring = 1e-3;
constexpr double kBatchGreatestCentring = 0.5;
constexpr double kBatchLeastBarrier = 0.1;
constexpr double kBatchRidge = 1e-13;
constexpr double kBatchOvershoot = 0.5;
constexpr double kBatchUndershoot = 0.2;
constexpr double kBatchExtension = 4;
constexpr double kBatchLongest = 16;
constexpr int kBatchTrials = 30;
constexpr double kBatchCorridor = 1e10;
constexpr double kBatchInfeasible = -1e-6;
constexpr double kBatchLeastUnit = 2.2250738585072014e-308;
constexpr int kBatchFields = 5;

enum BatchStatus { kBatchOptimal, kBatchUnfeasible, kBatchIterationLimit, kBatchNumericalFailure };

// One game, by one warp.
struct BatchGame : WarpLoops {
  const BatchShape& shape;
  const BatchOptions& options;
  double *x, *factor, *unit;                                           // [entry], packed rows, [player]
  double *beta, *slack, *gradient, *from, *direction, *slackDirection;  // [row]
  double *trialBeta, *trialGradient, *sigma, *trialSigma;              // [row], [row], [joint action] twice
  double bound = 0, violation = 0, gap = 0;                             // of β
  double centring = kBatchGreatestCentring;

  __device__ BatchGame(const BatchShape& shape, const BatchOptions& options, int lane, double* state)
      : WarpLoops(lane), shape(shape), options(options) {
    x = state;
    factor = x + shape.entries;
    unit = factor + shape.rows * (shape.rows + 1) / 2;
    beta = unit + shape.players;
    slack = beta + shape.rows;
    gradient = slack + shape.rows;
    from = gradient + shape.rows;
    direction = from + shape.rows;
    slackDirection = direction + shape.rows;
    trialBeta = slackDirection + shape.rows;
    trialGradient = trialBeta + shape.rows;
    sigma = trialGradient + shape.rows;
    trialSigma = sigma + shape.joint;
  }

  __device__ void load(const double* d_payoffs) {
    for (Long p = 0; p < shape.players; p++) {
      double difference = maxOf(shape.entries, 0, [&](Long e) {
        const double* own = d_payoffs + p * shape.joint;
        bool isOwn = shape.d_players[shape.d_entryRows[e]] == p;
        return isOwn ? fabs(own[shape.d_entryDeviated[e]] - own[shape.d_entryColumns[e]]) : 0;
      });
      if (lane == 0) unit[p] = difference >= kBatchLeastUnit ? difference : 0;
    }
    __syncwarp();
    each(shape.entries, [&](Long e) {
      int player = shape.d_players[shape.d_entryRows[e]];
      const double* own = d_payoffs + player * shape.joint;
      double scale = unit[player] > 0 ? 1 / unit[player] : 0;
      x[e] = scale * (own[shape.d_entryDeviated[e]] - own[shape.d_entryColumns[e]]);
    });
  }

  // σ(b) and ε - Xσ; returns f(b).
  __device__ double respond(const double* b, double* s, double* g) {
    double greatest = -INFINITY;
    for (Long a = lane; a < shape.joint; a += kWarp) {
      double fall = 0;
      for (int e = shape.d_columnStarts[a]; e < shape.d_columnStarts[a + 1]; e++) {
        fall = fma(x[e], b[shape.d_entryRows[e]], fall);
      }
      s[a] = -fall;
      greatest = fmax(greatest, -fall);
    }
    greatest = teamMax(greatest, kWarp);
    double sum = sumOf(shape.joint, [&](Long a) { return s[a] = exp(s[a] - greatest); });
    each(shape.joint, [&](Long a) { s[a] /= sum; });
    each(shape.rows, [&](Long i) {
      double gain = 0;
      for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
        int e = shape.d_rowEntries[k];
        gain = fma(x[e], s[shape.d_entryColumns[e]], gain);
      }
      g[i] = options.epsilon - gain;
    });
    return greatest + log(sum) + options.epsilon * sumOf(shape.rows, [&](Long i) { return b[i]; });
  }

  __device__ void measure() {
    violation = maxOf(shape.rows, 0, [&](Long i) { return -gradient[i]; });
    gap = sumOf(shape.rows, [&](Long i) { return beta[i] * gradient[i]; });
  }

  __device__ double residual() { return fmax(violation, gap); }

  __device__ void start(double centre) {
    bound = respond(beta, sigma, gradient);
    measure();
    each(shape.rows, [&](Long i) { slack[i] = fmax(gradient[i], centre / beta[i]); });
  }

  __device__ void coldStart() {
    centring = kBatchGreatestCentring;
    each(shape.rows, [&](Long i) { beta[i] = kBatchStart; });
    start(kBatchStart * kBatchStartSlack);
  }

  // From multipliers of an earlier solve, if they are better than none; false if nothing more is to be done.
  __device__ bool begin(const double* d_multipliers, bool* isWarm) {
    double given = maxOf(shape.rows, 0, [&](Long i) { return beta[i] = d_multipliers[shape.d_rows[i]]; });
    *isWarm = false;
    if (given > 0) {
      __syncwarp();
      bound = respond(beta, sigma, gradient);
      measure();
      if (residual() <= options.tolerance) return false;
      *isWarm = bound < log(static_cast<double>(shape.joint));
    }
    if (!*isWarm) {
      coldStart();
      return true;
    }
    double centre = kBatchWarmPart * residual() / shape.rows;
    each(shape.rows, [&](Long i) { beta[i] = fmax(beta[i], centre / fmax(fabs(gradient[i]), sqrt(centre))); });
    start(centre);
    return true;
  }

  // X diag(σ) Xᵀ - vvᵀ + diag(s/β) + ρI, packed lower rows. One lane has one row.
  __device__ void hessian() {
    each(shape.rows, [&](Long i) {
      double* row = factor + i * (i + 1) / 2;
      double gain = options.epsilon - gradient[i];
      for (Long j = 0; j <= i; j++) row[j] = -gain * (options.epsilon - gradient[j]);
      for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
        int e = shape.d_rowEntries[k];
        int column = shape.d_entryColumns[e];
        double weighted = sigma[column] * x[e];
        for (int f = shape.d_columnStarts[column]; f <= e; f++) {
          row[shape.d_entryRows[f]] = fma(weighted, x[f], row[shape.d_entryRows[f]]);
        }
      }
      row[i] += slack[i] / beta[i] + kBatchRidge;
    });
  }

  __device__ double slope(const double* b, const double* g, double barrier) {
    return sumOf(shape.rows, [&](Long i) { return direction[i] * (g[i] - barrier / b[i]); });
  }

  // Goes along the direction and returns how far; 0 if nowhere.
  __device__ double search(double barrier, double longest) {
    double first = -slope(beta, gradient, barrier);
    if (!(first > 0)) return 0;
    each(shape.rows, [&](Long i) { from[i] = beta[i]; });
    double accepted = 0;
    double length = fmin(1.0, longest);
    for (int trial = 0; trial < kBatchTrials; trial++) {
      each(shape.rows, [&](Long i) { trialBeta[i] = fma(direction[i], length, from[i]); });
      double trialBound = respond(trialBeta, trialSigma, trialGradient);
      double ratio = slope(trialBeta, trialGradient, barrier) / first;
      if (ratio <= kBatchOvershoot) {
        accepted = length;
        bound = trialBound;
        each(shape.rows, [&](Long i) {
          beta[i] = trialBeta[i];
          gradient[i] = trialGradient[i];
        });
        each(shape.joint, [&](Long a) { sigma[a] = trialSigma[a]; });
        if (ratio >= -kBatchUndershoot || length < 1 || length >= longest) break;
        length = fmin(longest, kBatchExtension * length);
      } else if (accepted > 0) {
        break;
      } else {
        length *= fmin(fmax(1 / (1 + ratio), 0.1), 0.5);
      }
    }
    return accepted;
  }

  // One step; false if there is none that goes down.
  __device__ bool step() {
    double complementarity = sumOf(shape.rows, [&](Long i) { return beta[i] * slack[i]; }) / shape.rows;
    double barrier = fmax(centring * complementarity, kBatchLeastBarrier * options.tolerance / shape.rows);
    hessian();
    cholesky(factor, shape.rows, kBatchRidge, 0);
    each(shape.rows, [&](Long i) { direction[i] = barrier / beta[i] - gradient[i]; });
    solve(factor, shape.rows, direction);
    each(shape.rows, [&](Long i) {
      slackDirection[i] = barrier / beta[i] - slack[i] - slack[i] / beta[i] * direction[i];
    });
    double toBound = maxOf(shape.rows, 0, [&](Long i) { return -direction[i] / beta[i]; });
    double slackToBound = maxOf(shape.rows, 0, [&](Long i) { return -slackDirection[i] / slack[i]; });
    double length = search(barrier, toBound > 0 ? fmin(kBatchLongest, kBatchToBound / toBound) : kBatchLongest);
    if (!(length > 0)) return false;
    measure();
    double slackLength = fmin(1.0, length);
    if (slackToBound > 0) slackLength = fmin(slackLength, kBatchToBound / slackToBound);
    each(shape.rows, [&](Long i) {
      double centre = barrier / beta[i];
      slack[i] = fmin(fmax(fma(slackDirection[i], slackLength, slack[i]), centre / kBatchCorridor), centre * kBatchCorridor);
    });
    centring = fmin(fmax(1 - length, kBatchLeastCentring), kBatchGreatestCentring);
    return true;
  }

  __device__ BatchStatus run(const double* d_multipliers, int* iterations) {
    *iterations = 0;
    bool isWarm;
    if (!begin(d_multipliers, &isWarm)) return kBatchOptimal;
    for (int iteration = 0;; iteration++) {
      *iterations = iteration;
      if (residual() <= options.tolerance) return kBatchOptimal;
      if (bound < kBatchInfeasible) return kBatchUnfeasible;
      if (iteration == options.iterationLimit) return kBatchIterationLimit;
      bool isStuck = !step();
      if (isWarm && (isStuck || iteration + 1 == kBatchWarmLimit)) {
        isWarm = false;
        coldStart();
      } else if (isStuck) {
        return kBatchNumericalFailure;
      }
    }
  }
};

// One warp solves one game after the other. Its state, 8·stateSize bytes, lies in shared memory if all warps of the
// block that have games fit there, else in d_states, a state for every warp of the grid.
//
// Grid: any; the first activeWarps warps of a block have games. Reads 8 n J bytes a game and writes 8 (J + rows).
extern "C" __global__ void __launch_bounds__(kBlock)
    batch_equilibria(BatchShape shape, BatchOptions options, BatchBuffers buffers, Long from, Long end,
                     double* d_states, Long activeWarps) {
  DYNAMIC_SHARED(double, shared);
  int warp = static_cast<int>(threadIdx.x) / kWarp;
  if (warp >= activeWarps) return;  // no barrier of the block follows
  Long warpOfGrid = blockIdx.x * activeWarps + warp;
  double* state = (d_states == nullptr ? shared + warp * shape.stateSize : d_states + warpOfGrid * shape.stateSize);
  int lane = static_cast<int>(threadIdx.x) % kWarp;
  for (Long number = from + warpOfGrid; number < end; number += gridDim.x * activeWarps) {
    BatchGame game(shape, options, lane, state);
    const double* d_payoffs = buffers.d_payoffs + number * shape.players * shape.joint;
    double* d_multipliers = buffers.d_multipliers + number * shape.allRows;
    game.load(d_payoffs);
    int iterations;
    BatchStatus status = game.run(d_multipliers, &iterations);
    double largest = game.maxOf(shape.rows, -INFINITY, [&](Long i) {
      d_multipliers[shape.d_rows[i]] = game.beta[i];
      return (options.epsilon - game.gradient[i]) * game.unit[shape.d_players[i]];
    });
    game.each(shape.joint, [&](Long a) { buffers.d_sigma[number * shape.joint + a] = game.sigma[a]; });
    for (Long p = 0; p < shape.players; p++) {
      double value = game.sumOf(shape.joint, [&](Long a) { return game.sigma[a] * d_payoffs[p * shape.joint + a]; });
      if (lane == 0) buffers.d_values[number * shape.players + p] = value;
    }
    if (lane == 0) {
      double* d_report = buffers.d_reports + number * kBatchFields;
      d_report[0] = shape.rows > 0 ? largest : 0;
      d_report[1] = game.residual() + 0.0;  // no negative zero
      d_report[2] = game.bound;
      d_report[3] = iterations;
      d_report[4] = status;
    }
    __syncwarp();
  }
}

EXPORT_KERNEL(batch_equilibria)
