package org.aumann.solvers.regret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * Bandit compression: the weights of past rounds under which no deviation gains, or the least that is possible.
 *
 * <pre>{@code
 * z* = min_ρ max_d Σ_t ρ_t regret(t, d),    ρ in the simplex of T rounds
 *    = max_q min_t Σ_d q_d regret(t, d),    q in the simplex of D deviations
 * }</pre>
 *
 * <p>The uniform weights of no-regret learning are one feasible point; the optimum is never above theirs, is
 * negative where the rounds contain a strict equilibrium, and has at most {@code D + 1} rounds in its support. The
 * mixture {@code Σ_t ρ_t ⊗_p x^t_p} is a z*-CCE for external regrets and a z*-CE for internal ones (Muller,
 * Rowland, Elie, Piliouras, Perolat, Lauriere, Marinier, Pietquin and Tuyls 2022, "Learning equilibria in
 * mean-field games: introducing mean-field PSRO").
 *
 * <p>Solved by column generation: a linear program over few rounds, whose duals q price all T rounds in one pass,
 * {@code O(T · support of q)}; rounds that would lower z enter, and of many deviations those that gain more than z. Every pass gives the lower bound
 * {@code min_t Σ_d q_d regret(t, d)}, whatever the program did. The value, both bounds and the weights are checked in
 * float64 against the history. Immutable.
 */
public final class BanditCompression {
    /** Groups of rounds, in two ways, of each of which one round may enter the program at once. */
    private static final int ENTERING_GROUPS = 64;

    /** Rounds spread over the history that the first program has, besides the least one of each deviation. */
    private static final int FIRST_ROUNDS = 32;

    /** Deviations of a program: more come in as they gain, so many at a time. */
    private static final int ENTERING_DEVIATIONS = 256;

    /** Errors of a program's answer, relative to the largest regret, that are not refused. */
    private static final double ANSWER_TOLERANCE = 1e-7;

    /** Bounds this close, relative to the largest regret, are within the rounding of a simplex; there ... */
    private static final double ROUNDING = 1e-7;

    /** ... a program that leaves more than this of the distance between them has gained nothing, ... */
    private static final double PROGRESS = 0.7;

    /** ... and so many of them in a row end the search. */
    private static final int PATIENCE = 4;

    private final Status status;
    private final double[] weights;
    private final double optimum;
    private final double lowerBound;
    private final int programCount;
    private final List<String> notes;

    private BanditCompression(Search search, Status status) {
        this.status = status;
        this.weights = search.best;
        this.optimum = search.upper;
        this.lowerBound = Math.min(search.lower, search.upper);
        this.programCount = search.programs;
        this.notes = List.copyOf(search.notes);
    }

    /**
     * Compresses a history.
     *
     * @param history at least one round; the deviations in comparable units. Not modified.
     * @param tolerance how far apart the bounds may end, relative to the largest absolute regret
     * @param deadline when to stop
     * @return weights, whatever the status
     */
    public static BanditCompression of(RegretHistory history, double tolerance, Deadline deadline) {
        return of(history, tolerance, deadline, new double[0]);
    }

    /**
     * Compresses a history that has grown: starts with the weights that an earlier part of it got, and ends with none
     * that are worse.
     *
     * @param history at least one round; the deviations in comparable units. Not modified.
     * @param tolerance how far apart the bounds may end, relative to the largest absolute regret
     * @param deadline when to stop
     * @param before weights of the first rounds that sum to 1, or none. Not modified.
     * @return weights, whatever the status
     */
    public static BanditCompression of(RegretHistory history, double tolerance, Deadline deadline, double[] before) {
        if (history.roundCount() == 0) {
            throw new IllegalArgumentException("rounds (0) must be at least 1");
        }
        Search search = new Search(history, tolerance, deadline, before);
        return new BanditCompression(search, search.run());
    }

    /**
     * How it ended.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * The weight ρ of every round.
     *
     * @return a copy, non-negative, sums to 1
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The rounds with any weight.
     *
     * @return in ascending order, at least 1 and at most {@code D + 1}
     */
    public int[] support() {
        return IntStream.range(0, weights.length).filter(t -> weights[t] > 0).toArray();
    }

    /**
     * The largest gain of a deviation under the weights, recomputed from the history: an upper bound on z*.
     *
     * @return its sign is kept: negative if every deviation loses
     */
    public double optimum() {
        return optimum;
    }

    /**
     * A lower bound on z*, from a mixture of deviations and a pass over all rounds.
     *
     * @return at most {@link #optimum}
     */
    public double lowerBound() {
        return lowerBound;
    }

    /**
     * Number of linear programs.
     *
     * @return at least 0
     */
    public int programCount() {
        return programCount;
    }

    /**
     * Retries and faults.
     *
     * @return one line each
     */
    public List<String> notes() {
        return notes;
    }

    /** The rounds in the program, the best weights and the bounds so far. */
    private static final class Search {
        private final RegretHistory history;
        private final double scale;
        private final double tolerance;
        private final Deadline deadline;
        private final BitSet entered = new BitSet();
        private final List<String> notes = new ArrayList<>();
        private int[] rounds = new int[0];

        /** Those in the program: of thousands, as internal regrets have them, few are ever tight. */
        private final BitSet deviations = new BitSet();

        private double[] best;
        private double upper;
        private double lower = Double.NEGATIVE_INFINITY;
        private int programs;

        Search(RegretHistory history, double tolerance, Deadline deadline, double[] before) {
            this.history = history;
            this.deadline = deadline;
            double magnitude = history.magnitude();
            this.scale = magnitude > 0 ? magnitude : 1;
            this.tolerance = tolerance * scale;
            enter(history.leastRounds());
            int spread = Math.min(FIRST_ROUNDS, history.roundCount());
            int last = history.roundCount() - 1;
            enter(IntStream.range(0, spread)
                    .map(i -> spread == 1 ? 0 : (int) ((long) i * last / (spread - 1)))
                    .toArray());
            enter(IntStream.range(0, before.length).filter(t -> before[t] > 0).toArray());
            this.best = Arrays.copyOf(before, history.roundCount());
            if (before.length == 0) {
                best[last] = 1;
            }
            double[] gains = history.mean(best);
            this.upper = greatest(gains);
            enterDeviations(gains);
        }

        /** The deviations that gain most enter; returns whether any is new. */
        private boolean enterDeviations(double[] gains) {
            int before = deviations.cardinality();
            IntStream.range(0, gains.length)
                    .filter(d -> !deviations.get(d))
                    .boxed()
                    .sorted(Comparator.comparingDouble(d -> -gains[d]))
                    .limit(ENTERING_DEVIATIONS)
                    .forEach(deviations::set);
            return deviations.cardinality() > before;
        }

        private void enter(int... more) {
            for (int t : more) {
                if (!entered.get(t)) {
                    entered.set(t);
                    rounds = Arrays.copyOf(rounds, rounds.length + 1);
                    rounds[rounds.length - 1] = t;
                }
            }
        }

        private static double greatest(double[] values) {
            return Arrays.stream(values).max().orElseThrow();
        }

        Status run() {
            double bracket = Double.POSITIVE_INFINITY;
            int idle = 0;
            while (!deadline.isOver()) {
                LinearProgram.Answer answer = program().maximise(deadline, this::fault);
                programs++;
                notes.addAll(answer.notes());
                if (answer.status() != Status.CONVERGED) {
                    return deadline.isOver() ? Status.TIME_LIMIT : Status.STALLED;
                }
                double[] weights = weights(answer.x());
                double[] gains = history.mean(weights);
                take(weights, greatest(gains));
                boolean isRelaxed = greatest(gains) > scale * answer.x()[rounds.length] + tolerance / 2;
                double[] combined = history.combined(mixture(answer.duals()));
                boolean hasGrown = isRelaxed && enterDeviations(gains);
                lower = Math.max(lower, Arrays.stream(combined).min().orElseThrow());
                if (upper - lower <= tolerance) {
                    return Status.CONVERGED;
                }
                boolean narrows = upper - lower < PROGRESS * bracket || upper - lower > ROUNDING * scale;
                bracket = narrows ? upper - lower : bracket;
                idle = narrows ? 0 : idle + 1;
                int before = rounds.length;
                enter(promising(combined));
                if ((rounds.length == before && !hasGrown) || idle == PATIENCE) {
                    return Status.STALLED;
                }
            }
            return Status.TIME_LIMIT;
        }

        /** Variables ρ and, last, the free z, in units of the largest regret; maximises −z. */
        private LinearProgram program() {
            LinearProgram program = new LinearProgram();
            for (int i = 0; i < rounds.length; i++) {
                program.addVariable(0, Double.POSITIVE_INFINITY, 0);
            }
            int z = program.addVariable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1);
            for (int d = deviations.nextSetBit(0); d >= 0; d = deviations.nextSetBit(d + 1)) {
                LinearProgram.Row row = program.addRow(Double.NEGATIVE_INFINITY, 0);
                for (int i = 0; i < rounds.length; i++) {
                    double regret = history.regret(rounds[i], d) / scale;
                    if (regret != 0) {
                        row.add(i, regret);
                    }
                }
                row.add(z, -1);
            }
            LinearProgram.Row sum = program.addRow(1, 1);
            for (int i = 0; i < rounds.length; i++) {
                sum.add(i, 1);
            }
            return program;
        }

        private String fault(double[] x) {
            double sum = 0;
            int support = 0;
            for (int i = 0; i < rounds.length; i++) {
                if (!(x[i] >= -ANSWER_TOLERANCE)) {
                    return "weight " + x[i] + " of round " + rounds[i] + " is negative";
                }
                support += x[i] > 0 ? 1 : 0;
                sum += x[i];
            }
            if (!(Math.abs(sum - 1) <= ANSWER_TOLERANCE)) {
                return "weights sum to " + sum;
            }
            if (support > deviations.cardinality() + 1) {
                return "support of " + support + " rounds is no vertex of " + deviations.cardinality() + " deviations";
            }
            double[] gains = history.mean(weights(x));
            double violation =
                    deviations.stream().mapToDouble(d -> gains[d]).max().orElseThrow() / scale - x[rounds.length];
            return violation <= ANSWER_TOLERANCE ? "" : "a deviation gains " + violation + " more than z";
        }

        private double[] weights(double[] x) {
            double[] weights = new double[history.roundCount()];
            double sum = 0;
            for (int i = 0; i < rounds.length; i++) {
                sum += Math.max(0, x[i]);
            }
            for (int i = 0; i < rounds.length; i++) {
                weights[rounds[i]] = Math.max(0, x[i]) / sum;
            }
            return weights;
        }

        private void take(double[] weights, double value) {
            if (value < upper) {
                upper = value;
                best = weights;
            }
        }

        /** Duals of the deviations as probabilities: any such q gives a bound. */
        private double[] mixture(double[] duals) {
            double[] q = new double[history.deviationCount()];
            int[] inProgram = deviations.stream().toArray();
            double sum = 0;
            for (int i = 0; i < inProgram.length; i++) {
                q[inProgram[i]] = Math.max(0, duals[i]);
                sum += q[inProgram[i]];
            }
            double total = sum;
            double share = 1.0 / q.length;
            Arrays.setAll(q, d -> total > 0 ? q[d] / total : share);
            return q;
        }

        /**
         * The rounds that q likes least for the deviations, if they would lower z: of every stretch of history, where
         * neighbours are alike, and of every class of rounds modulo their number, which has the best of all.
         */
        private int[] promising(double[] combined) {
            int groups = Math.min(ENTERING_GROUPS, combined.length);
            return IntStream.range(0, groups)
                    .flatMap(g -> IntStream.of(
                            least(
                                    combined,
                                    (int) ((long) g * combined.length / groups),
                                    (int) ((g + 1L) * combined.length / groups),
                                    1),
                            least(combined, g, combined.length, groups)))
                    .filter(t -> combined[t] < upper - tolerance / 2)
                    .toArray();
        }

        private static int least(double[] values, int from, int to, int step) {
            int least = from;
            for (int t = from + step; t < to; t += step) {
                least = values[t] < values[least] ? t : least;
            }
            return least;
        }
    }
}
