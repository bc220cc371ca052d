package org.aumann.core.catalogue;

import java.util.function.Supplier;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SymmetricGame;

/**
 * Players that nobody can tell apart, and nothing else in common.
 *
 * <pre>{@code G_p(a) = u(a_p, k),   k_r = #{q ≠ p : a_q = r},   u ~ N(0, 1)}</pre>
 */
final class SymmetricGaussianGame implements FibreSource {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
                    "symmetric",
                    "independent normal payoffs that depend on how many others do what",
                    SymmetricGaussianGame::sources,
                    ParameterRule.seed())
            .symmetric(SymmetricGaussianGame::symmetric);

    private final CounterRandom random;
    private final CountProfiles coPlayers;
    private final int[] profile;

    private SymmetricGaussianGame(CountProfiles coPlayers, long seed) {
        this.random = new CounterRandom(seed, 0);
        this.coPlayers = coPlayers;
        this.profile = new int[coPlayers.actions()];
    }

    private static Supplier<FibreSource> sources(GameArguments arguments, JointActionIndex index) {
        CountProfiles coPlayers = CountProfiles.of(index.playerCount() - 1, arguments.commonActionCount());
        return () -> new SymmetricGaussianGame(coPlayers, arguments.seed());
    }

    private static SymmetricGame symmetric(GameArguments given) {
        GameArguments arguments = given.withPlayersFromActions();
        int players = arguments.integer("players");
        int actions = arguments.commonActionCount();
        SymmetricGaussianGame game =
                new SymmetricGaussianGame(CountProfiles.of(players - 1, actions), arguments.seed());
        return SymmetricGame.of(players, actions, game::payoff);
    }

    private double payoff(int action, int[] others) {
        return random.gaussian((long) coPlayers.index(others) * coPlayers.actions() + action);
    }

    @Override
    public void fill(long jointAction, int[] actions, double[][] payoffs) {
        int last = actions.length - 1;
        for (int p = 0; p < last; p++) {
            profile[actions[p]]++;
        }
        for (int b = 0; b < payoffs[last].length; b++) {
            payoffs[last][b] = payoff(b, profile);
            profile[b]++;
            for (int p = 0; p < last; p++) {
                profile[actions[p]]--;
                payoffs[p][b] = payoff(actions[p], profile);
                profile[actions[p]]++;
            }
            profile[b]--;
        }
        for (int p = 0; p < last; p++) {
            profile[actions[p]]--;
        }
    }
}
