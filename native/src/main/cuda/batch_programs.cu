// K6: a program for each of many small games of one shape, linear or of greatest Gini impurity, by a proximal interior-point
// method; see BatchOperator.java for the method and ProximalMethod.java for the same in plain loops, with the same names and constants.
#include "warp.cuh"

// What all programs have in common. Entries are the elements of X that can differ from zero, column by column.
struct ProgramShape {
  const int* d_columnStarts;
  const int* d_entryRows;
  const int* d_entryColumns;
  const int* d_plus;         // joint action of the first payoff of an entry
  const int* d_minus;        // joint action of the payoff that is subtracted; negative in value rows
  const int* d_rowStarts;
  const int* d_rowEntries;
  const int* d_multipliers;  // where the multiplier of a row is kept
  const int* d_players;      // whose row it is
  const double* d_weights;   // [player], of linear objectives
  Long kind, players, joint, columns, rows, incentives, entries;
  Long stateSize;            // doubles of a program at work
};

struct ProgramOptions {
  double epsilon, tolerance;
  Long iterationLimit;
};

// The numbers of a game begin at stride · game + start.
struct ProgramBuffers {
  const double* d_payoffs;
  double *d_multipliers, *d_sigma, *d_values, *d_reports;
  Long multiplierStride, multiplierStart, sigmaStride, sigmaStart, valueStride, valueStart;
};

enum ProgramKind { kProgramLinear, kProgramEgalitarian, kProgramGini, kProgramMaximin };
enum ProgramStatus { kProgramOptimal, kProgramInfeasible, kProgramIterationLimit, kProgramNumericalFailure };

constexpr double kProgramProximity = 1e-7;
constexpr double kProgramLeastPivot = 1e-14;
constexpr double kProgramStart = 0.1;
constexpr double kProgramToBound = 0.99;
constexpr double kProgramLeastBarrier = 1e-12;
constexpr double kProgramInfeasibleBound = -1 - 1e-6;
constexpr int kProgramBoundSteps = 3;
constexpr double kProgramRounding = 8.8817841970012523e-16;  // 2⁻⁵⁰
constexpr double kProgramLeastUnit = 2.2250738585072014e-308;
constexpr int kProgramFields = 5;

// One program, by one warp.
struct BatchProgram : WarpLoops {
  const ProgramShape& shape;
  const ProgramOptions& options;
  Long unknowns;
  bool hasLevel;
  double *x, *factor, *unit;                                                          // [entry], packed rows, [player]
  double *costs, *sigma, *reduced, *pull, *columnAim, *columnResidual, *reducedDirection;  // [column]
  double *limits, *slack, *multipliers, *sums, *stiffness, *rowAim, *rowResidual, *room, *slackDirection,
      *multiplierDirection;                                                            // [row]
  double* direction;                                                                  // [unknown]
  double curvature = 0, offset = 0, objectiveUnit = 0;
  double y = 0, level = 0, yDirection = 0;
  double total = 1, weight = 1, residual = 0, bound = 0;

  __device__ BatchProgram(const ProgramShape& shape, const ProgramOptions& options, int lane, double* state)
      : WarpLoops(lane), shape(shape), options(options) {
    hasLevel = shape.rows > shape.incentives;
    unknowns = shape.columns + (hasLevel ? 1 : 0);
    x = state;
    factor = x + shape.entries;
    unit = factor + unknowns * (unknowns + 1) / 2;
    double* next = unit + shape.players;
    double** columns[] = {&costs, &sigma, &reduced, &pull, &columnAim, &columnResidual, &reducedDirection};
    for (double** column : columns) {
      *column = next;
      next += shape.columns;
    }
    double** rows[] = {&limits, &slack, &multipliers, &sums, &stiffness, &rowAim, &rowResidual, &room, &slackDirection,
                       &multiplierDirection};
    for (double** row : rows) {
      *row = next;
      next += shape.rows;
    }
    direction = next;
  }

  __device__ static bool isNumber(double value) { return value == value; }

  __device__ double scaleOf(double width) { return width >= kProgramLeastUnit ? 1 / width : 0; }

