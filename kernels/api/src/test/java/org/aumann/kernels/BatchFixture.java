package org.aumann.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.random.Philox;

/** Batches of games for tests, and what a back end makes of them, read back. */
public final class BatchFixture {
    /** What a game is made of; each kind is hard in its own way. */
    public enum Kind {
        /** N(0, 1). */
        GAUSSIAN,
        /** N(0, 1), the second player's payoffs those of the first with the other sign, any others zero. */
        ZERO_SUM,
        /** −1, 0 or 1. */
        INTEGERS,
        /** All payoffs equal. */
        CONSTANT,
        /** All zero, as Q is at first. */
        ZERO,
        /** Every player has the same payoffs. */
        COMMON,
        /** The last action is strictly dominant for everybody. */
        DOMINANT,
        /** Actions 0 and 1 of every player are the same. */
        DUPLICATED,
        /** N(0, 1) · 1e9. */
        LARGE,
        /** N(0, 1) · 1e-9. */
        SMALL,
        /** N(0, 1) for the first player, the others do not care. */
        INDIFFERENT,
        /** Co-players decide over ±1e9, own actions over N(0, 1). */
        HUGE
    }

    private BatchFixture() {}

    /**
     * Games of all kinds in turn.
     *
     * @param index their joint actions
     * @param count number of games
     * @param seed of the payoffs
     * @return a batch that the caller closes
     */
    public static GameBatch mixed(JointActionIndex index, int count, long seed) {
        return of(index, count, seed, Kind.values());
    }

    /**
     * Games of some kinds in turn.
     *
     * @param index their joint actions
     * @param count number of games
     * @param seed of the payoffs
     * @param kinds what they are
     * @return a batch that the caller closes
     */
    public static GameBatch of(JointActionIndex index, int count, long seed, Kind... kinds) {
        Philox random = new Philox(seed);
        GameBatch batch = GameBatch.allocate(index, count);
        int joint = Math.toIntExact(index.jointActionCount());
        for (int game = 0; game < count; game++) {
            double[][] payoffs = new double[index.playerCount()][joint];
            for (double[] row : payoffs) {
                Arrays.setAll(row, _ -> random.nextGaussian());
            }
            for (int p = 0; p < index.playerCount(); p++) {
                for (int a = 0; a < joint; a++) {
                    batch.set(game, p, a, payoff(kinds[game % kinds.length], index, payoffs, p, a));
                }
            }
        }
        return batch;
    }

    private static double payoff(Kind kind, JointActionIndex index, double[][] gaussian, int player, int jointAction) {
        double own = gaussian[player][jointAction];
        return switch (kind) {
            case GAUSSIAN -> own;
            case ZERO_SUM -> player == 0 ? gaussian[0][jointAction] : player == 1 ? -gaussian[0][jointAction] : 0;
            case INTEGERS -> Math.clamp(Math.round(own), -1, 1);
            case CONSTANT -> 2.5;
            case ZERO -> 0;
            case COMMON -> gaussian[0][jointAction];
            case DOMINANT ->
                2.0 * index.action(jointAction, player)
                        - IntStream.of(index.actions(jointAction)).sum();
            case DUPLICATED -> {
                int[] actions = index.actions(jointAction);
                Arrays.setAll(actions, p -> actions[p] == 1 ? 0 : actions[p]);
                yield gaussian[player][(int) index.jointAction(actions)];
            }
            case LARGE -> 1e9 * own;
            case SMALL -> 1e-9 * own;
            case INDIFFERENT -> player == 0 ? own : 1;
            case HUGE -> (index.base(jointAction, player) % 3 == 0 ? -1e9 : 1e9) + own;
        };
    }

    /**
     * What a back end makes of a batch, without multipliers to start from.
     *
     * @param backend solves it
     * @param batch the games. Not modified.
     * @param concept CE or CCE
     * @param options what to solve to
     * @return everything it left behind
     */
    public static Solved solve(ComputeBackend backend, GameBatch batch, SolutionConcept concept, BatchOptions options) {
        return solve(backend, batch, concept, BatchObjective.entropy(), options);
    }

    /**
     * What a back end makes of a batch, without multipliers to start from.
     *
     * @param backend solves it
     * @param batch the games. Not modified.
     * @param concept CE or CCE
     * @param objective which of the equilibria
     * @param options what to solve to
     * @return everything it left behind
     */
    public static Solved solve(
            ComputeBackend backend,
            GameBatch batch,
            SolutionConcept concept,
            BatchObjective objective,
            BatchOptions options) {
        try (BatchOperator operator = backend.batch(batch.index(), concept, objective, batch.gameCount())) {
            return solve(backend, operator, batch, options);
        }
    }

    /**
     * What an operator makes of a batch, from the multipliers it has.
     *
     * @param backend that made it
     * @param operator solves it
     * @param batch the games. Not modified.
     * @param options what to solve to
     * @return everything it left behind
     */
    public static Solved solve(ComputeBackend backend, BatchOperator operator, GameBatch batch, BatchOptions options) {
        try (JointBuffer payoffs = backend.allocate(batch.segment().byteSize() / Double.BYTES)) {
            payoffs.write(batch.segment());
            operator.solve(payoffs, 0, batch.gameCount(), options);
            return new Solved(operator);
        }
    }

    /** The buffers of an operator after a solve. */
    public static final class Solved {
        private final int games;
        private final double[] sigma;
        private final double[] multipliers;
        private final double[] values;
        private final double[] reports;

        Solved(BatchOperator operator) {
            games = operator.gameCount();
            sigma = read(operator.sigma());
            multipliers = read(operator.multipliers());
            values = read(operator.values());
            reports = read(operator.reports());
        }

        private static double[] read(JointBuffer buffer) {
            double[] elements = new double[Math.toIntExact(buffer.size())];
            Arrays.fill(elements, Double.NaN);
            buffer.read(MemorySegment.ofArray(elements));
            return elements;
        }

        private double[] row(double[] elements, int game) {
            int length = elements.length / games;
            return Arrays.copyOfRange(elements, game * length, (game + 1) * length);
        }

        /**
         * A distribution.
         *
         * @param game game from 0
         * @return a copy
         */
        public double[] sigma(int game) {
            return row(sigma, game);
        }

        /**
         * Multipliers of a game.
         *
         * @param game game from 0
         * @return a copy
         */
        public double[] multipliers(int game) {
            return row(multipliers, game);
        }

        /**
         * Expected payoffs.
         *
         * @param game game from 0
         * @return a copy
         */
        public double[] values(int game) {
            return row(values, game);
        }

        /**
         * A number of a report.
         *
         * @param game game from 0
         * @param field which
         * @return the number
         */
        public double report(int game, BatchField field) {
            return row(reports, game)[field.offset()];
        }

        /**
         * How a solve ended.
         *
         * @param game game from 0
         * @return the status
         */
        public BatchStatus status(int game) {
            return BatchStatus.of(report(game, BatchField.STATUS));
        }

        /**
         * Everything there is of a game, to compare bits.
         *
         * @param game game from 0
         * @return σ, multipliers, values, report
         */
        public List<double[]> all(int game) {
            return List.of(sigma(game), multipliers(game), values(game), row(reports, game));
        }
    }
}
