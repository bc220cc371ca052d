package org.aumann.solvers.meta;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;

/**
 * The dual of a regularised equilibrium, in rows scaled with the players' payoff ranges.
 *
 * <pre>{@code
 * minimise over β ≥ 0   f(β) = Ω*(−Aᵀα) + εᵀα,   α = β / Δ,   gradient = (ε − Aσ(α)) / Δ
 * }</pre>
 *
 * <p>σ(α) = ∇Ω*(−Aᵀα) stays on the device; β, gradient and scalars cross the bus. The duality gap at any β
 * is {@code βᵀ gradient}.
 */
final class DualProblem implements AutoCloseable {
    private final MetaGame game;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final Regulariser regulariser;
    private final IncentiveOperator operator;
    private final JointBuffer sigma;
    private final double[] noPayoffWeights;

    /** 1/Δ per player, 0 if the payoff is constant. */
    private final double[] playerScale;

    /** Per row that of its player; 0 also on the CE diagonal. */
    private final double[] scale;

    private final double[] offset;
    private final double[] alpha;
    private final double[] gains;
    private long evaluations;

    DualProblem(
            MetaGame game,
            ComputeBackend backend,
            SolutionConcept concept,
            Regulariser regulariser,
            double[] payoffRanges,
            double epsilon) {
        this.game = game;
        this.index = game.index();
        this.concept = concept;
        this.regulariser = regulariser;
        this.operator = backend.incentives(game, concept);
        this.sigma = backend.allocate(index.jointActionCount());
        this.noPayoffWeights = new double[index.playerCount()];
        this.playerScale = Arrays.stream(payoffRanges)
                .map(range -> range > 0 ? 1 / range : 0)
                .toArray();
        int rows = operator.rowCount();
        this.scale = new double[rows];
        this.offset = new double[rows];
        this.alpha = new double[rows];
        this.gains = new double[rows];
        for (int p = 0; p < index.playerCount(); p++) {
            int first = concept.firstRow(index, p);
            int count = concept.rowCount(index, p);
            Arrays.fill(scale, first, first + count, playerScale[p]);
            if (concept == SolutionConcept.CE) {
                for (int r = 0; r < index.actionCount(p); r++) {
                    scale[first + r * index.actionCount(p) + r] = 0;
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            offset[i] = epsilon * scale[i];
        }
    }

    MetaGame game() {
        return game;
    }

    Regulariser regulariser() {
        return regulariser;
    }

    /** Scaled multipliers from unscaled ones. */
    double[] scaled(Multipliers multipliers) {
        double[] beta = multipliers.toArray();
        for (int i = 0; i < beta.length; i++) {
            beta[i] = scale[i] > 0 ? beta[i] / scale[i] : 0;
        }
        return beta;
    }

    /** Unscaled multipliers from scaled ones. */
    Multipliers multipliers(double[] beta) {
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
        double value = operator.evaluate(regulariser, alpha, noPayoffWeights, sigma, gains);
        for (int i = 0; i < beta.length; i++) {
            value += offset[i] * beta[i];
            gradient[i] = offset[i] - gains[i] * scale[i];
        }
        return value;
    }

    /** Whether a row is a real deviation. */
    boolean isActiveRow(int row) {
        return scale[row] > 0;
    }

    /** Joint actions that stand for the response at the last β, see {@link IncentiveOperator#sample}. */
    JointSample sample(int count, double sampleOffset) {
        return operator.sample(regulariser, sigma, count, sampleOffset);
    }

    /** The scaled columns of joint actions. */
    JointColumns columns(long[] jointActions) {
        return new JointColumns(index, concept, jointActions, operator.differences(jointActions), playerScale);
    }

    JointBuffer sigma() {
        return sigma;
    }

    long evaluations() {
        return evaluations;
    }

    @Override
    public void close() {
        sigma.close();
        operator.close();
    }
}