  __device__ void load(const double* d_payoffs) {
    for (Long p = 0; p < shape.players; p++) {
      double difference = maxOf(shape.entries, 0, [&](Long e) {
        const double* own = d_payoffs + p * shape.joint;
        bool isOwn = shape.d_players[shape.d_entryRows[e]] == p && shape.d_minus[e] >= 0;
        return isOwn ? fabs(own[shape.d_plus[e]] - own[shape.d_minus[e]]) : 0;
      });
      if (lane == 0) unit[p] = difference >= kProgramLeastUnit ? difference : 0;
    }
    __syncwarp();
    each(shape.entries, [&](Long e) {
      int player = shape.d_players[shape.d_entryRows[e]];
      const double* own = d_payoffs + player * shape.joint;
      double scale = unit[player] > 0 ? 1 / unit[player] : 0;
      if (shape.d_minus[e] >= 0) x[e] = scale * (own[shape.d_plus[e]] - own[shape.d_minus[e]]);
    });
    each(shape.columns, [&](Long a) { costs[a] = 0; });
    if (shape.kind == kProgramLinear) {
      setCosts(d_payoffs);
    } else if (shape.kind == kProgramGini) {
      curvature = 2;
      offset = 1;
      objectiveUnit = 1;
    } else {
      setValueRows(d_payoffs);
    }
    each(shape.rows, [&](Long i) {
      double greatest = 0;
      for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
        greatest = fmax(greatest, fabs(x[shape.d_rowEntries[k]]));
      }
      bool isIdle = greatest == 0 && options.epsilon >= 0;
      limits[i] = i >= shape.incentives ? 0 : isIdle ? 1 : options.epsilon;
    });
  }

  __device__ void setCosts(const double* d_payoffs) {
    double magnitude = 0;
    for (Long p = 0; p < shape.players; p++) {
      double w = shape.d_weights[p];
      const double* own = d_payoffs + p * shape.joint;
      magnitude += maxOf(shape.columns, 0, [&](Long a) {
        double term = w * own[a];
        costs[a] += term;
        return fabs(term);
      });
    }
    double greatest = maxOf(shape.columns, -INFINITY, [&](Long a) { return costs[a]; });
    double least = -maxOf(shape.columns, -INFINITY, [&](Long a) { return -costs[a]; });
    objectiveUnit = greatest - least;
    double scale = objectiveUnit <= kProgramRounding * magnitude ? 0 : scaleOf(objectiveUnit);
    each(shape.columns, [&](Long a) { costs[a] = scale * (costs[a] - greatest); });
    offset = greatest;
  }

  // Values less what the poorest player can get at most; the player of a maximin program is the only one.
  __device__ void setValueRows(const double* d_payoffs) {
    double most = INFINITY;
    Long first = shape.kind == kProgramMaximin ? shape.d_players[0] : 0;
    Long last = shape.kind == kProgramMaximin ? first + 1 : shape.players;
    for (Long p = first; p < last; p++) {
      most = fmin(most, maxOf(shape.joint, -INFINITY, [&](Long a) { return d_payoffs[p * shape.joint + a]; }));
    }
    objectiveUnit = 0;
    for (Long p = first; p < last; p++) {
      double greatest = maxOf(shape.joint, -INFINITY, [&](Long a) { return d_payoffs[p * shape.joint + a]; });
      double least = -maxOf(shape.joint, -INFINITY, [&](Long a) { return -d_payoffs[p * shape.joint + a]; });
      if (least < most) objectiveUnit = fmax(objectiveUnit, greatest - least);
    }
    double scale = scaleOf(objectiveUnit);
    for (Long p = first; p < last; p++) {
      double least = -maxOf(shape.joint, -INFINITY, [&](Long a) { return -d_payoffs[p * shape.joint + a]; });
      each(shape.entries, [&](Long e) {
        bool isOwn = shape.d_minus[e] < 0 && shape.d_players[shape.d_entryRows[e]] == p;
        if (isOwn) x[e] = least < most ? scale * (most - d_payoffs[p * shape.joint + shape.d_plus[e]]) : 0;
      });
    }
    offset = most;
  }

  // Xσ and c - Xᵀλ.
  __device__ void products() {
    each(shape.rows, [&](Long i) {
      double sum = 0;
      for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
        int e = shape.d_rowEntries[k];
        sum = fma(x[e], sigma[shape.d_entryColumns[e]], sum);
      }
      sums[i] = sum;
    });
    each(shape.columns, [&](Long a) {
      double sum = 0;
      for (int e = shape.d_columnStarts[a]; e < shape.d_columnStarts[a + 1]; e++) {
        sum = fma(x[e], multipliers[shape.d_entryRows[e]], sum);
      }
      pull[a] = costs[a] - sum;
    });
  }

  __device__ double conjugate() {
    if (curvature == 0) return maxOf(shape.columns, -INFINITY, [&](Long a) { return pull[a]; });
    double best = INFINITY;
    double at = y;
    for (int k = 0; k <= kProgramBoundSteps; k++) {
      double squares = sumOf(shape.columns, [&](Long a) {
        double above = fmax(0.0, pull[a] - at);
        return above * above;
      });
      double sum = sumOf(shape.columns, [&](Long a) { return fmax(0.0, pull[a] - at); });
      double count = sumOf(shape.columns, [&](Long a) { return pull[a] > at ? 1.0 : 0.0; });
      best = fmin(best, at + squares / (2 * curvature));
      if (count > 0) at -= (curvature - sum) / count;
    }
    return best;
  }

  __device__ void measure() {
    products();
    total = sumOf(shape.columns, [&](Long a) { return sigma[a]; });
    double objective = sumOf(shape.columns, [&](Long a) {
      double probability = sigma[a] / total;
      return probability * (costs[a] - curvature / 2 * probability);
    });
    double violation = maxOf(shape.incentives, 0, [&](Long i) { return sums[i] / total - limits[i]; });
    double limit = sumOf(shape.incentives, [&](Long i) { return multipliers[i] * limits[i]; });
    weight = 1;
    if (hasLevel) {
      Long values = shape.rows - shape.incentives;
      weight = sumOf(values, [&](Long i) { return multipliers[shape.incentives + i]; });
      objective = -maxOf(values, -INFINITY, [&](Long i) { return sums[shape.incentives + i] / total; });
    }
    bound = (conjugate() + limit) / weight;
    double gap = bound - objective;
    residual = isNumber(gap) ? fmax(violation, gap) : gap;
  }

  // σ and multipliers of an earlier solve; false if there is none, or it is not good enough.
  __device__ bool isGiven(const double* d_multipliers, const double* d_sigma) {
    double greatest =
        maxOf(shape.rows, 0, [&](Long i) { return multipliers[i] = d_multipliers[shape.d_multipliers[i]]; });
    double wrong = maxOf(shape.columns, 0, [&](Long a) {
      sigma[a] = d_sigma[a];
      return sigma[a] >= 0 ? 0.0 : 1.0;
    });
    __syncwarp();
    double sum = sumOf(shape.columns, [&](Long a) { return sigma[a]; });
    if (!(greatest > 0) || wrong > 0 || !(fabs(sum - 1) < 1e-6)) return false;
    products();
    y = sumOf(shape.columns, [&](Long a) { return sigma[a] * (pull[a] - curvature * sigma[a]); });
    measure();
    return residual <= options.tolerance;
  }

  __device__ void start() {
    double values = static_cast<double>(shape.rows - shape.incentives);
    each(shape.columns, [&](Long a) { sigma[a] = 1.0 / shape.columns; });
    each(shape.rows, [&](Long i) { multipliers[i] = i < shape.incentives ? kProgramStart : 1 / values; });
    products();
    level = hasLevel ? -maxOf(shape.rows - shape.incentives, -INFINITY,
                              [&](Long i) { return sums[shape.incentives + i]; })
                     : 0;
    each(shape.rows, [&](Long i) {
      slack[i] = fmax(limits[i] - sums[i] - (i < shape.incentives ? 0 : level), kProgramStart);
    });
    y = kProgramStart +
        maxOf(shape.columns, -INFINITY, [&](Long a) { return pull[a] - curvature * sigma[a]; });
    each(shape.columns, [&](Long a) { reduced[a] = y - (pull[a] - curvature * sigma[a]); });
  }

  // XᵀWX + diag(z/σ) + (γ + ρ) I + 11ᵀ/δ, packed lower rows, t last, and its factor. One lane has one row.
  __device__ void factorise() {
    each(shape.rows, [&](Long i) {
      stiffness[i] = 1 / (slack[i] / multipliers[i] + kProgramProximity / (1 + multipliers[i]));
    });
    each(unknowns, [&](Long a) {
      double* row = factor + a * (a + 1) / 2;
      for (Long b = 0; b <= a; b++) row[b] = a < shape.columns ? 1 / kProgramProximity : 0;
      if (a < shape.columns) {
        for (int e = shape.d_columnStarts[a]; e < shape.d_columnStarts[a + 1]; e++) {
          int i = shape.d_entryRows[e];
          double stiffened = stiffness[i] * x[e];
          for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
            int f = shape.d_rowEntries[k];
            int b = shape.d_entryColumns[f];
            if (b > a) break;
            row[b] = fma(stiffened, x[f], row[b]);
          }
        }
        row[a] += curvature + kProgramProximity + reduced[a] / sigma[a];
      } else {
        for (Long i = shape.incentives; i < shape.rows; i++) {
          for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
            int f = shape.d_rowEntries[k];
            int b = shape.d_entryColumns[f];
            row[b] = fma(stiffness[i], x[f], row[b]);
          }
          row[a] += stiffness[i];
        }
        row[a] += kProgramProximity;
      }
    });
    cholesky(factor, unknowns, 0, kProgramLeastPivot);
  }

  __device__ void aim(double barrier, bool isCorrected) {
    each(shape.columns, [&](Long a) {
      columnAim[a] = barrier - sigma[a] * reduced[a] - (isCorrected ? direction[a] * reducedDirection[a] : 0);
    });
    each(shape.rows, [&](Long i) {
      rowAim[i] = barrier - slack[i] * multipliers[i] - (isCorrected ? slackDirection[i] * multiplierDirection[i] : 0);
    });
  }

  __device__ void direct() {
    double missing = 1 - total;
    each(shape.rows, [&](Long i) { room[i] = rowResidual[i] - rowAim[i] / multipliers[i]; });
    each(unknowns, [&](Long a) {
      double right = 0;
      if (a < shape.columns) {
        right = columnResidual[a] + columnAim[a] / sigma[a] + missing / kProgramProximity;
        for (int e = shape.d_columnStarts[a]; e < shape.d_columnStarts[a + 1]; e++) {
          int i = shape.d_entryRows[e];
          right = fma(x[e], stiffness[i] * room[i], right);
        }
      } else {
        right = 1 - weight;
        for (Long i = shape.incentives; i < shape.rows; i++) right += stiffness[i] * room[i];
      }
      direction[a] = right;
    });
    solve(factor, unknowns, direction);
    double change = sumOf(shape.columns, [&](Long a) { return direction[a]; });
    yDirection = (change - missing) / kProgramProximity;
    each(shape.columns, [&](Long a) {
      reducedDirection[a] = (columnAim[a] - reduced[a] * direction[a]) / sigma[a];
    });
    each(shape.rows, [&](Long i) {
      double sum = i < shape.incentives ? 0 : direction[shape.columns];
      for (int k = shape.d_rowStarts[i]; k < shape.d_rowStarts[i + 1]; k++) {
        int e = shape.d_rowEntries[k];
        sum = fma(x[e], direction[shape.d_entryColumns[e]], sum);
      }
      multiplierDirection[i] = stiffness[i] * (sum - room[i]);
      slackDirection[i] = (rowAim[i] - slack[i] * multiplierDirection[i]) / multipliers[i];
    });
  }

  // How far the primal and the dual unknowns go.
  __device__ void lengths(double part, double* primal, double* dual) {
    double fall = maxOf(shape.columns, 0, [&](Long a) { return -direction[a] / sigma[a]; });
    fall = fmax(fall, maxOf(shape.rows, 0, [&](Long i) { return -slackDirection[i] / slack[i]; }));
    *primal = fall > part ? part / fall : 1;
    fall = maxOf(shape.columns, 0, [&](Long a) { return -reducedDirection[a] / reduced[a]; });
    fall = fmax(fall, maxOf(shape.rows, 0, [&](Long i) { return -multiplierDirection[i] / multipliers[i]; }));
    *dual = fall > part ? part / fall : 1;
    if (curvature > 0) *primal = *dual = fmin(*primal, *dual);
  }

  __device__ double complementarity(double primal, double dual, bool isMoved) {
    double sum = sumOf(shape.columns, [&](Long a) {
      return isMoved ? (sigma[a] + primal * direction[a]) * (reduced[a] + dual * reducedDirection[a])
                     : sigma[a] * reduced[a];
    });
    sum += sumOf(shape.rows, [&](Long i) {
      return isMoved ? (slack[i] + primal * slackDirection[i]) * (multipliers[i] + dual * multiplierDirection[i])
                     : slack[i] * multipliers[i];
    });
    return sum / (shape.columns + shape.rows);
  }

  __device__ void step() {
    each(shape.columns, [&](Long a) { columnResidual[a] = pull[a] - curvature * sigma[a] - y + reduced[a]; });
    each(shape.rows, [&](Long i) {
      rowResidual[i] = limits[i] - sums[i] - slack[i] - (i < shape.incentives ? 0 : level);
    });
    factorise();
    double now = complementarity(0, 0, false);
    double primal, dual;
    aim(0, false);
    direct();
    lengths(1, &primal, &dual);
    double ratio = complementarity(primal, dual, true) / now;
    aim(fmax(ratio * ratio * ratio * now, kProgramLeastBarrier), true);
    direct();
    lengths(kProgramToBound, &primal, &dual);
    each(shape.columns, [&](Long a) {
      sigma[a] = fma(primal, direction[a], sigma[a]);
      reduced[a] = fma(dual, reducedDirection[a], reduced[a]);
    });
    each(shape.rows, [&](Long i) {
      slack[i] = fma(primal, slackDirection[i], slack[i]);
      multipliers[i] = fma(dual, multiplierDirection[i], multipliers[i]);
    });
    y = fma(dual, yDirection, y);
    if (hasLevel) level = fma(primal, direction[shape.columns], level);
  }

  __device__ ProgramStatus run(int* iterations) {
    for (int iteration = 0;; iteration++) {
      *iterations = iteration;
      measure();
      if (residual <= options.tolerance) return kProgramOptimal;
      if (bound < kProgramInfeasibleBound) return kProgramInfeasible;
      if (!isNumber(residual)) return kProgramNumericalFailure;
      if (iteration == options.iterationLimit) return kProgramIterationLimit;
      step();
    }
  }
};

