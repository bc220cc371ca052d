package org.aumann.app.cli;

import java.util.List;
import org.aumann.core.stochastic.StepSize;
import org.aumann.solvers.stochastic.QLearningOptions;
import org.aumann.solvers.stochastic.Selection;
import picocli.CommandLine.Option;

/** How {@code aumann jal --method learning} learns. */
final class QLearningSettings {
    private static final List<String> OPTIONS =
            List.of("--steps", "--seeds", "--step-size", "--explore", "--normalise", "--episode-limit", "--drift");

    @Option(
            names = "--steps",
            paramLabel = "T",
            defaultValue = "100000",
            description = "Learning: moves of every copy. Default: ${DEFAULT-VALUE}.")
    private long steps;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Learning: copies that learn side by side, each from draws of its own. Default: ${DEFAULT-VALUE}.")
    private int copies;

    @Option(
            names = "--step-size",
            paramLabel = "ALPHA",
            defaultValue = "1/n",
            description =
                    "Learning: 1/n, by the visits of a joint action; a number above 0, at most 1; or decay:FIRST,DECAY,LEAST. Default: ${DEFAULT-VALUE}.")
    private StepSize stepSize = new StepSize.ByVisits(1);

    @Option(
            names = "--explore",
            paramLabel = "EPS",
            defaultValue = "1",
            description =
                    "Learning: probability of a uniform joint action instead of one of the policy. Default: ${DEFAULT-VALUE}.")
    private double exploration;

    @Option(
            names = "--normalise",
            description =
                    "Learning: multiply rewards by 1 - discount, so that learned values are averages (Greenwald and Hall 2003).")
    private boolean normalise;

    @Option(
            names = "--episode-limit",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Learning: moves after which an episode is broken off; 0 if it is not. Default: ${DEFAULT-VALUE}.")
    private int episodeLimit;

    @Option(
            names = "--drift",
            paramLabel = "D",
            defaultValue = "1e-4",
            description =
                    "Learning: relative change of a stage game's payoffs before it is solved again. Default: ${DEFAULT-VALUE}.")
    private double drift;

    QLearningOptions options(Selection selection, long seed) {
        return new QLearningOptions(
                selection, steps, copies, seed, stepSize, exploration, normalise, episodeLimit, drift);
    }

    /** Refuses these options in a run that does not learn. */
    void requireUsed(AbstractCommand command, boolean isLearning) {
        OPTIONS.forEach(option -> command.requireUsed(option, isLearning, "--method learning"));
    }
}
