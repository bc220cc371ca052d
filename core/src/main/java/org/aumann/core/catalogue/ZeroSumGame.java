package org.aumann.core.catalogue;

import java.util.function.Supplier;
import org.aumann.core.payoff.JointActionIndex;

/**
 * A random two-player zero-sum matrix.
 *
 * <p>Entries are N(0, 1), all different, so that as a rule the equilibrium is unique; with
 * {@code repeated=true} they are integers of −2…2, uniformly, so that ties and duplicate actions make the
 * linear programs degenerate.
 */
final class ZeroSumGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "zero_sum",
            GameKind.NORMAL_FORM,
            "a random two-player zero-sum matrix",
            arguments -> GeneratedGame.game(arguments, arguments.shape(2), ZeroSumGame::sources),
            ParameterRule.actions("4"),
            ParameterRule.seed(),
            ParameterRule.choice("repeated", "integers of -2..2 instead of normal payoffs", "false", "true"),
            ParameterRule.precision());

    private ZeroSumGame() {}

    private static Supplier<FibreSource> sources(GameArguments arguments, JointActionIndex index) {
        long seed = arguments.seed();
        boolean repeated = arguments.flag("repeated");
        return () -> {
            CounterRandom random = new CounterRandom(seed, 0);
            return (jointAction, actions, payoffs) -> {
                for (int b = 0; b < payoffs[0].length; b++) {
                    long position = jointAction + b;
                    payoffs[0][b] = repeated ? Math.floor(random.uniform(position, -2, 3)) : random.gaussian(position);
                    payoffs[1][b] = -payoffs[0][b];
                }
            };
        };
    }
}
