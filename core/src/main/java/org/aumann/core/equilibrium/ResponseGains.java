package org.aumann.core.equilibrium;

import java.util.List;

/**
 * What a distribution over joint policies is worth, and what the players could gain by best responses in the full game.
 *
 * <p>A player has one response before any recommendation (CCE), or one for each that may come (CE). Immutable.
 *
 * @param values expected payoff per player, payoff units
 * @param perPlayer per player the signed gain of every response, times the probability of its recommendation; payoff units
 */
public record ResponseGains(List<Double> values, List<List<Double>> perPlayer) {
    /** Copies the lists. */
    public ResponseGains {
        values = List.copyOf(values);
        perPlayer = perPlayer.stream().map(List::copyOf).toList();
    }

    /**
     * The gap of the full game.
     *
     * <pre>{@code gap_p = Σ_r max(0, gain[p][r])}</pre>
     *
     * @return the gap
     */
    public EquilibriumGap gap() {
        return EquilibriumGap.measured(
                perPlayer.stream().mapToDouble(own -> sumAbove(own, 0)).toArray(),
                perPlayer.stream()
                        .mapToDouble(own ->
                                own.stream().mapToDouble(gain -> gain).max().orElse(0))
                        .toArray());
    }

    /**
     * By how much the gains exceed what every player may gain.
     *
     * <pre>{@code excess = Σ_p Σ_r max(0, gain[p][r] − max(0, ε_p))}</pre>
     *
     * @param epsilon per player, payoff units
     * @return payoff units, 0 for an ε-equilibrium
     */
    public double excess(List<Double> epsilon) {
        double excess = 0;
        for (int p = 0; p < perPlayer.size(); p++) {
            excess += sumAbove(perPlayer.get(p), Math.max(0, epsilon.get(p)));
        }
        return excess;
    }

    private static double sumAbove(List<Double> gains, double threshold) {
        return gains.stream().mapToDouble(gain -> Math.max(0, gain - threshold)).sum();
    }
}
