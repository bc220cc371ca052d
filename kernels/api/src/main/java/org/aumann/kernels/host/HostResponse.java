package org.aumann.kernels.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.distribution.CompensatedSum;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Regulariser;

/** The distribution that answers logits, as plain loops: {@code σ = ∇Ω*(ℓ)} in place. */
public final class HostResponse {
    private final MetaGame game;
    private final MemorySegment sigma;
    private final long outcomes;

    /**
     * The answer to logits.
     *
     * @param game tells how often an outcome counts
     * @param sigma the logits, one float64 per outcome of the game. Modified.
     */
    public HostResponse(MetaGame game, MemorySegment sigma) {
        this.game = game;
        this.sigma = sigma;
        this.outcomes = game.outcomes().jointActionCount();
    }

    /**
     * Replaces the logits by the distribution.
     *
     * @param regulariser Ω
     * @return the conjugate {@code Ω*(ℓ)}
     */
    public double of(Regulariser regulariser) {
        return switch (regulariser) {
            case ENTROPY -> softmax();
            case GINI -> sparsemax();
        };
    }

    private double softmax() {
        double shift = greatest();
        CompensatedSum total = new CompensatedSum();
        for (long a = 0; a < outcomes; a++) {
            double mass = game.multiplicity(a) * Math.exp(get(a) - shift);
            set(a, mass);
            total.add(mass);
        }
        double sum = total.value();
        for (long a = 0; a < outcomes; a++) {
            set(a, get(a) / sum);
        }
        return shift + Math.log(sum);
    }

    /**
     * τ by Newton's method on the convex {@code Σ w max(0, ℓ − τ) = 1}, from the left, where it is monotone.
     *
     * <p>Logits are taken relative to the greatest, so that those of the support are in (−1, 0] however large
     * the multipliers are. The conjugate is {@code min_τ τ + ½ Σ w max(0, ℓ − τ)²}: at the minimum the
     * rounding of τ is of no consequence.
     */
    private double sparsemax() {
        double shift = greatest();
        double threshold = -1;
        while (true) {
            double excess = -1;
            double slope = 0;
            for (long a = 0; a < outcomes; a++) {
                double above = get(a) - shift - threshold;
                if (above > 0) {
                    double weight = game.multiplicity(a);
                    excess += weight * above;
                    slope += weight;
                }
            }
            double next = threshold + excess / slope;
            if (!(next > threshold)) {
                break;
            }
            threshold = next;
        }
        double squares = 0;
        CompensatedSum total = new CompensatedSum();
        for (long a = 0; a < outcomes; a++) {
            double above = Math.max(0, get(a) - shift - threshold);
            double mass = above == 0 ? 0 : game.multiplicity(a) * above;
            squares += mass * above;
            total.add(mass);
            set(a, mass);
        }
        double sum = total.value();
        for (long a = 0; a < outcomes; a++) {
            set(a, get(a) / sum);
        }
        return shift + threshold + 0.5 * squares;
    }

    private double greatest() {
        double greatest = Double.NEGATIVE_INFINITY;
        for (long a = 0; a < outcomes; a++) {
            greatest = Math.max(greatest, get(a));
        }
        return greatest;
    }

    private double get(long outcome) {
        return sigma.getAtIndex(ValueLayout.JAVA_DOUBLE, outcome);
    }

    private void set(long outcome, double value) {
        sigma.setAtIndex(ValueLayout.JAVA_DOUBLE, outcome, value);
    }
}
