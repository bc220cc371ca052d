package org.aumann.core.catalogue;

import java.util.function.Supplier;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Resources that are shared by those who choose them.
 *
 * <pre>{@code G_p(a) = w(a_p) / #{q : a_q = a_p},   w ~ U(1, 5)}</pre>
 *
 * <p>Rosenthal 1973: it has a potential, so better replies end in a pure Nash equilibrium.
 */
final class CongestionGame {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
            "congestion",
            "resources shared by those who choose them",
            (arguments, index) -> sources(index, arguments.seed()),
            ParameterRule.seed());

    private CongestionGame() {}

    private static Supplier<FibreSource> sources(JointActionIndex index, long seed) {
        CounterRandom random = new CounterRandom(seed, 0);
        double[] worth = new double[CrowdPayoffs.mostActions(index)];
        for (int a = 0; a < worth.length; a++) {
            worth[a] = random.uniform(a, 1, 5);
        }
        return () -> new CrowdPayoffs(index, (player, action, crowd) -> worth[action] / crowd);
    }
}
