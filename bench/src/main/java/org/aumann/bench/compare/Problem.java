package org.aumann.bench.compare;

import java.util.Locale;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.solvers.meta.Certificate;

/** The equilibria that are compared. */
enum Problem {
    /** Maximum welfare, CCE. */
    MWCCE(SolutionConcept.CCE),
    /** Maximum welfare, CE. */
    MWCE(SolutionConcept.CE),
    /** Maximum entropy, CCE. */
    MECCE(SolutionConcept.CCE),
    /** Maximum entropy, CE. */
    MECE(SolutionConcept.CE),
    /** Maximum Gini impurity, CCE. */
    MGCCE(SolutionConcept.CCE);

    /** ε of the CE: at 0 the multipliers of some of these games are without bound. */
    private static final double CE_EPSILON = 1e-3;

    private final SolutionConcept concept;

    Problem(SolutionConcept concept) {
        this.concept = concept;
    }

    SolutionConcept concept() {
        return concept;
    }

    boolean isLinear() {
        return this == MWCCE || this == MWCE;
    }

    /** Relative to the largest payoff range. */
    double relativeEpsilon() {
        return concept == SolutionConcept.CE ? CE_EPSILON : 0;
    }

    /** The id of the solver, the same for all contenders. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return id().substring(0, 2) + "-" + concept;
    }

    double objective(Certificate certificate) {
        return switch (this) {
            case MWCCE, MWCE -> certificate.welfare();
            case MECCE, MECE -> certificate.entropy();
            case MGCCE -> certificate.gini();
        };
    }

    static Problem of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
