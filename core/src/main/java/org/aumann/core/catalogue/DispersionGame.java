package org.aumann.core.catalogue;

/**
 * Everybody wants to be alone.
 *
 * <pre>{@code G_p(a) = −#{q ≠ p : a_q = a_p}}</pre>
 *
 * <p>Grenager, Powers and Shoham 2002, "Dispersion games".
 */
final class DispersionGame {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
                    "dispersion",
                    "everybody wants to be alone",
                    (_, index) -> () -> new CrowdPayoffs(index, DispersionGame::payoff))
            .symmetric(arguments -> CrowdPayoffs.symmetric(arguments, _ -> DispersionGame::payoff));

    private DispersionGame() {}

    private static double payoff(int player, int action, int crowd) {
        return 1.0 - crowd;
    }
}
