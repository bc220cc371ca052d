package org.aumann.app.cli;

import java.util.List;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.program.GainUnit;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that find a joint distribution. */
final class SolutionOptions {
    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "0",
            description =
                    "What a deviation may gain: one number, or one for every player, as in 0.1,0,0.2; for the solvers that do not compute it. Default: ${DEFAULT-VALUE}.")
    private FiniteNumbers epsilon = new FiniteNumbers(List.of(0.0));

    @Option(
            names = "--epsilon-unit",
            paramLabel = "UNIT",
            defaultValue = "payoff",
            description =
                    "What an epsilon counts: payoff, or range, the player's own payoff range, so that shifting and scaling a player's payoffs changes nothing. Default: ${DEFAULT-VALUE}.")
    private GainUnit unit = GainUnit.PAYOFF;

    @Option(
            names = "--weights",
            paramLabel = "W",
            description = "Weight of every player's payoff in the welfare, as in 1,0,2. Default: 1 each.")
    private @Nullable FiniteNumbers weights;

    @Option(
            names = "--tilt",
            paramLabel = "B",
            defaultValue = "0",
            converter = Converters.NotNegative.class,
            description =
                    "The mg, me and re solvers maximise impurity or entropy + B x welfare, B per payoff unit. Default: ${DEFAULT-VALUE}.")
    private double tilt;

    /** The solver of an id that is known to exist. */
    MetaSolver solver(String id) {
        return MetaSolvers.named(id, settings());
    }

    /** What the options say about the equilibrium. */
    SelectionSettings settings() {
        return SelectionSettings.defaults()
                .withEpsilons(epsilon.values())
                .withUnit(unit)
                .withWeights(weights == null ? List.of() : weights.values())
                .withTilt(tilt);
    }
}
