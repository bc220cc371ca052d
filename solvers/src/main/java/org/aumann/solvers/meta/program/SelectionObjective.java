package org.aumann.solvers.meta.program;

/** What selects one of the many (coarse) correlated equilibria. */
public enum SelectionObjective {
    /** Maximum Gini impurity {@code 1 − σᵀσ}: unique. Marris et al. 2021. */
    GINI("mg", "maximum Gini impurity (unique)"),
    /** Maximum Shannon entropy: unique. Ortiz, Schapire and Kakade 2007. */
    ENTROPY("me", "maximum Shannon entropy (unique)"),
    /** Least relative entropy to a prior, which the user gives: unique; to the uniform one it is maximum entropy. */
    RELATIVE_ENTROPY("re", "least relative entropy to a prior (unique)"),
    /** Maximum sum of the expected payoffs. */
    WELFARE("mw", "maximum welfare"),
    /**
     * Least sum of the expected payoffs: what there is to lose. Its objective is minus the welfare. The least welfare beside the
     * greatest of all joint actions is the price of anarchy of correlated play. Koutsoupias and Papadimitriou 1999.
     */
    LEAST_WELFARE("lw", "least welfare"),
    /**
     * Maximum welfare with 1e-6 · N(0, 1) of the widest payoff range added to every joint action: a random one of the best.
     */
    RANDOM_WELFARE("rmw", "maximum welfare, ties broken at random"),
    /** Maximum of a random N(0, 1) objective: a random vertex. */
    RANDOM_VERTEX("rv", "a random vertex");

    private final String id;
    private final String description;

    SelectionObjective(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /**
     * The middle part of solver ids.
     *
     * @return for example {@code mg}
     */
    public String id() {
        return id;
    }

    /**
     * One line for people.
     *
     * @return the description
     */
    public String description() {
        return description;
    }

    /**
     * Whether it is linear in σ: its optima are vertices.
     *
     * @return false if it has a regulariser
     */
    public boolean isLinear() {
        return switch (this) {
            case GINI, ENTROPY, RELATIVE_ENTROPY -> false;
            case WELFARE, LEAST_WELFARE, RANDOM_WELFARE, RANDOM_VERTEX -> true;
        };
    }

    /**
     * What the welfare is multiplied with in the program that is solved. The Gini impurity {@code 1 − σᵀσ} is 1 − 2 Ω.
     *
     * @param tilt β
     */
    double welfareFactor(double tilt) {
        return switch (this) {
            case GINI -> tilt / 2;
            case ENTROPY, RELATIVE_ENTROPY -> tilt;
            case WELFARE, RANDOM_WELFARE -> 1;
            case LEAST_WELFARE -> -1;
            case RANDOM_VERTEX -> 0;
        };
    }
}
