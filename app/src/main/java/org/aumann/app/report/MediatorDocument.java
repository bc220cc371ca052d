package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.AtomicFile;
import org.aumann.core.format.InputFile;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.solvers.meanfield.Mediator;
import org.jspecify.annotations.Nullable;

/**
 * A mediator of a mean-field game with its policies, as {@code aumann mfpsro --out} writes it and {@code aumann gap
 * --sigma} reads it.
 *
 * @param game the game, with its parameters
 * @param policies {@code [population][policy]}
 * @param mixtures what the mediator draws
 */
public record MediatorDocument(String game, List<List<Rule>> policies, List<Mixture> mixtures) {
    /** What probabilities may miss 1 by. */
    private static final double ROUNDING = 1e-9;

    /** Copies the lists, in which nothing may be missing. */
    public MediatorDocument {
        Objects.requireNonNull(game);
        policies = policies.stream().map(List::copyOf).toList();
        mixtures = List.copyOf(mixtures);
    }

    /**
     * What a policy does: one of the two.
     *
     * @param actions {@code [time][state]}, of a deterministic policy
     * @param probabilities {@code [time][action][state]}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(
            @Nullable List<List<Integer>> actions, @Nullable List<List<List<Double>>> probabilities) {
        /** Copies the lists, in which nothing may be missing. */
        public Rule {
            actions = actions == null ? null : copy(actions);
            probabilities = probabilities == null
                    ? null
                    : probabilities.stream().map(MediatorDocument::copy).toList();
        }

        private static Rule of(MeanFieldPolicy policy) {
            MeanFieldModel model = policy.model();
            return policy.isDeterministic()
                    ? new Rule(table(model.timeCount(), t -> table(model.stateCount(), x -> policy.action(t, x))), null)
                    : new Rule(
                            null,
                            table(
                                    model.timeCount(),
                                    t -> table(
                                            model.actionCount(),
                                            a -> table(model.stateCount(), x -> policy.probability(t, x, a)))));
        }

        private MeanFieldPolicy policy(MeanFieldModel model, int population) {
            if (actions != null) {
                List<Integer> flat = actions.stream().flatMap(List::stream).toList();
                require("actions of a policy", flat.size(), model.fieldSize());
                return MeanFieldPolicy.deterministic(
                        model,
                        population,
                        flat.stream().mapToInt(Integer::intValue).toArray());
            }
            if (probabilities == null) {
                throw new InvalidInputException("found a policy without actions and probabilities, expected either");
            }
            List<Double> flat = probabilities.stream()
                    .flatMap(List::stream)
                    .flatMap(List::stream)
                    .toList();
            require("probabilities of a policy", flat.size(), model.tableSize());
            return MeanFieldPolicy.of(
                    model,
                    population,
                    flat.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /**
     * A mixture of policies.
     *
     * @param probability how likely the mediator draws it
     * @param weights {@code [population][policy]}
     */
    public record Mixture(double probability, List<List<Double>> weights) {
        /** Copies the lists, in which nothing may be missing. */
        public Mixture {
            weights = copy(weights);
        }
    }

    private static <T> List<List<T>> copy(List<List<T>> rows) {
        return rows.stream().map(List::copyOf).toList();
    }

    private static <T> List<T> table(int size, IntFunction<T> entry) {
        return IntStream.range(0, size).mapToObj(entry).toList();
    }

    /**
     * The document of a mediator.
     *
     * @param policies {@code [population][policy]}, at least one each
     * @param mediator over mixtures of them
     * @return the document
     */
    public static MediatorDocument of(List<List<MeanFieldPolicy>> policies, Mediator mediator) {
        List<Mixture> mixtures = new ArrayList<>();
        for (int draw = 0; draw < mediator.size(); draw++) {
            double[] mixture = mediator.mixture(draw);
            List<List<Double>> weights = new ArrayList<>();
            int first = 0;
            for (List<MeanFieldPolicy> own : policies) {
                int from = first;
                weights.add(table(own.size(), k -> mixture[from + k]));
                first += own.size();
            }
            mixtures.add(new Mixture(mediator.probability(draw), weights));
        }
        return new MediatorDocument(
                policies.getFirst().getFirst().model().game().name(),
                policies.stream()
                        .map(own -> own.stream().map(Rule::of).toList())
                        .toList(),
                mixtures);
    }

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param file the file to create or replace
     * @throws InvalidInputException if it is no .json file, or there is no folder to write to
     */
    public static void requireWritable(Path file) {
        InputFile.requireExtension(file, List.of(".json"));
        AtomicFile.requireWritable(file);
    }

    /**
     * Writes the document, atomically.
     *
     * @param file the file to create or replace
     */
    public void write(Path file) {
        Json.write(file, this);
    }

    /**
     * Reads a document.
     *
     * @param file the file
     * @return what it holds, not checked against a game
     * @throws InvalidInputException if it is none; one line with the place
     */
    public static MediatorDocument read(Path file) {
        return Json.read(file, MediatorDocument.class, "a mediator that 'aumann mfpsro --out' wrote");
    }

    /**
     * The policies.
     *
     * @param model the game
     * @return {@code [population][policy]}
     * @throws InvalidInputException if they are not of that game; one line
     */
    public List<List<MeanFieldPolicy>> policies(MeanFieldModel model) {
        require("populations", policies.size(), model.populationCount());
        return table(
                policies.size(),
                p -> policies.get(p).stream().map(rule -> rule.policy(model, p)).toList());
    }

    /**
     * The mediator.
     *
     * @return over mixtures of the policies
     * @throws InvalidInputException if probabilities or weights do not sum to 1, or weights are not one per policy; one line
     */
    public Mediator mediator() {
        requireDistribution(
                "probabilities of the mixtures",
                mixtures.stream().map(Mixture::probability).toList());
        List<double[]> all = new ArrayList<>();
        for (Mixture mixture : mixtures) {
            require("populations of a mixture", mixture.weights.size(), policies.size());
            for (int p = 0; p < policies.size(); p++) {
                require(
                        "weights of a mixture",
                        mixture.weights.get(p).size(),
                        policies.get(p).size());
                requireDistribution("weights of a mixture", mixture.weights.get(p));
            }
            all.add(mixture.weights.stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
        return Mediator.of(
                all, mixtures.stream().mapToDouble(Mixture::probability).toArray());
    }

    private static void require(String what, int found, int expected) {
        if (found != expected) {
            throw new InvalidInputException("found " + found + " " + what + ", expected " + expected);
        }
    }

    private static void requireDistribution(String what, List<Double> shares) {
        double sum = 0;
        for (double share : shares) {
            if (!(share >= 0)) {
                throw new InvalidInputException("found " + share + " among the " + what + ", expected at least 0");
            }
            sum += share;
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new InvalidInputException("found " + what + " that sum to " + sum + ", expected 1");
        }
    }
}
