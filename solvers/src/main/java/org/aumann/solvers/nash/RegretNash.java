package org.aumann.solvers.nash;

import java.util.Set;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ProfileOperator;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.regret.RegretDynamics;

/**
 * The product of the average strategies of regret minimisers, for any number of players.
 *
 * <p>Guaranteed to tend to a Nash equilibrium in constant-sum games of two players only (Freund and Schapire
 * 1999); elsewhere it may end anywhere, and the outcome says how far off: NashConv in the notes, and the residual.
 * The players use predictive regret matching⁺ (Farina, Kroer and Sandholm 2021), all at the same time, with linear
 * averaging. Besides the averages, the strategies of the coming round are tried, which can be a pure equilibrium
 * when the averages only come near it; the best product of all looks is the answer. A product that is a Nash
 * equilibrium is a CE.
 *
 * <p>An iteration, in {@link SolveOptions} and in the report, is {@value #ROUNDS_PER_ITERATION} rounds and two looks.
 */
public record RegretNash() implements MetaSolver {
    private static final int ROUNDS_PER_ITERATION = 100;

    /** 10⁵ rounds leave 1e-7 and less on all but the hardest games, see the design notes. */
    private static final double DEFAULT_TOLERANCE = 1e-6;

    @Override
    public String id() {
        return "regret_nash";
    }

    @Override
    public String description() {
        return "product of the averages of play without regret: Nash if two players have a constant sum; tolerance "
                + DEFAULT_TOLERANCE;
    }

    @Override
    public double defaultTolerance() {
        return DEFAULT_TOLERANCE;
    }

    @Override
    public SolutionConcept concept() {
        return SolutionConcept.CE;
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.PROFILES);
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        try (ProfileOperator operator = backend.profiles(context.tensorGame().payoffs())) {
            return new Search(context, operator).solve();
        }
    }

    /** The dynamics, the sums of what was played, and the best product so far. */
    private static final class Search {
        private final SolveContext context;
        private final ProfileOperator operator;
        private final JointActionIndex index;
        private final RegretDynamics dynamics;
        private final double[] sums;
        private double weightSum;
        private NashConv best;
        private long evaluations;

        Search(SolveContext context, ProfileOperator operator) {
            this.context = context;
            this.operator = operator;
            this.index = context.game().index();
            this.dynamics = RegretDynamics.withoutHistory(index, operator, new RegretRule.PredictiveMatchingPlus());
            this.sums = new double[index.actionCountSum()];
            this.best = look(dynamics.profile());
        }

        SolveOutcome solve() {
            int iteration = 0;
            double residual = context.residual(best.gap());
            while (context.goesOn(residual, iteration)) {
                playIteration();
                consider(average());
                consider(dynamics.profile());
                residual = context.residual(best.gap());
                context.listener().onIteration("play", ++iteration, residual);
            }
            context.note("rounds played: " + dynamics.rounds());
            best.note(context);
            SolveReport report = context.report(best.product(), iteration, evaluations + dynamics.rounds());
            // A CE row is weighted with its recommendation: what a best response gains is the stricter measure.
            return residual <= context.options().tolerance() ? context.judge(report) : context.limit(report, residual);
        }

        private void playIteration() {
            int played = 0;
            do {
                dynamics.step((weight, profile, values) -> {
                    weightSum += weight;
                    for (int a = 0; a < sums.length; a++) {
                        sums[a] += weight * profile[a];
                    }
                });
            } while (++played < ROUNDS_PER_ITERATION && !context.deadline().isOver());
        }

        private double[] average() {
            double[] average = new double[sums.length];
            for (int a = 0; a < sums.length; a++) {
                average[a] = sums[a] / weightSum;
            }
            return average;
        }

        private void consider(double[] profile) {
            NashConv candidate = look(profile);
            if (context.residual(candidate.gap()) < context.residual(best.gap())) {
                best = candidate;
            }
        }

        private NashConv look(double[] profile) {
            evaluations++;
            return NashConv.of(index, operator, profile);
        }
    }
}
