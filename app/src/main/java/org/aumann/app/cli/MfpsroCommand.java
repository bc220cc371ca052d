package org.aumann.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.aumann.app.report.DeviceDocument;
import org.aumann.app.report.MeanFieldDocument;
import org.aumann.app.report.MeanFieldIterationDocument;
import org.aumann.app.report.MeanFieldProgress;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.meanfield.DeviceObjective;
import org.aumann.solvers.meanfield.DeviceProgram;
import org.aumann.solvers.meanfield.FictitiousPlay;
import org.aumann.solvers.meanfield.MeanFieldBaseline;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.aumann.solvers.meanfield.MeanFieldLearner;
import org.aumann.solvers.meanfield.MeanFieldPsro;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.MeanFieldPsroResult;
import org.aumann.solvers.meanfield.OnlineMirrorDescent;
import org.aumann.solvers.meanfield.PayoffNoise;
import org.aumann.solvers.meanfield.RestrictedSolver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann mfpsro}. */
@Command(
        name = "mfpsro",
        description = {
            "Mean-field policy-space response oracles: grow a set of policies of a mean-field game until a device over "
                    + "mixtures of them is a Nash, correlated or coarse correlated equilibrium.",
            "",
            "Every outer iteration plays the restricted game over the known policies by regret minimisation, weighs the "
                    + "rounds by bandit compression (Nash: searches), measures the gap over all policies in float64, and adds "
                    + "best responses. Gaps keep their sign. Muller et al. 2021, https://arxiv.org/abs/2111.08350"
        },
        footer = {
            "  aumann mfpsro mfg_crowd_modelling --concept cce",
            "  aumann mfpsro mfg_predator_prey --concept ce --time-limit 60 --json",
            "  aumann mfpsro mfg_crowd_modelling --concept cce --device entropy --mixtures 3",
            "  aumann mfpsro coop_betray_punish --concept nash --search cma_es --plain",
            "  aumann mfpsro mfg_crowd_modelling --method mirror_descent --learning-rate 0.1 --iterations 1000"
        })
final class MfpsroCommand extends AbstractCommand {
    private static final int MIXTURES = 3;

    private static final double KL_WEIGHT = 0.5;

    /** What a device program minimises. */
    enum Device {
        /** The greatest gain. */
        MARGIN,
        /** The negative entropy. */
        ENTROPY,
        /** The same less divergences. */
        KL
    }

    /** What runs. */
    enum Method {
        /** Mean-field PSRO. */
        PSRO,
        /** The baseline of fictitious play. */
        FICTITIOUS_PLAY,
        /** The baseline of online mirror descent. */
        MIRROR_DESCENT
    }

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
    private Method method = Method.PSRO;

