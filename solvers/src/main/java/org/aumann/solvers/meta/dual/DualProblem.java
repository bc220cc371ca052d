package org.aumann.solvers.meta.dual;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.program.SelectionProblem;
import org.aumann.solvers.meta.program.Tilt;
import org.jspecify.annotations.Nullable;

/**
 * The dual of a regularised equilibrium, in rows scaled with the units of their gains.
 *
 * <pre>{@code
 * minimise over β ≥ 0   f(β) = Ω*(c − Aᵀα) + εᵀα,   α = β / u,   gradient = (ε − Aσ(α)) / u
 * }</pre>
 *
 * <p>c is the objective {@code Σ_p w_p G_p}, with the tilt of the program. σ(α) = ∇Ω*(c − Aᵀα) stays on the device; β, gradient
 * and scalars cross the bus. The duality gap at any β is {@code βᵀ gradient}.
 */
public final class DualProblem implements AutoCloseable {
    private final MetaGame game;
    private final @Nullable Tilt tilt;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final Regulariser regulariser;
    private final IncentiveOperator operator;
    private final JointBuffer sigma;

    /** w: per player the weight of its payoffs in c, and that of the tilt. */
    private final double[] payoffWeights;

    /** 1/u per row; 0 for what is no deviation: the CE diagonal, the rows of players without a choice. */
    private final double[] scale;

    private final double[] offset;
    private final double[] alpha;
    private final double[] gains;
    private long evaluations;

    /**
     * The dual of a selection, whose σ nobody has asked for yet.
     *
     * @param selection the program; its payoffs stay open as long as the dual
     * @param backend runs the kernels
     * @param regulariser Ω
     * @param payoffWeights w: those of the program, or others. Not modified.
     * @return a problem that the caller closes
     */
    public static DualProblem of(
            SelectionProblem selection, ComputeBackend backend, Regulariser regulariser, double[] payoffWeights) {
        return new DualProblem(
                selection.game(),
                selection.tilt(),
                backend,
                selection.concept(),
                regulariser,
                selection.units().ofRows(),
                selection.epsilon(),
                payoffWeights);
    }

    /**
     * @param tilt part of c, or null
     * @param rowUnits u, payoff units; 0 for rows that are no deviation. Not modified.
     * @param epsilon per player, payoff units. Not modified.
     * @param payoffWeights w. Not modified.
     */
    DualProblem(
            MetaGame game,
            @Nullable Tilt tilt,
            ComputeBackend backend,
            SolutionConcept concept,
            Regulariser regulariser,
            double[] rowUnits,
            double[] epsilon,
            double[] payoffWeights) {
        this.game = game;
        this.tilt = tilt;
        this.index = game.index();
        this.concept = concept;
        this.regulariser = regulariser;
        this.operator = backend.incentives(game, concept, tilt == null ? null : tilt.segment());
        this.sigma = backend.allocate(game.outcomes().jointActionCount());
        this.payoffWeights = payoffWeights.clone();
        int rows = operator.rowCount();
        this.scale =
                Arrays.stream(rowUnits).map(unit -> unit > 0 ? 1 / unit : 0).toArray();
        this.offset = new double[rows];
        this.alpha = new double[rows];
        this.gains = new double[rows];
        for (int p = 0; p < index.playerCount(); p++) {
            int first = concept.firstRow(index, p);
            for (int i = first; i < first + concept.rowCount(index, p); i++) {
                offset[i] = epsilon[p] * scale[i];
            }
        }
    }

    /**
     * Changes w.
     *
     * @param weights as before. Not modified.
     */
    public void weights(double[] weights) {
        System.arraycopy(weights, 0, payoffWeights, 0, payoffWeights.length);
    }

    /** A lower bound on c: every player at the worst. */
    double leastCost() {
        double least = 0;
        for (int p = 0; p < payoffWeights.length; p++) {
            if (payoffWeights[p] != 0) {
                PayoffRange range = tilt == null || p < index.playerCount() ? game.range(p) : tilt.range();
                least += payoffWeights[p] * (payoffWeights[p] > 0 ? range.least() : range.greatest());
            }
        }
        return least;
    }

    /** c at joint actions. */
    double[] costs(long[] jointActions) {
        return costs(payoffWeights, jointActions);
    }

