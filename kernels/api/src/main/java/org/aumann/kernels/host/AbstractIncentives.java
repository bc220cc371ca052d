package org.aumann.kernels.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;
import org.jspecify.annotations.Nullable;

/**
 * K3 with a copy of σ to the host for everything but logits and gains, which are left to subclasses.
 *
 * <p>A back end starts with these two and overrides what it does faster.
 */
public abstract class AbstractIncentives implements IncentiveOperator {
    private final MetaGame game;
    private final SolutionConcept concept;
    private final @Nullable MemorySegment tilt;
    private final DeviationDifferences differences;

    /**
     * The operator of a game.
     *
     * @param game the game, open as long as the operator
     * @param concept CE or CCE
     * @param tilt one float64 per outcome, or null. Not modified.
     */
    protected AbstractIncentives(MetaGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        this.game = game;
        this.concept = concept;
        this.tilt = tilt;
        this.differences = DeviationDifferences.of(game, concept);
    }

    /**
     * What deviations change at single outcomes.
     *
     * @return those of the game
     */
    protected final DeviationDifferences deviationDifferences() {
        return differences;
    }

    /**
     * How many weights there are.
     *
     * @return one per player, and one for the tilt if there is one
     */
    protected final int weightCount() {
        return tilt == null ? game.index().playerCount() : game.index().playerCount() + 1;
    }

    /**
     * What a weight is for.
     *
     * @param player player from 0; the tilt comes after the last one
     * @param outcome an outcome
     * @return the payoff, or the tilt
     */
    protected final double payoff(int player, long outcome) {
        return tilt == null || player < game.index().playerCount()
                ? game.payoff(player, outcome)
                : tilt.getAtIndex(ValueLayout.JAVA_DOUBLE, outcome);
    }

    /**
     * The weighted tilt.
     *
     * @param payoffWeights as for {@link #logits}. Not modified.
     * @param outcome an outcome
     * @return payoff units, 0 without a tilt
     */
    protected final double ofTilt(double[] payoffWeights, long outcome) {
        return tilt == null
                ? 0
                : payoffWeights[game.index().playerCount()] * tilt.getAtIndex(ValueLayout.JAVA_DOUBLE, outcome);
    }

    /**
     * Elements in host memory, for reading.
     *
     * @param buffer a buffer of this back end. Not modified.
     * @return a copy; a back end in host memory gives the elements themselves
     */
    protected MemorySegment elements(JointBuffer buffer) {
        return HostCopy.of(buffer);
    }

    @Override
    public final int rowCount() {
        return concept.rowCount(game.index());
    }

    @Override
    public double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma) {
        logits(alpha, payoffWeights, sigma);
        MemorySegment elements = elements(sigma);
        double conjugate = new HostResponse(game, elements).of(regulariser);
        sigma.write(elements);
        return conjugate;
    }

    @Override
    public double[] values(JointBuffer sigma) {
        MemorySegment elements = elements(sigma);
        double[] values = new double[weightCount()];
        for (long a = 0; a < game.outcomes().jointActionCount(); a++) {
            double probability = elements.getAtIndex(ValueLayout.JAVA_DOUBLE, a);
            for (int p = 0; probability != 0 && p < values.length; p++) {
                values[p] += probability * payoff(p, a);
            }
        }
        return values;
    }

    @Override
    public double[] differences(long[] outcomes) {
        double[] all = new double[Math.multiplyExact(outcomes.length, differences.width())];
        for (int k = 0; k < outcomes.length; k++) {
            differences.add(outcomes[k], all, k * differences.width());
        }
        return all;
    }

    @Override
    public JointSample sample(Regulariser regulariser, JointBuffer sigma, int count, double offset) {
        return new CurvatureSample(game, regulariser, elements(sigma)).draw(count, offset);
    }
}
