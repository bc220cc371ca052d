package org.aumann.core.stochastic;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.jspecify.annotations.Nullable;

/**
 * What a player earns if all follow a stationary joint policy, or if he alone deviates from it as is best for him.
 *
 * <pre>{@code
 * follow    V(s) = Σ_a π(a|s) Q(s, a)
 * CCE       V(s) = max_d Σ_a π(a|s) Q(s, (d, a_{−p}))
 * CE        V(s) = Σ_r max_d Σ_{a: a_p = r} π(a|s) Q(s, (d, a_{−p})),   Q of V as in StageGames
 * }</pre>
 *
 * <p>Each is the fixed point of a contraction (of factor γ, or with the length of play if γ = 1) and is found by Gauss-Seidel sweeps
 * in alternating order, down to rounding. What is left is known: with the largest residual δ and the horizon H the values are within
 * {@code δ · H} ({@link #error}). Costs a pass over the successors of the rows that π plays, a sweep.
 */
final class PlayValues {
    /** Residuals relative to the values below which sweeps stop. */
    private static final double PRECISION = 0x1p-51;

    /** Sweeps without a smaller residual after which rounding is what is left, if the residual is small at all. */
    private static final int PATIENCE = 8;

    /**
     * Residuals relative to rewards and values that may be rounding. Larger ones are not: without a discount news travels from state to
     * state at full strength, and no residual falls until it has arrived everywhere.
     */
    private static final double ROUNDING = 0x1p-40;

    private static final int MOST_SWEEPS = 1_000_000;

    private final StationaryPolicy policy;
    private final StochasticModel model;
    private final int player;
    private final @Nullable SolutionConcept concept;
    private final double[] values;
    private final double[] worth;
    private final double[] payoffs;
    private double error;

    /**
     * Values.
     *
     * @param concept how the player may deviate; null if not at all
     * @param from values to begin with, by state. Not modified.
     */
    PlayValues(StationaryPolicy policy, int player, @Nullable SolutionConcept concept, double[] from) {
        this.policy = policy;
        this.model = policy.model();
        this.player = player;
        this.concept = concept;
        this.values = from.clone();
        int most = 1;
        int joint = 1;
        for (int s = 0; s < model.stateCount(); s++) {
            if (!model.isAbsorbing(s)) {
                most = Math.max(most, model.shape(s).index().actionCount(player));
                joint = Math.max(joint, model.jointActionCount(s));
            } else {
                values[s] = 0;
            }
        }
        this.worth = new double[most * most];
        this.payoffs = new double[joint];
        solve();
    }

    private void solve() {
        double best = Double.POSITIVE_INFINITY;
        double magnitude = magnitude();
        int last = 0;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double residual = 0;
            double greatest = 0;
            for (int k = 0; k < values.length; k++) {
                int s = sweep % 2 == 0 ? values.length - 1 - k : k;
                double value = model.isAbsorbing(s) ? 0 : value(s);
                residual = Math.max(residual, Math.abs(value - values[s]));
                greatest = Math.max(greatest, Math.abs(value));
                values[s] = value;
            }
            if (residual < best) {
                best = residual;
                last = sweep;
            }
            boolean isRounding = sweep - last >= PATIENCE && residual <= ROUNDING * (magnitude + greatest);
            if (residual <= PRECISION * greatest || isRounding) {
                break;
            }
        }
        double residual = 0;
        for (int s = 0; s < values.length; s++) {
            residual = Math.max(residual, model.isAbsorbing(s) ? 0 : Math.abs(value(s) - values[s]));
        }
        error = residual * model.horizon();
    }

    /** The player's largest reward. */
    private double magnitude() {
        double largest = 0;
        for (int s = 0; s < model.stateCount(); s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                largest = Math.max(largest, Math.abs(model.reward(model.firstCell(s, player) + a)));
            }
        }
        return largest;
    }

    private double value(int state) {
        tabulate(state);
        int actions = model.shape(state).index().actionCount(player);
        double value = 0;
        if (concept == SolutionConcept.CCE) {
            value = instead(actions, 0);
            for (int d = 1; d < actions; d++) {
                value = Math.max(value, instead(actions, d));
            }
            return value;
        }
        for (int r = 0; r < actions; r++) {
            double greatest = worth[r * actions + r];
            for (int d = 0; concept == SolutionConcept.CE && d < actions; d++) {
                greatest = Math.max(greatest, worth[r * actions + d]);
            }
            value += greatest;
        }
        return value;
    }

    /** What an action is worth in a state, whatever is recommended. */
    double instead(int state, int deviation, int actions) {
        tabulate(state);
        return instead(actions, deviation);
    }

    private double instead(int actions, int deviation) {
        double sum = 0;
        for (int r = 0; r < actions; r++) {
            sum += worth[r * actions + deviation];
        }
        return sum;
    }

    /** Makes the table of {@code Σ_{a: a_p = r} π(a|s) Q(s, (d, a_{−p}))} by r and d; without deviations where d = r alone. */
    private void tabulate(int state) {
        JointActionIndex index = model.shape(state).index();
        int actions = index.actionCount(player);
        int stride = (int) index.stride(player);
        int first = model.firstRow(state);
        int joint = model.jointActionCount(state);
        Arrays.fill(worth, 0, actions * actions, 0);
        Arrays.fill(payoffs, 0, joint, Double.NaN);
        for (int a = 0; a < joint; a++) {
            double probability = policy.probability(first + a);
            if (probability != 0) {
                int r = index.action(a, player);
                int base = a - r * stride;
                for (int d = concept == null ? r : 0; d < (concept == null ? r + 1 : actions); d++) {
                    worth[r * actions + d] += probability * payoff(state, base + d * stride);
                }
            }
        }
    }

    /** Computed once for a table: several recommendations lead to the same joint action. */
    private double payoff(int state, int jointAction) {
        if (Double.isNaN(payoffs[jointAction])) {
            payoffs[jointAction] = StageGames.payoff(
                    model, model.firstCell(state, player) + jointAction, model.firstRow(state) + jointAction, values);
        }
        return payoffs[jointAction];
    }

    /** By state. Owned by this object. */
    double[] values() {
        return values;
    }

    /** What every value may be wrong by. */
    double error() {
        return error;
    }
}
