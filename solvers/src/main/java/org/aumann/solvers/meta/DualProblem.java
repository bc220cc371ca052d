package org.aumann.solvers.meta;

import java.util.Arrays;
import java.util.stream.IntStream;
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
    /** Parts of a Hessian, added in order whatever the number of threads. */
    private static final int HESSIAN_PARTS = 4;

    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final Regulariser regulariser;
    private final IncentiveOperator operator;
    private final JointBuffer sigma;
    private final double[] noPayoffWeights;

    /** Per row 1/Δ of its player; 0 for rows that cannot matter: a constant payoff, or the CE diagonal. */
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
        this.index = game.index();
        this.concept = concept;
        this.regulariser = regulariser;
        this.operator = backend.incentives(game, concept);
        this.sigma = backend.allocate(index.jointActionCount());
        this.noPayoffWeights = new double[index.playerCount()];
        int rows = operator.rowCount();
        this.scale = new double[rows];
        this.offset = new double[rows];
        this.alpha = new double[rows];
        this.gains = new double[rows];
        for (int p = 0; p < index.playerCount(); p++) {
            int first = concept.firstRow(index, p);
            int count = concept.rowCount(index, p);
            Arrays.fill(scale, first, first + count, payoffRanges[p] > 0 ? 1 / payoffRanges[p] : 0);
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

    long jointActionCount() {
        return index.jointActionCount();
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

    /**
     * The Hessian of f over some rows, {@code Σ_a c(a) x_a x_aᵀ − (Σ c x)(Σ c x)ᵀ / Σ c}, where {@code x_a} is
     * the column of a joint action and c the curvature of the response. Exact for small games; otherwise
     * from a sample, whose error only slows the convergence.
     *
     * @param rows ascending
     */
    double[] hessian(int[] rows, int sampleSize, double sampleOffset) {
        JointSample sample = operator.sample(regulariser, sigma, sampleSize, sampleOffset);
        long[] jointActions = sample.jointActions();
        double[] differences = operator.differences(jointActions);
        RowBlocks blocks = new RowBlocks(index, concept, rows, scale);
        return IntStream.range(0, HESSIAN_PARTS)
                .parallel()
                .mapToObj(part -> {
                    Covariance covariance = new Covariance(rows.length);
                    int end = (int) ((long) sample.size() * (part + 1) / HESSIAN_PARTS);
                    for (int k = (int) ((long) sample.size() * part / HESSIAN_PARTS); k < end; k++) {
                        blocks.add(jointActions[k], differences, k, sample.weight(k), covariance);
                    }
                    return covariance;
                })
                .reduce(Covariance::plus)
                .orElseThrow()
                .toMatrix();
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
