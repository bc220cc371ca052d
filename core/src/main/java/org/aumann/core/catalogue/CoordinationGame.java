package org.aumann.core.catalogue;

import java.util.function.Supplier;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Everybody wants to be where the others are, but they like different places.
 *
 * <pre>{@code G_p(a) = v_p(a_p) · #{q ≠ p : a_q = a_p} / (n − 1),   v ~ U(1, 5)}</pre>
 *
 * <p>Every action that all players have is a strict Nash equilibrium. Two players with two actions play a
 * battle of the sexes or a stag hunt without risk.
 */
final class CoordinationGame {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
            "coordination",
            "everybody wants to do what the others do, with different tastes",
            (arguments, index) -> sources(index, arguments.seed()),
            ParameterRule.seed());

    private CoordinationGame() {}

    private static Supplier<FibreSource> sources(JointActionIndex index, long seed) {
        CounterRandom random = new CounterRandom(seed, 0);
        int others = index.playerCount() - 1;
        double[][] taste = new double[index.playerCount()][];
        for (int p = 0; p <= others; p++) {
            taste[p] = new double[index.actionCount(p)];
            for (int a = 0; a < taste[p].length; a++) {
                taste[p][a] = random.uniform(((long) p << 32) | a, 1, 5);
            }
        }
        return () -> new CrowdPayoffs(index, (player, action, crowd) -> taste[player][action] * (crowd - 1) / others);
    }
}
