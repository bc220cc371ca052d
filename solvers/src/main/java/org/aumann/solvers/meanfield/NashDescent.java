package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.List;
import org.aumann.core.Deadline;

/**
 * Sequential linear programming for a restricted Nash equilibrium.
 *
 * <p>Around a mixture ν the payoffs are nearly linear, {@code J(ν + δ) ≈ J + D δ}, with D from one batch of mixtures a
 * little towards every policy. The linear program
 *
 * <pre>{@code
 * minimise z   subject to   J_i + D_i δ − (ν + δ)ᵀJ − νᵀDδ ≤ z  for every policy i,   ν + δ a mixture,   |δ| ≤ radius
 * }</pre>
 *
 * <p>takes a step of a {@link SimplexDescent}. At an equilibrium whose support is strict it converges like Newton's method:
 * a handful of programs, where a black-box search takes thousands of mixtures. It finds the equilibrium near its start, if
 * any.
 */
final class NashDescent implements MinimaxProblem {
    private static final double FIRST_RADIUS = 0.1;

    private static final double LEAST_RADIUS = 1e-15;

    private static final int STEP_LIMIT = 60;

    /** A program that takes longer is one of empty cells, where rewards change by orders of magnitude. */
    private static final Duration PROGRAM_LIMIT = Duration.ofMillis(200);

    private final RestrictedGame game;
    private final double[] start;
    private final Deadline deadline;

    /**
     * @param start a mixture. Not modified.
     * @param deadline when to stop
     */
    NashDescent(RestrictedGame game, double[] start, Deadline deadline) {
        this.game = game;
        this.start = start;
        this.deadline = deadline;
    }

    /** Descends; returns the best mixture. */
    double[] descend(double tolerance) {
        SimplexDescent.Limits limits = new SimplexDescent.Limits(
                Math.max(0, tolerance),
                FIRST_RADIUS,
                Double.NEGATIVE_INFINITY,
                LEAST_RADIUS,
                STEP_LIMIT,
                1,
                0,
                PROGRAM_LIMIT);
        SimplexDescent descent = new SimplexDescent(this, start, limits, deadline);
        descent.descend();
        return descent.x();
    }

    @Override
    public int[] blocks() {
        int[] blocks = new int[game.populationCount() + 1];
        for (int p = 0; p < blocks.length; p++) {
            blocks[p] = game.first(p);
        }
        return blocks;
    }

    @Override
    public double floor(int variable) {
        return 0;
    }

    /** The exploitability. */
    @Override
    public List<Group> groups() {
        return List.of(new Group(0, game.size(), 1, Double.NEGATIVE_INFINITY));
    }

    @Override
    public Point at(double[] mixture) {
        return new AtMixture(mixture, game.payoffs(mixture));
    }

    /** What the policies gain against a mixture. */
    private final class AtMixture implements Point {
        private final double[] mixture;
        private final double[] payoffs;
        private final double[] regrets;

        AtMixture(double[] mixture, double[] payoffs) {
            this.mixture = mixture;
            this.payoffs = payoffs;
            this.regrets = game.regrets(MeanFieldConcept.NASH, mixture, payoffs);
        }

        @Override
        public double smooth() {
            return 0;
        }

        @Override
        public double[] terms() {
            return regrets;
        }

        @Override
        public Slopes slopes() {
            double[][] slopes =
                    PayoffSlopes.of(game, List.of(mixture), List.of(payoffs)).getFirst();
            return new Slopes(
                    new double[game.size()],
                    game.regretSlopes(MeanFieldConcept.NASH, mixture, payoffs, slopes),
                    new double[game.size()]);
        }
    }
}
