package org.aumann.bench.compare;

/** Who solves. */
enum Contender {
    /** Our solver of the problem, back end {@code cpu}. */
    AUMANN("Aumann", 0),
    /** {@code peers.py}: L-BFGS-B on the dual, or HiGHS on the explicit matrix. */
    SCIPY("SciPy", 1),
    /** GLOP on the explicit matrix. */
    OR_TOOLS("OR-Tools", 2);

    private final String title;
    private final int colour;

    Contender(String title, int colour) {
        this.title = title;
        this.colour = colour;
    }

    /** Of its lines in a plot. */
    int colour() {
        return colour;
    }

    String title() {
        return title;
    }

    boolean solves(Problem problem) {
        return this != OR_TOOLS || problem.isLinear();
    }
}
