package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.StochasticModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The equations of a logit equilibrium in stationary strategies, and Newton steps on them.
 *
 * <pre>{@code
 * e^(−t) (log x_p(a)/ρ_p(a) − log x_p(0)/ρ_p(0)) − (1 − e^(−t)) (q_p(a) − q_p(0)) / u_p = 0    for every state, player and action but one
 * Σ_a x_p(a) = 1,   V_p(s) = Σ_a x_p(a) q_p(a)                                     for every state and player
 * }</pre>
 *
 * <p>At t = 0 strategies are those of a prior ρ; for t → ∞ they tend to a Nash equilibrium (McKelvey and Palfrey 1995; in stochastic games Eibelshäuser and
 * Poensgen 2019). The action 0 stands for the likeliest one. Unknowns are {@code y = log x} with the values. To polish an end point they are {@code y = x}
 * at {@code t = ∞}, where actions that lose more than their probability (relative to u) shall have none: a primal-dual active set.
 *
 * <p>Strategies enter the equations of their own state alone. They are eliminated there, so that a step costs a dense solve in the values
 * alone: {@code (n S)³ · 2/3} multiply-adds, with {@code O(S · m² n b)} before it, for m actions and b successors of a state.
 */
final class QuantalSystem {
    /**
     * While polishing, strategies are held where they are by a spring of this strength: in games of turns nobody's strategy is determined by
     * his own state. Steps converge by a factor of about that instead of by squares.
     */
    private static final double PROXIMITY = 1e-7;

    private final StochasticModel model;
    private final StrategyLayout layout;
    private final int[] states;
    private final int[] rank;
    private final double[] unit;
    private final double[] prior;
    private final Block[] blocks;
    private final double[] strategies;
    private double[][] values = new double[0][];
    private double[] variables = new double[0];
    private boolean isPolishing;
    private double anchor;
    private double pull;

    /** A direction in all unknowns. */
    static final class Direction {
        final double[] variables;
        final double[][] values;

        Direction(double[] variables, double[][] values) {
            this.variables = variables;
            this.values = values;
        }
    }

    /**
     * The equations of a game.
     *
     * @param unit u, what payoffs of every player are divided by
     * @param prior logarithms of ρ. Not modified.
     */
    QuantalSystem(StochasticModel model, StrategyLayout layout, double[] unit, double[] prior) {
        this.model = model;
        this.layout = layout;
        this.states = layout.states();
        this.rank = new int[model.stateCount()];
        for (int k = 0; k < states.length; k++) {
            rank[states[k]] = k;
        }
        this.unit = unit;
        this.prior = prior;
        this.strategies = new double[layout.size()];
        this.blocks = new Block[states.length];
        Arrays.setAll(blocks, k -> new Block(states[k]));
    }

