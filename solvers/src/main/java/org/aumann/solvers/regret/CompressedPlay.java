package org.aumann.solvers.regret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.ProductMixture;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOutcome;

/**
 * {@link RegretSolver.Variant#COMPRESSED}: play, and every time that the history has doubled the best weights for it.
 *
 * <p>Regrets are in the unit of the player's gains. Deviations that cannot gain or lose anything, from an
 * action to itself or of a player without a choice, are left out: with them the optimum could not be negative.
 */
final class CompressedPlay {
    /** A compression of twice the history takes about twice as long; with room for the distribution. */
    private static final int RESERVE = 3;

    /** The first compression gets this part of the time, ... */
    private static final int FIRST_SHARE = 10;

    /** ... but no more than five seconds. */
    private static final long FIRST_NANOS = 5_000_000_000L;

    private final SolveContext context;
    private final RegretDynamics dynamics;
    private final JointActionIndex index;
    private final int[][] deviations;
    private final int deviationCount;
    private final long firstReserve;
    private long slowest;

    CompressedPlay(SolveContext context, RegretDynamics dynamics) {
        this.context = context;
        this.dynamics = dynamics;
        this.index = context.game().index();
        this.deviations = new int[index.playerCount()][];
        Arrays.setAll(deviations, this::deviationsOf);
        this.firstReserve = Math.min(FIRST_NANOS, context.deadline().left().toNanos() / FIRST_SHARE);
        this.deviationCount = Arrays.stream(deviations).mapToInt(d -> d.length).sum();
    }

    /** The incentive rows of a player in which something can be gained. */
    private int[] deviationsOf(int player) {
        List<Integer> rows = new ArrayList<>();
        int actions = index.actionCount(player);
        for (int row = 0; row < context.concept().rowCount(index, player); row++) {
            boolean isDeviation = context.concept() == SolutionConcept.CCE || row / actions != row % actions;
            if (isDeviation && actions > 1 && context.units().ofPlayer(player) > 0) {
                rows.add(row);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    SolveOutcome solve() {
        if (deviationCount == 0) {
            return context.judge(context.report(JointDistribution.uniform(index), 1, 0));
        }
        RegretHistory history = new RegretHistory(deviationCount);
        long mostRounds = Math.max(1, RegretSolver.HISTORY_ELEMENTS / (index.actionCountSum() + deviationCount));
        int iteration = 0;
        int due = 1;
        double[] weights = new double[0];
        double residual = Double.POSITIVE_INFINITY;
        boolean isLast = false;
        while (!isLast && residual > context.options().tolerance()) {
            playIteration(history);
            iteration++;
            isLast = iteration >= context.options().iterationLimit() || history.roundCount() >= mostRounds || isLate();
            if (iteration == due || isLast) {
                due = 2 * iteration;
                BanditCompression compression = compress(history, weights);
                weights = compression.weights();
                residual = compression.optimum();
                if (isLast || residual <= context.options().tolerance()) {
                    note(history, compression);
                }
            }
            context.listener().onIteration("play", iteration, residual);
        }
        JointDistribution sigma = mixture(weights).expand();
        return context.judge(context.report(sigma, iteration, dynamics.rounds()));
    }

    private boolean isLate() {
        return context.deadline().left().toNanos() <= Math.max(firstReserve, RESERVE * slowest);
    }

    private void playIteration(RegretHistory history) {
        int played = 0;
        do {
            dynamics.step((weight, profile, values) -> history.add(regrets(profile, values)));
        } while (++played < RegretSolver.ROUNDS_PER_ITERATION && !isLate());
    }

    private double[] regrets(double[] profile, double[] values) {
        double[][] gains = new double[index.playerCount()][];
        Arrays.setAll(gains, p -> new double[context.concept().rowCount(index, p)]);
        DeviationGains.addGains(index, 1, profile, values, context.concept(), gains);
        double[] regrets = new double[deviationCount];
        int next = 0;
        for (int p = 0; p < gains.length; p++) {
            for (int row : deviations[p]) {
                regrets[next++] = gains[p][row] / context.units().ofPlayer(p);
            }
        }
        return regrets;
    }

    private BanditCompression compress(RegretHistory history, double[] before) {
        long started = System.nanoTime();
        BanditCompression compression =
                BanditCompression.of(history, context.options().tolerance(), context.deadline(), before);
        slowest = Math.max(slowest, System.nanoTime() - started);
        return compression;
    }

    private void note(RegretHistory history, BanditCompression compression) {
        context.note("rounds played: " + history.roundCount() + ", kept: " + compression.support().length);
        context.note("compression " + compression.status() + " after " + compression.programCount()
                + " linear programs: largest gain " + compression.optimum() + " of what deviations change, at least "
                + compression.lowerBound() + " for any weights of these rounds");
        context.note(compression.notes());
    }

    private ProductMixture mixture(double[] weights) {
        ProductMixture mixture = new ProductMixture(index);
        for (int t = 0; t < weights.length; t++) {
            if (weights[t] > 0) {
                mixture.add(weights[t], dynamics.averagePlay().profile(t));
            }
        }
        return mixture;
    }
}
