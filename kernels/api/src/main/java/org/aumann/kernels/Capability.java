package org.aumann.kernels;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A kind of kernels that a back end has or has not. */
public enum Capability {
    /** K1: {@link RolloutOperator}. */
    ROLLOUTS("rollouts"),
    /** K1x and K4: {@link TreeOperator}. */
    TREES("exact payoffs and responses in trees"),
    /** K2: {@link ProfileOperator}. */
    PROFILES("product profiles"),
    /** K2: {@link RegretOperator}. */
    REGRETS("regret minimisers"),
    /** K3 over joint actions: {@link IncentiveOperator} of a payoff tensor. */
    INCENTIVES("incentives"),
    /** K3 over count profiles: {@link IncentiveOperator} of a symmetric game. */
    SYMMETRIC_INCENTIVES("count profiles"),
    /** K5: {@link MeanFieldOperator}. */
    MEAN_FIELDS("mean fields"),
    /** K6: {@link BatchOperator}. */
    BATCHES("batches of games"),
    /** K8: {@link BackUpOperator} and {@link LearningOperator}. */
    STOCHASTIC_GAMES("stochastic games");

    private final String title;

    Capability(String title) {
        this.title = title;
    }

    /**
     * The kernels in words.
     *
     * @return a noun in lower case
     */
    public String title() {
        return title;
    }

    /**
     * Several of them in words.
     *
     * @param capabilities some capabilities
     * @return their titles in the order of this enum, with commas
     */
    public static String titles(Set<Capability> capabilities) {
        return new TreeSet<>(capabilities).stream().map(Capability::title).collect(Collectors.joining(", "));
    }
}
