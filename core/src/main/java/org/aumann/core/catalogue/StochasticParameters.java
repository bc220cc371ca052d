package org.aumann.core.catalogue;

/** Parameters that several stochastic games have. */
final class StochasticParameters {
    private StochasticParameters() {}

    static ParameterRule discount(double usual) {
        return ParameterRule.real("discount", usual, 0, 1, "what a reward is worth one step later");
    }
}
