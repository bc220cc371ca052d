package org.aumann.solvers.evolution;

import java.util.Arrays;
import java.util.Set;
import org.aumann.core.distribution.SimplexProjection;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
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
import org.aumann.solvers.nash.NashConv;

/**
 * Projected replicator dynamics (Lanctot, Zambaldi, Gruslys, Lazaridou, Tuyls, Pérolat, Silver and Graepel 2017,
 * appendix; OpenSpiel's {@code projected_replicator_dynamics}).
 *
 * <pre>{@code x_p ← P[ x_p + dt · x_p ∘ (u_p − x_pᵀ u_p) ],   u_p(d) = G_p(d, x_{-p}) / range_p}</pre>
 *
 * <p>P is the Euclidean projection onto the strategies that play every action with probability {@value #FLOOR} at
 * least, so that no action is lost for good. Payoffs are divided by the player's range, which makes the step free
 * of units. The answer is the product of the strategies, averaged over the last half to three quarters of the
 * steps, as the time average is what approaches an equilibrium where the strategies themselves circle around it.
 * It need not be an equilibrium, and the floor alone keeps it off some: the residual says how far. An iteration,
 * in {@link SolveOptions} and in the report, is {@value #STEPS_PER_ITERATION} steps; a step is one evaluation of
 * the operator.
 */
public record ProjectedReplicator() implements MetaSolver {
    /** Least probability of an action: as in OpenSpiel. */
    private static final double FLOOR = 1e-6;

    /** dt: the best of 0.001 to 0.1 for 10⁵ steps, see the design notes. OpenSpiel's is 1e-3 in payoff units. */
    private static final double STEP = 0.03;

    private static final int STEPS_PER_ITERATION = 100;

    /** 10⁵ steps leave 2e-3 in zero-sum games and less elsewhere, see the design notes. */
    private static final double DEFAULT_TOLERANCE = 5e-3;

    @Override
    public String id() {
        return "prd";
    }

    @Override
    public String description() {
        return "projected replicator dynamics: a product of average strategies, near Nash in many games; tolerance "
                + DEFAULT_TOLERANCE;
    }

    @Override
    public double defaultTolerance() {
        return DEFAULT_TOLERANCE;
    }

    @Override
    public SolutionConcept concept() {
        return SolutionConcept.CCE;
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
            return new Flow(context, operator).solve();
        }
    }

    /** The strategies and the sums of the last two windows of steps, each twice as long as the one before. */
    private static final class Flow {
        private final SolveContext context;
        private final ProfileOperator operator;
        private final JointActionIndex index;
        private final double[] profile;
        private final double[] values;
        private final double[] window;
        private double[] windowBefore;
        private long windowStart;
        private long windowStartBefore;
        private long steps;

        Flow(SolveContext context, ProfileOperator operator) {
            this.context = context;
            this.operator = operator;
            this.index = context.game().index();
            this.profile = new double[index.actionCountSum()];
            this.values = new double[profile.length];
            this.window = new double[profile.length];
            this.windowBefore = new double[profile.length];
            for (int p = 0, first = 0; p < index.playerCount(); first += index.actionCount(p), p++) {
                Arrays.fill(profile, first, first + index.actionCount(p), 1.0 / index.actionCount(p));
            }
        }

        SolveOutcome solve() {
            int iteration = 0;
            long looks = 0;
            NashConv product;
            double residual;
            do {
                int taken = 0;
                do {
                    step();
                } while (++taken < STEPS_PER_ITERATION && !context.deadline().isOver());
                product = NashConv.of(index, operator, average());
                looks++;
                residual = context.residual(product.gap());
                context.listener().onIteration("replicator", ++iteration, residual);
            } while (context.goesOn(residual, iteration));
            product.note(context);
            SolveReport report = context.report(product.product(), iteration, steps + looks);
            return context.judge(report);
        }

        private void step() {
            operator.actionValues(profile, values);
            for (int p = 0, first = 0; p < index.playerCount(); first += index.actionCount(p), p++) {
                double range = context.units().ofPlayer(p);
                if (range > 0) {
                    replicate(first, index.actionCount(p), STEP / range);
                    SimplexProjection.project(profile, first, index.actionCount(p), FLOOR);
                }
            }
            steps++;
            if (Long.bitCount(steps) == 1) { // a power of two begins a window
                windowBefore = window.clone();
                windowStartBefore = windowStart;
                Arrays.fill(window, 0);
                windowStart = steps - 1;
            }
            for (int a = 0; a < profile.length; a++) {
                window[a] += profile[a];
            }
        }

        private void replicate(int first, int actions, double step) {
            double mean = 0;
            for (int a = first; a < first + actions; a++) {
                mean += profile[a] * values[a];
            }
            for (int a = first; a < first + actions; a++) {
                profile[a] += step * profile[a] * (values[a] - mean);
            }
        }

        private double[] average() {
            double[] average = new double[profile.length];
            double count = steps - windowStartBefore;
            for (int a = 0; a < profile.length; a++) {
                average[a] = (window[a] + windowBefore[a]) / count;
            }
            return average;
        }
    }
}
