package org.aumann.solvers.meta;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.ComputeBackend;

/** One solve from start to report: the game, the clock, and the notes made on the way. */
final class SolveContext {
    private final String solver;
    private final MetaGame game;
    private final SolutionConcept concept;
    private final ComputeBackend backend;
    private final SolveOptions options;
    private final SolveListener listener;
    private final double[] payoffRanges;
    private final List<String> notes = new ArrayList<>();
    private double leastTolerance;
    private final long started = System.nanoTime();

    SolveContext(
            MetaSolver solver, MetaGame game, ComputeBackend backend, SolveOptions options, SolveListener listener) {
        this.solver = solver.id();
        this.concept = solver.concept();
        this.game = game;
        this.backend = backend;
        this.options = options;
        this.listener = listener;
        this.payoffRanges = payoffRanges(game);
    }

    /** Width of each player's payoff range in a game; a pass over the tensor. */
    static double[] payoffRanges(MetaGame game) {
        double[] ranges = new double[game.index().playerCount()];
        Arrays.setAll(ranges, p -> game.payoffs().range(p).width());
        return ranges;
    }

    MetaGame game() {
        return game;
    }

    SolutionConcept concept() {
        return concept;
    }

    ComputeBackend backend() {
        return backend;
    }

    SolveListener listener() {
        return listener;
    }

    /** The options, with what is left of the time and of the accuracy. */
    SolveOptions options() {
        Duration left = options.timeLimit().minusNanos(System.nanoTime() - started);
        return options.withTimeLimit(left.isNegative() ? Duration.ZERO : left)
                .withTolerance(Math.max(options.tolerance(), leastTolerance));
    }

    /** From now on nothing is known better than this, relative to the payoff range. */
    void limitAccuracy(double tolerance) {
        leastTolerance = tolerance;
    }

    /** Width of each player's payoff range. Not to be modified. */
    double[] payoffRanges() {
        return payoffRanges;
    }

    double greatestPayoffRange() {
        return Arrays.stream(payoffRanges).max().orElse(0);
    }

    boolean isLate() {
        return options().timeLimit().isZero();
    }

    void note(String line) {
        notes.add(line);
    }

    void note(List<String> lines) {
        notes.addAll(lines);
    }

    /** The report on a distribution; stops the clock, then certifies. */
    SolveReport report(
            JointDistribution sigma,
            ObjectiveBounds objective,
            double[] epsilon,
            Multipliers multipliers,
            long iterations,
            long evaluations) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        Certificate certificate = Certificate.of(game.payoffs(), sigma);
        return new SolveReport(
                solver,
                sigma,
                certificate,
                objective,
                Arrays.stream(epsilon).boxed().toList(),
                multipliers,
                iterations,
                evaluations,
                elapsed,
                notes);
    }

    /** The report on a distribution that no iteration and no multiplier led to. */
    SolveReport report(JointDistribution sigma, ObjectiveBounds objective, double[] epsilon) {
        return report(sigma, objective, epsilon, Multipliers.zero(game.index(), concept), 1, 0);
    }
}