    @Option(
            names = "--learner",
            paramLabel = "RULE",
            description =
                    "How restricted games are played: matching, matching_plus, predictive, hedge or polynomial for cce; internal or swap for ce. Default: matching, internal.")
    private @Nullable Learner learner;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.1",
            converter = FiniteConverter.class,
            description = "Of mirror_descent, hedge and polynomial. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--search",
            paramLabel = "SEARCH",
            defaultValue = "cma_es",
            description = "How restricted Nash equilibria are searched: cma_es or random. Default: ${DEFAULT-VALUE}.")
    private RestrictedSolver.Search.Method search = RestrictedSolver.Search.Method.CMA_ES;

    @Option(
            names = "--device",
            paramLabel = "OBJECTIVE",
            description =
                    "Instead of play, for cce and ce: the best device of --mixtures mixtures. margin: as far inside the equilibria as can be; entropy: the most random; kl: random, with mixtures unlike each other. Default: play.")
    private @Nullable Device device;

    @Option(
            names = "--mixtures",
            paramLabel = "K",
            description = "Most mixtures that --device draws. Default: " + MIXTURES + ".")
    private @Nullable Integer mixtures;

    @Option(
            names = "--kl-weight",
            paramLabel = "L",
            converter = FiniteConverter.class,
            description =
                    "How much --device kl keeps mixtures apart, 0 (not: entropy) to 1. Default: " + KL_WEIGHT + ".")
    private @Nullable Double klWeight;

    @Option(
            names = "--kl-floor",
            paramLabel = "F",
            converter = FiniteConverter.class,
            description =
                    "Least weight of a policy with --device kl, relative to the uniform mixture; without one they would be apart without limit. Default: 1e-6.")
    private @Nullable Double klFloor;

    @Option(
            names = "--steps",
            paramLabel = "T",
            defaultValue = "300",
            description =
                    "Most rounds in a restricted game, or hundreds of mixtures that a search looks at. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--compress-every",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rounds between two bandit compressions. Default: ${DEFAULT-VALUE}.")
    private int period;

    @Option(names = "--uniform", description = "Weigh all rounds alike instead of compressing them.")
    private boolean uniform;

    @Option(
            names = "--plain",
            description =
                    "The paper's solvers alone: no sequential linear programs from the average mixture, no matrix games.")
    private boolean plain;

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
            converter = FiniteConverter.class,
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
            converter = FiniteConverter.class,
            description =
                    "Regret at which the first restricted games are left, as relative; later a tenth of the last gap. Default: ${DEFAULT-VALUE}.")
    private double regretTolerance;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-7",
            converter = FiniteConverter.class,
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
            paramLabel = "DEVICE",
            description = "Write the device and its policies to this .json file; 'aumann gap' checks it.")
    private @Nullable Path out;

    MfpsroCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Output output) {
        requireUsedOptions();
        MeanFieldPsroOptions options = options();
        if (out != null) {
            DeviceDocument.requireWritable(out);
        }
        BackendChoice choice = backend(method == Method.PSRO ? Set.of(Capability.MEAN_FIELDS) : Set.of());
        output.status("reading " + game);
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
        try (ComputeBackend backend = choice.open(model.successorCount())) {
            BackendChoice.log(backend, output);
            output.row(MeanFieldIterationDocument.header());
            output.status("iteration 1 of at most " + iterations);
            long started = System.nanoTime();
            MeanFieldPsroResult result = result(model, backend, options, iteration -> tell(iteration, output));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            String runBy = method == Method.PSRO ? backend.id() : "none";
            output.row("");
            output.result(MeanFieldDocument.of(result, WordConverter.word(method), concept(), model, runBy, elapsed));
            if (out != null) {
                DeviceDocument.of(result.policies(), result.device()).write(out);
            }
            return ExitStatus.OK;
        }
    }

    private MeanFieldPsroResult result(
            MeanFieldModel model,
            ComputeBackend backend,
            MeanFieldPsroOptions options,
            LoopListener<MeanFieldIteration> listener) {
        if (method == Method.PSRO) {
            try (MeanFieldPsro psro = new MeanFieldPsro(model, backend, options, listener)) {
                return psro.run();
            }
        }
        MeanFieldLearner baseline = method == Method.FICTITIOUS_PLAY
                ? new FictitiousPlay(model)
                : new OnlineMirrorDescent(model, learningRate);
        try (MeanFieldBaseline run = new MeanFieldBaseline(baseline, options.limits(), listener)) {
            return run.run();
        }
    }

    private MeanFieldConcept concept() {
        MeanFieldConcept usual = method == Method.PSRO ? MeanFieldConcept.CCE : MeanFieldConcept.NASH;
        return givenConcept == null ? usual : givenConcept;
    }

    private Learner learner() {
        return learner == null ? Learner.usual(concept()) : learner;
    }

    private void requireUsedOptions() {
        boolean isPsro = method == Method.PSRO;
        boolean isSearch = isPsro && concept() == MeanFieldConcept.NASH;
        boolean isPlay = isPsro && !isSearch && device == null;
        String psro = "--method psro";
        for (String option : List.of("--noise", "--regret-tolerance", "--backend")) {
            requireUsed(option, isPsro, psro);
        }
        requireUsed("--device", isPsro && !isSearch, "--concept cce or ce (Nash equilibria are one mixture)");
        requireUsed("--mixtures", isPsro && device != null, "--device");
        requireUsed("--kl-weight", isPsro && device == Device.KL, "--device kl");
        requireUsed("--kl-floor", isPsro && device == Device.KL, "--device kl");
        requireUsed("--noise-samples", noise > 0, "--noise");
        requireUsed("--responses", isPsro && concept() == MeanFieldConcept.CE, "--concept ce");
        requireUsed("--search", isSearch, "--concept nash");
        requireUsed("--learner", isPlay, "--concept cce or ce, without --device,");
        requireUsed("--uniform", isPlay, "--concept cce or ce, without --device,");
        requireUsed("--compress-every", isPlay && !uniform, "--concept cce or ce, without --device and --uniform,");
        requireUsed("--steps", isPlay || isSearch, "--method psro, without --device,");
        requireUsed("--plain", isPlay || isSearch, "--method psro, without --device,");
        requireUsed(
                "--learning-rate",
                method == Method.MIRROR_DESCENT || (isPlay && learner().hasRate()),
                "--method mirror_descent, or --learner hedge or polynomial");
    }

    private MeanFieldPsroOptions options() {
        if (method != Method.PSRO && concept() != MeanFieldConcept.NASH) {
            throw new InvalidInputException("--method " + WordConverter.word(method) + " --concept "
                    + WordConverter.word(concept()) + ": the baselines look for nash");
        }
        if (!(learningRate > 0)) {
            throw new InvalidInputException("--learning-rate: found " + learningRate + ", expected a number above 0");
        }
        return new MeanFieldPsroOptions(
                concept(),
                solver(),
                responses,
                new PayoffNoise(noise, noiseSamples),
                regretTolerance,
                MeanFieldPsroOptions.REGRET_LIMIT,
                new LoopLimits(tolerance, 0, iterations, timeLimit),
                common().seed());
    }

    private RestrictedSolver solver() {
        Learner chosen = learner();
        chosen.requireSuits(concept());
        DeviceProgram program = program();
        if (program != null) {
            return program;
        }
        return concept() == MeanFieldConcept.NASH
                ? new RestrictedSolver.Search(search, steps, !plain)
                : new RestrictedSolver.Play(chosen.rule(learningRate), steps, period, !uniform, !plain);
    }

    private @Nullable DeviceProgram program() {
        if (device == null) {
            return null;
        }
        DeviceObjective objective = switch (device) {
            case MARGIN -> new DeviceObjective.Margin();
            case ENTROPY -> new DeviceObjective.Entropy();
            case KL ->
                new DeviceObjective.KullbackLeibler(
                        klWeight == null ? KL_WEIGHT : klWeight,
                        klFloor == null ? DeviceObjective.KullbackLeibler.USUAL_FLOOR : klFloor);
        };
        return new DeviceProgram(objective, mixtures == null ? MIXTURES : mixtures);
    }

    private void tell(MeanFieldIteration iteration, Output output) {
        MeanFieldIterationDocument document = MeanFieldIterationDocument.of(iteration);
        output.row(document.row());
        output.event(() -> MeanFieldProgress.of(document));
        output.status("iteration " + (iteration.iteration() + 1) + " of at most " + iterations);
    }
}
