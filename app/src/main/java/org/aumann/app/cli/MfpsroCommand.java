package org.aumann.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.aumann.app.task.MeanFieldMethod;
import org.aumann.app.task.MfpsroTask;
import org.aumann.app.task.Task;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.PayoffNoise;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann mfpsro}. */
@Command(
        name = "mfpsro",
        description = {
            "Mean-field policy-space response oracles: grow a set of policies of a mean-field game until a mediator over "
                    + "mixtures of them is a Nash, correlated or coarse correlated equilibrium.",
            "",
            "Every outer iteration plays the restricted game over the known policies by regret minimisation, weighs the "
                    + "rounds by bandit compression (Nash: searches), measures the gap over all policies in float64, and adds "
                    + "best responses. Gaps keep their sign. Muller et al. 2021, https://arxiv.org/abs/2111.08350"
        },
        footer = {
            "  aumann mfpsro mfg_crowd_modelling --concept cce",
            "  aumann mfpsro mfg_predator_prey --concept ce --time-limit 60 --json",
            "  aumann mfpsro mfg_crowd_modelling --concept cce --mediator entropy --mixtures 3",
            "  aumann mfpsro coop_betray_punish --concept nash --search cma_es --plain",
            "  aumann mfpsro mfg_crowd_modelling --method mirror_descent --learning-rate 0.1 --iterations 1000"
        })
final class MfpsroCommand extends AbstractCommand {
    @Parameters(paramLabel = "GAME", description = "A mean-field game of the catalogue; 'aumann games' lists them.")
    private String game = "";

    @Option(
            names = "--concept",
            paramLabel = "CONCEPT",
            description = "What to look for: nash, ce or cce. Default: cce; nash for the baselines.")
    private @Nullable MeanFieldConcept givenConcept;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "psro",
            description = "psro, or a baseline for Nash: fictitious_play or mirror_descent. Default: ${DEFAULT-VALUE}.")
    private MeanFieldMethod method = MeanFieldMethod.PSRO;

    @Mixin
    private RestrictedOptions restricted = new RestrictedOptions();

    @Option(
            names = "--responses",
            paramLabel = "N",
            defaultValue = "8",
            description = "Most new policies of a population in an iteration, for ce. Default: ${DEFAULT-VALUE}.")
    private int responses;

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            defaultValue = "0",
            description =
                    "Standard deviation of noise on the payoffs that restricted solvers see. Default: ${DEFAULT-VALUE}.")
    private double noise;

    @Option(
            names = "--noise-samples",
            paramLabel = "M",
            defaultValue = "1",
            description = "Samples that every noisy payoff is the average of. Default: ${DEFAULT-VALUE}.")
    private int noiseSamples;

    @Option(
            names = "--regret-tolerance",
            paramLabel = "R",
            defaultValue = "0.1",
            description =
                    "Regret at which the first restricted games are left, as relative; later a tenth of the last gap. Default: ${DEFAULT-VALUE}.")
    private double regretTolerance;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-7",
            description =
                    "Gap of the concept at which the run ends, relative to what a policy can make against uniform play. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "200",
            description = "Most outer iterations. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Most wall-clock time. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ZERO;

    @Option(
            names = "--out",
            paramLabel = "MEDIATOR",
            description = "Write the mediator and its policies to this .json file; 'aumann gap' checks it.")
    private @Nullable Path out;

    MfpsroCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        MeanFieldConcept concept = givenConcept == null ? method.usual() : givenConcept;
        requireUsedOptions(concept);
        MeanFieldPsroOptions options = new MeanFieldPsroOptions(
                concept,
                restricted.solver(concept),
                responses,
                new PayoffNoise(noise, noiseSamples),
                regretTolerance,
                MeanFieldPsroOptions.REGRET_LIMIT,
                new LoopLimits(tolerance, 0, iterations, timeLimit),
                common().seed());
        return new MfpsroTask(game, method, options, restricted.learningRate(), backend(), out);
    }

    private void requireUsedOptions(MeanFieldConcept concept) {
        boolean isPsro = method == MeanFieldMethod.PSRO;
        for (String option : List.of("--noise", "--regret-tolerance", "--backend")) {
            requireUsed(option, isPsro, "--method psro");
        }
        requireUsed("--noise-samples", noise > 0, "--noise");
        requireUsed("--responses", isPsro && concept == MeanFieldConcept.CE, "--concept ce");
        restricted.requireUsed(this, method, concept);
    }
}
