package org.aumann.core.exact;

import java.util.List;

/**
 * How likely chance leads to a terminal, and what it pays.
 *
 * @param chance product of the chance probabilities on the way
 * @param payoffs one per player
 */
public record ExactTerminal(Fraction chance, List<Fraction> payoffs) {
    /** Copies the list. */
    public ExactTerminal {
        payoffs = List.copyOf(payoffs);
    }
}