    /**
     * c at joint actions, with other weights.
     *
     * @param weights as those of the program. Not modified.
     * @param jointActions indices of joint actions. Not modified.
     * @return payoff units
     */
    public double[] costs(double[] weights, long[] jointActions) {
        double[] costs = new double[jointActions.length];
        for (int k = 0; k < costs.length; k++) {
            costs[k] = tilt == null ? 0 : weights[index.playerCount()] * tilt.at(jointActions[k]);
            for (int p = 0; p < index.playerCount(); p++) {
                costs[k] += weights[p] == 0 ? 0 : weights[p] * game.payoff(p, jointActions[k]);
            }
        }
        return costs;
    }

    MetaGame game() {
        return game;
    }

    Regulariser regulariser() {
        return regulariser;
    }

    /**
     * Scaled multipliers from unscaled ones.
     *
     * @param multipliers per row, payoff units
     * @return one number a row
     */
    public double[] scaled(Multipliers multipliers) {
        double[] beta = multipliers.toArray();
        for (int i = 0; i < beta.length; i++) {
            beta[i] = scale[i] > 0 ? beta[i] / scale[i] : 0;
        }
        return beta;
    }

    /**
     * Unscaled multipliers from scaled ones.
     *
     * @param beta scaled multipliers. Not modified.
     * @return multipliers of the game
     */
    public Multipliers multipliers(double[] beta) {
        scaleInto(beta);
        return Multipliers.of(index, concept, alpha);
    }

    private void scaleInto(double[] beta) {
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = beta[i] * scale[i];
        }
    }

    /** Moves σ to σ(β), writes the gradient there and returns f(β). */
    double evaluate(double[] beta, double[] gradient) {
        scaleInto(beta);
        evaluations++;
        double value = operator.evaluate(regulariser, alpha, payoffWeights, sigma, gains);
        for (int i = 0; i < beta.length; i++) {
            value += offset[i] * beta[i];
            gradient[i] = offset[i] - gains[i] * scale[i];
        }
        return value;
    }

    /**
     * Overwrites σ with the reduced costs {@code c − Aᵀα} and returns the joint actions where they are
     * greatest, the greatest first.
     *
     * @param beta scaled multipliers. Not modified.
     * @param weights w. Not modified.
     * @param count how many
     * @return indices of joint actions, the greatest first
     */
    public long[] greatestReducedCosts(double[] beta, double[] weights, int count) {
        scaleInto(beta);
        evaluations++;
        operator.logits(alpha, weights, sigma);
        return sigma.greatest(count);
    }

    /**
     * c's expectation under σ.
     *
     * @param weights w. Not modified.
     * @return payoff units
     */
    public double objective(double[] weights) {
        double[] values = operator.values(sigma);
        double objective = 0;
        for (int p = 0; p < weights.length; p++) {
            objective += weights[p] * values[p];
        }
        return objective;
    }

    /**
     * Number of rows.
     *
     * @return those of the concept
     */
    public int rowCount() {
        return scale.length;
    }

    /**
     * A number per player as one per row, divided by u; 0 for rows that are no deviation.
     *
     * @param perPlayer per player, payoff units. Not modified.
     * @return one number a row
     */
    public double[] scaled(double[] perPlayer) {
        double[] rows = new double[scale.length];
        for (int p = 0; p < perPlayer.length; p++) {
            int first = concept.firstRow(index, p);
            for (int i = first; i < first + concept.rowCount(index, p); i++) {
                rows[i] = perPlayer[p] * scale[i];
            }
        }
        return rows;
    }

    /**
     * ε / u of every row.
     *
     * @return a copy
     */
    public double[] offsets() {
        return offset.clone();
    }

    /**
     * Whether a row is a real deviation.
     *
     * @param row from 0
     * @return false for those that follow a recommendation, and of players who change nothing
     */
    public boolean isActiveRow(int row) {
        return scale[row] > 0;
    }

    /** Joint actions that stand for the response at the last β, see {@link IncentiveOperator#sample}. */
    JointSample sample(int count, double sampleOffset) {
        return operator.sample(regulariser, sigma, count, sampleOffset);
    }

    /**
     * The scaled columns of joint actions.
     *
     * @param jointActions indices of joint actions. Not modified.
     * @return as many columns
     */
    public JointColumns columns(long[] jointActions) {
        return new JointColumns(game, concept, jointActions, operator.differences(jointActions), scale);
    }

    /**
     * The distribution that the last multipliers are answered by.
     *
     * @return a buffer that belongs to this
     */
    public JointBuffer sigma() {
        return sigma;
    }

    /**
     * Evaluations so far.
     *
     * @return calls of the operator
     */
    public long evaluations() {
        return evaluations;
    }

    @Override
    public void close() {
        sigma.close();
        operator.close();
    }
}