// One warp solves the program of one game after the other. Its state, 8·stateSize bytes, lies in shared memory if all warps of
// the block that have programs fit there, else in d_states, a state for every warp of the grid.
//
// Grid: any; the first activeWarps warps of a block have programs. Reads 8 n J bytes a game, several times, and writes
// 8 (J + rows).
extern "C" __global__ void __launch_bounds__(kBlock)
    batch_programs(ProgramShape shape, ProgramOptions options, ProgramBuffers buffers, Long from, Long end,
                   double* d_states, Long activeWarps) {
  DYNAMIC_SHARED(double, shared);
  int warp = static_cast<int>(threadIdx.x) / kWarp;
  if (warp >= activeWarps) return;  // no barrier of the block follows
  Long warpOfGrid = blockIdx.x * activeWarps + warp;
  double* state = (d_states == nullptr ? shared + warp * shape.stateSize : d_states + warpOfGrid * shape.stateSize);
  int lane = static_cast<int>(threadIdx.x) % kWarp;
  for (Long number = from + warpOfGrid; number < end; number += gridDim.x * activeWarps) {
    BatchProgram program(shape, options, lane, state);
    const double* d_payoffs = buffers.d_payoffs + number * shape.players * shape.joint;
    double* d_multipliers = buffers.d_multipliers + number * buffers.multiplierStride + buffers.multiplierStart;
    double* d_sigma = buffers.d_sigma + number * buffers.sigmaStride + buffers.sigmaStart;
    double* d_values = buffers.d_values + number * buffers.valueStride + buffers.valueStart;
    program.load(d_payoffs);
    int iterations = 0;
    ProgramStatus status = kProgramOptimal;
    if (!program.isGiven(d_multipliers, d_sigma)) {
      program.start();
      status = program.run(&iterations);
    }
    program.each(shape.columns, [&](Long a) { d_sigma[a] = program.sigma[a] / program.total; });
    double largest = program.maxOf(shape.incentives, -INFINITY, [&](Long i) {
      return program.sums[i] / program.total * program.unit[shape.d_players[i]];
    });
    bool isMaximin = shape.kind == kProgramMaximin;
    program.each(shape.rows, [&](Long i) {
      d_multipliers[shape.d_multipliers[i]] = program.multipliers[i] / (isMaximin ? program.weight : 1);
    });
    if (isMaximin) {
      double worst = program.maxOf(shape.rows, -INFINITY, [&](Long i) { return program.sums[i] / program.total; });
      if (lane == 0) d_values[0] = program.offset - program.objectiveUnit * worst;
    }
    for (Long p = 0; !isMaximin && p < shape.players; p++) {
      double value = program.sumOf(shape.joint, [&](Long a) { return d_sigma[a] * d_payoffs[p * shape.joint + a]; });
      if (lane == 0) d_values[p] = value;
    }
    if (lane == 0) {
      Long row = isMaximin ? number * buffers.valueStride + buffers.valueStart : number;
      double* d_report = buffers.d_reports + row * kProgramFields;
      d_report[0] = shape.incentives > 0 ? largest : 0;
      d_report[1] = program.residual + 0.0;  // no negative zero
      d_report[2] = program.offset + program.objectiveUnit * program.bound;
      d_report[3] = iterations;
      d_report[4] = status;
    }
    __syncwarp();
  }
}

EXPORT_KERNEL(batch_programs)
