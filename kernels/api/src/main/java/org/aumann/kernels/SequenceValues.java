package org.aumann.kernels;

/**
 * Result of an infostate sweep: what each action of a player is worth under best play afterwards.
 *
 * <pre>{@code
 * value(s) = Σ_{z with sequence s} W(z) u_p(z) + Σ_{I with parent s} max_a value(firstSequence(I) + a)
 * }</pre>
 *
 * <p>Values are counterfactual: weighted with the chance and co-players' probability of getting there, whose
 * amount is {@link #mass}. Immutable; owns its arrays.
 */
public final class SequenceValues {
    private final double[] value;
    private final double[] mass;

    /**
     * Takes over both arrays.
     *
     * @param value per sequence its value
     * @param mass per sequence the largest weight of terminals that lie below it under any own play
     */
    public SequenceValues(double[] value, double[] mass) {
        this.value = value;
        this.mass = mass;
    }

    /**
     * The best-response value of the game.
     *
     * @return payoff units, times the total weight of the mixture
     */
    public double gameValue() {
        return value[0];
    }

    /**
     * The value of a sequence.
     *
     * @param sequence a sequence of the player
     * @return payoff units, times {@link #mass}
     */
    public double value(int sequence) {
        return value[sequence];
    }

    /**
     * The weight with which chance and the co-players let the player get below a sequence: the scale of
     * rounding errors and ties.
     *
     * @param sequence a sequence of the player
     * @return a number in [0, total weight of the mixture]
     */
    public double mass(int sequence) {
        return mass[sequence];
    }
}
