package org.aumann.app.cli;

import org.aumann.app.task.MeanFieldMethod;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MediatorObjective;
import org.aumann.solvers.meanfield.MediatorProgram;
import org.aumann.solvers.meanfield.RestrictedSolver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code aumann mfpsro} solves restricted games. */
final class RestrictedOptions {
    private static final int MIXTURES = 3;

    private static final double KL_WEIGHT = 0.5;

    /** What a mediator program minimises. */
    enum Choice {
        /** The greatest gain. */
        MARGIN,
        /** The negative entropy. */
        ENTROPY,
        /** The same less divergences. */
        KL
    }

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
            description = "Of mirror_descent, hedge and polynomial. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--search",
            paramLabel = "SEARCH",
            defaultValue = "cma_es",
            description = "How restricted Nash equilibria are searched: cma_es or random. Default: ${DEFAULT-VALUE}.")
    private RestrictedSolver.Search.Method search = RestrictedSolver.Search.Method.CMA_ES;

    @Option(
            names = "--mediator",
            paramLabel = "OBJECTIVE",
            description =
                    "Instead of play, for cce and ce: the best mediator of --mixtures mixtures. margin: as far inside the equilibria as can be; entropy: the most random; kl: random, with mixtures unlike each other. Default: play.")
    private @Nullable Choice mediator;

    @Option(
            names = "--mixtures",
            paramLabel = "K",
            description = "Most mixtures that --mediator draws. Default: " + MIXTURES + ".")
    private @Nullable Integer mixtures;

    @Option(
            names = "--kl-weight",
            paramLabel = "L",
            description =
                    "How much --mediator kl keeps mixtures apart, 0 (not: entropy) to 1. Default: " + KL_WEIGHT + ".")
    private @Nullable Double klWeight;

    @Option(
            names = "--kl-floor",
            paramLabel = "F",
            description =
                    "Least weight of a policy with --mediator kl, relative to the uniform mixture; without one they would be apart without limit. Default: 1e-6.")
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

    /** Above 0. */
    double learningRate() {
        if (!(learningRate > 0)) {
            throw new InvalidInputException("--learning-rate: found " + learningRate + ", expected a number above 0");
        }
        return learningRate;
    }

    /** What solves restricted games for a concept. */
    RestrictedSolver solver(MeanFieldConcept concept) {
        Learner chosen = learner(concept);
        chosen.requireSuits(concept);
        if (mediator != null) {
            return new MediatorProgram(objective(mediator), mixtures == null ? MIXTURES : mixtures);
        }
        return concept == MeanFieldConcept.NASH
                ? new RestrictedSolver.Search(search, steps, !plain)
                : new RestrictedSolver.Play(chosen.rule(learningRate()), steps, period, !uniform, !plain);
    }

    private Learner learner(MeanFieldConcept concept) {
        return learner == null ? Learner.usual(concept) : learner;
    }

    private MediatorObjective objective(Choice chosen) {
        return switch (chosen) {
            case MARGIN -> new MediatorObjective.Margin();
            case ENTROPY -> new MediatorObjective.Entropy();
            case KL ->
                new MediatorObjective.KullbackLeibler(
                        klWeight == null ? KL_WEIGHT : klWeight,
                        klFloor == null ? MediatorObjective.KullbackLeibler.USUAL_FLOOR : klFloor);
        };
    }

    /** Refuses those of these options that a run does not look at. */
    void requireUsed(AbstractCommand command, MeanFieldMethod method, MeanFieldConcept concept) {
        boolean isPsro = method == MeanFieldMethod.PSRO;
        boolean isSearch = isPsro && concept == MeanFieldConcept.NASH;
        boolean isPlay = isPsro && !isSearch && mediator == null;
        command.requireUsed("--mediator", isPsro && !isSearch, "--concept cce or ce (Nash equilibria are one mixture)");
        command.requireUsed("--mixtures", isPsro && mediator != null, "--mediator");
        command.requireUsed("--kl-weight", isPsro && mediator == Choice.KL, "--mediator kl");
        command.requireUsed("--kl-floor", isPsro && mediator == Choice.KL, "--mediator kl");
        command.requireUsed("--search", isSearch, "--concept nash");
        command.requireUsed("--learner", isPlay, "--concept cce or ce, without --mediator,");
        command.requireUsed("--uniform", isPlay, "--concept cce or ce, without --mediator,");
        command.requireUsed(
                "--compress-every", isPlay && !uniform, "--concept cce or ce, without --mediator and --uniform,");
        command.requireUsed("--steps", isPlay || isSearch, "--method psro, without --mediator,");
        command.requireUsed("--plain", isPlay || isSearch, "--method psro, without --mediator,");
        command.requireUsed(
                "--learning-rate",
                method == MeanFieldMethod.MIRROR_DESCENT
                        || (isPlay && learner(concept).hasRate()),
                "--method mirror_descent, or --learner hedge or polynomial");
    }
}
