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
                    ParameterRule.seed())
            .symmetric(arguments -> CrowdPayoffs.symmetric(arguments, actions -> payoff(actions, arguments.seed())));

    private CongestionGame() {}

    private static Supplier<FibreSource> sources(JointActionIndex index, long seed) {
        CrowdPayoffs.CrowdPayoff payoff = payoff(CrowdPayoffs.mostActions(index), seed);
        return () -> new CrowdPayoffs(index, payoff);
    }

    private static CrowdPayoffs.CrowdPayoff payoff(int actions, long seed) {
        CounterRandom random = new CounterRandom(seed, 0);
        double[] worth = new double[actions];
        for (int a = 0; a < actions; a++) {
            worth[a] = random.uniform(a, 1, 5);
        }
        return (player, action, crowd) -> worth[action] / crowd;
    }
}