    /** Goes to a point of the path. Keeps the arrays. */
    void evaluate(double[] logarithms, double[][] atValues, double t) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i] = Math.exp(logarithms[i]);
        }
        isPolishing = false;
        evaluate(logarithms, atValues, Math.exp(-t), -Math.expm1(-t));
    }

    /** Goes to strategies that are to become an equilibrium, which need not be positive. Keeps the arrays. */
    void polish(double[] probabilities, double[][] atValues) {
        System.arraycopy(probabilities, 0, strategies, 0, strategies.length);
        isPolishing = true;
        evaluate(probabilities, atValues, 0, 1);
    }

    private void evaluate(double[] atVariables, double[][] atValues, double weight, double other) {
        this.variables = atVariables;
        this.values = atValues;
        this.anchor = weight;
        this.pull = other;
        Arrays.stream(blocks).parallel().forEach(Block::evaluate);
    }

    /** The largest error of an equation, values relative to their units. */
    double residual() {
        return Arrays.stream(blocks).mapToDouble(Block::residual).max().orElse(0);
    }

    /** What an action is worth to its player, by {@link StrategyLayout}. */
    double worth(int state, int action) {
        return blocks[rank[state]].expansion.q(action);
    }

    /**
     * Solves for the steps that cancel the errors, and along the path.
     *
     * @return {@code −J⁻¹H} and {@code −J⁻¹ dH/dt}; none if the matrix is singular
     */
    Direction[] solve() {
        Arrays.stream(blocks).parallel().forEach(Block::eliminate);
        int n = model.playerCount();
        int count = states.length;
        DMatrixRMaj matrix = new DMatrixRMaj(n * count, n * count);
        DMatrixRMaj right = new DMatrixRMaj(n * count, 2);
        for (Block block : blocks) {
            block.addTo(matrix, right);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(n * count);
        if (!solver.setA(matrix)) {
            return new Direction[0];
        }
        DMatrixRMaj solved = new DMatrixRMaj(n * count, 2);
        solver.solve(right, solved);
        return IntStream.range(0, 2).mapToObj(k -> direction(solved, k)).toArray(Direction[]::new);
    }

    private Direction direction(DMatrixRMaj solved, int column) {
        double[][] dv = new double[model.playerCount()][model.stateCount()];
        for (int p = 0; p < dv.length; p++) {
            for (int k = 0; k < states.length; k++) {
                dv[p][states[k]] = solved.get(p * states.length + k, column);
            }
        }
        double[] dy = new double[layout.size()];
        Arrays.stream(blocks).parallel().forEach(block -> block.substitute(dv, column, dy));
        return new Direction(dy, dv);
    }

    /** The equations of one state. Local numbers of actions are those of {@link StageExpansion}. */
    private final class Block {
        final int state;
        final int offset;
        final StageExpansion expansion;
        final int size;
        final int[] player;
        final int width;
        final double[] error;
        final double[] slope;
        final double[] valueError;

        /** What every player expects. */
        final double[] worth;

        final int[] likeliest;
        final DMatrixRMaj local;

        /** {@code L⁻¹ [dH/dV | −H | −dH/dt]}, the columns of dV by player and successor. */
        final DMatrixRMaj eliminated;

        final DMatrixRMaj right;

        Block(int state) {
            this.state = state;
            this.offset = layout.first(state, 0);
            this.expansion = new StageExpansion(model, layout, state);
            this.size = expansion.size();
            this.player = new int[size];
            int n = model.playerCount();
            for (int p = 0; p < n; p++) {
                Arrays.fill(player, first(p), first(p) + layout.actionCount(state, p), p);
            }
            this.width = n * expansion.successors().length;
            this.error = new double[size];
            this.slope = new double[size];
            this.valueError = new double[n];
            this.worth = new double[n];
            this.likeliest = new int[n];
            this.local = new DMatrixRMaj(size, size);
            this.right = new DMatrixRMaj(size, width + 2);
            this.eliminated = new DMatrixRMaj(size, width + 2);
        }

        int first(int p) {
            return layout.first(state, p) - offset;
        }

        double x(int action) {
            return strategies[offset + action];
        }

        /** How much rather an action belongs to the support than not: its probability less what it loses. */
        double merit(int action) {
            int p = player[action];
            return isPolishing ? x(action) - (worth[p] - expansion.q(action)) / unit[p] : x(action);
        }

        /** Whether an action shall have no probability. */
        boolean isOut(int action) {
            return isPolishing && merit(action) <= 0;
        }

        /** How a strategy follows its variable. */
        double rate(int action) {
            return isPolishing ? 1 : x(action);
        }

        void evaluate() {
            expansion.expand(strategies, values);
            for (int p = 0; p < likeliest.length; p++) {
                int begin = first(p);
                int end = begin + layout.actionCount(state, p);
                double sum = 0;
                worth[p] = 0;
                for (int i = begin; i < end; i++) {
                    sum += x(i);
                    worth[p] += x(i) * expansion.q(i);
                }
                likeliest[p] = begin;
                for (int i = begin; i < end; i++) {
                    likeliest[p] = merit(i) > merit(likeliest[p]) ? i : likeliest[p];
                }
                for (int i = begin; i < end; i++) {
                    error[i] = i == likeliest[p] ? sum - 1 : isOut(i) ? x(i) : indifference(i, p);
                }
                valueError[p] = values[p][state] - worth[p];
            }
        }

        private double indifference(int i, int p) {
            int other = likeliest[p];
            double difference = (expansion.q(i) - expansion.q(other)) / unit[p];
            double logarithms = anchor > 0 ? logarithm(i) - logarithm(other) : 0;
            slope[i] = -anchor * (logarithms + difference);
            return anchor * logarithms - pull * difference;
        }

        /** Of a probability relative to the prior. */
        double logarithm(int action) {
            return variables[offset + action] - prior[offset + action];
        }

        double residual() {
            double largest = 0;
            for (double e : error) {
                largest = Math.max(largest, Math.abs(e));
            }
            for (int p = 0; p < valueError.length; p++) {
                largest = Math.max(largest, Math.abs(valueError[p]) / unit[p]);
            }
            return largest;
        }

        void eliminate() {
            local.zero();
            right.zero();
            int successors = expansion.successors().length;
            for (int i = 0; i < size; i++) {
                int p = player[i];
                int other = likeliest[p];
                right.set(i, width, -error[i]);
                if (i == other) {
                    for (int j = first(p); j < first(p) + layout.actionCount(state, p); j++) {
                        local.set(i, j, rate(j));
                    }
                    continue;
                }
                if (isOut(i)) {
                    local.set(i, i, 1);
                    continue;
                }
                right.set(i, width + 1, -slope[i]);
                local.add(i, i, isPolishing ? PROXIMITY : anchor);
                local.add(i, other, -anchor);
                double factor = pull / unit[p];
                for (int j = 0; j < size; j++) {
                    if (player[j] != p) {
                        local.add(i, j, -factor * (expansion.pair(i, j) - expansion.pair(other, j)) * rate(j));
                    }
                }
                for (int k = 0; k < successors; k++) {
                    right.set(i, p * successors + k, -factor * (expansion.next(i, k) - expansion.next(other, k)));
                }
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(size);
            if (size > 0 && solver.setA(local)) {
                solver.solve(right, eliminated);
            } else {
                eliminated.fill(Double.NaN);
            }
        }

        /** What a variable changes in the value of a player. */
        private double gradient(int p, int j) {
            if (player[j] == p) {
                return expansion.q(j) * rate(j);
            }
            double sum = 0;
            for (int i = first(p); i < first(p) + layout.actionCount(state, p); i++) {
                sum += x(i) * expansion.pair(i, j);
            }
            return sum * rate(j);
        }

        void addTo(DMatrixRMaj matrix, DMatrixRMaj rightSide) {
            int[] successors = expansion.successors();
            int count = states.length;
            for (int p = 0; p < likeliest.length; p++) {
                int row = p * count + rank[state];
                matrix.add(row, row, 1);
                for (int k = 0; k < successors.length; k++) {
                    double future = 0;
                    for (int i = first(p); i < first(p) + layout.actionCount(state, p); i++) {
                        future += x(i) * expansion.next(i, k);
                    }
                    matrix.add(row, p * count + rank[successors[k]], -future);
                }
                rightSide.add(row, 0, -valueError[p]);
                for (int j = 0; j < size; j++) {
                    double gradient = gradient(p, j);
                    if (gradient == 0) {
                        continue;
                    }
                    for (int other = 0; other < likeliest.length; other++) {
                        for (int k = 0; k < successors.length; k++) {
                            matrix.add(
                                    row,
                                    other * count + rank[successors[k]],
                                    gradient * eliminated.get(j, other * successors.length + k));
                        }
                    }
                    rightSide.add(row, 0, gradient * eliminated.get(j, width));
                    rightSide.add(row, 1, gradient * eliminated.get(j, width + 1));
                }
            }
        }

        void substitute(double[][] dv, int column, double[] dy) {
            int[] successors = expansion.successors();
            for (int i = 0; i < size; i++) {
                double step = eliminated.get(i, width + column);
                for (int p = 0; p < likeliest.length; p++) {
                    for (int k = 0; k < successors.length; k++) {
                        step -= eliminated.get(i, p * successors.length + k) * dv[p][successors[k]];
                    }
                }
                dy[offset + i] = step;
            }
        }
    }
}
