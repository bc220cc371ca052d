package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a stationary policy is an equilibrium of, in every state, up to a relative gap of 1e-6. */
public enum EquilibriumKind {
    /** A product of strategies. */
    NASH("a Nash equilibrium in every state"),
    /** A correlated equilibrium. */
    CE("a correlated equilibrium in every state"),
    /** A coarse correlated equilibrium. */
    CCE("a coarse correlated equilibrium in every state, but no correlated one"),
    /** Somebody gains. */
    NONE("no equilibrium");

    /** Difference of a probability from that of the product of strategies up to which play is one. */
    private static final double ROUNDING = 1e-9;

    private final String description;

    EquilibriumKind(String description) {
        this.description = description;
    }

    static EquilibriumKind of(PerConcept<StationaryGap> gap, double correlation) {
        if (gap.ce().isClosed()) {
            return isProduct(correlation) ? NASH : CE;
        }
        return gap.cce().isClosed() ? CCE : NONE;
    }

    static boolean isProduct(double correlation) {
        return correlation <= ROUNDING;
    }

    /**
     * The word in documents.
     *
     * @return such as {@code nash}
     */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }
}
