package org.aumann.solvers.meta.program;

/** Where the ε of an ε-equilibrium comes from. */
public enum EpsilonRule {
    /** As asked for. */
    GIVEN("", "the given epsilon"),
    /** {@code 0.01 · max(A b)} with b the uniform distribution, at least 0. */
    APPROXIMATE("approx_", "1 % of the largest gain under the uniform distribution"),
    /** The smallest ε there is, found first by a linear program; negative where strict equilibria exist. */
    MINIMUM("min_epsilon_", "the smallest epsilon there is, then the objective"),
    /** The smallest ε down to which every joint action has probability; for the Gini impurity only. */
    FULL_SUPPORT("fs", "the smallest epsilon that leaves every joint action some probability");

    private final String prefix;
    private final String description;

    EpsilonRule(String prefix, String description) {
        this.prefix = prefix;
        this.description = description;
    }

    /**
     * The prefix of solver ids.
     *
     * @return for example {@code min_epsilon_}
     */
    public String prefix() {
        return prefix;
    }

    /**
     * One line for people.
     *
     * @return the description
     */
    public String description() {
        return description;
    }
}
