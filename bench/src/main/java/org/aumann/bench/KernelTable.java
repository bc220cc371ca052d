package org.aumann.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.StepSize;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.Backends;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;
import org.aumann.kernels.ProfileOperator;
import org.aumann.kernels.Regulariser;
import org.aumann.kernels.RolloutOperator;
import org.aumann.kernels.TreeOperator;

/**
 * K1, K1x, K2, K3, K6 and K8 at the sizes of interest on every back end, beside a copy with all threads of this machine in
 * the same run. A back end that cannot run here has rows that say so.
 *
 * <p>Call times include what crosses a bus. {@link IncentiveBenchmark} and its kin measure single sizes with forks;
 * this is the overview, one process, medians.
 */
public final class KernelTable {
    /** A call is repeated until both are reached, or until it has taken too long. */
    private static final int REPETITIONS = 5;

    private static final double SECONDS = 3;
    private static final double TOO_LONG = 20;

    /** Calls before it counts, unless they take too long. */
    private static final int WARM_UP = 3;

    private static final double NANO = 1e-9;
    private static final double GIGA = 1e-9;

    /** So that a rate in billions is one in thousands. */
    private static final double MEGA = 1e6;

    /** Games of a batch. */
    private static final int GAMES = 10_000;

    private static final List<String> TENSORS = List.of("6x10", "8x10", "4x128", "3x512");
    private static final List<String> TREES = List.of("leduc_poker(players=2)", "kuhn_poker(players=3)");

    /** Policies of each player in the rows of K1 and K1x. */
    private static final int POLICIES = 64;

    /** Episodes of every joint policy of two players, in one call. */
    private static final long EPISODES = 500;

    /** States of the random stochastic game. */
    private static final int STATES = 100_000;

    /** Learners, and steps of each in a call. */
    private static final int COPIES = 4_096;

    private static final int STEPS = 500;

    private static final long COPY_BYTES = 256L << 20;
    private static final MemorySegment SOURCE =
            Arena.global().allocate(COPY_BYTES, 64).fill((byte) 1);
    private static final MemorySegment TARGET =
            Arena.global().allocate(COPY_BYTES, 64).fill((byte) 2);
    private static final List<String> LINES = new ArrayList<>();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private KernelTable() {}

    /** What a row needs of a back end: the call that is timed, its size, the unit of the rate, and what it holds. */
    private record Work(Runnable call, double size, String unit, List<AutoCloseable> held) implements AutoCloseable {
        @Override
        public void close() {
            for (AutoCloseable one : held) {
                try {
                    one.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /**
     * Writes the table.
     *
     * @param arguments {@code FILE.csv [TENSOR…]}, tensors such as {@code 6x10}
     */
    public static void main(String... arguments) {
        List<String> tensors = arguments.length > 1 ? Arrays.asList(arguments).subList(1, arguments.length) : TENSORS;
        print("operation,game,backend,calls,median_seconds,least_seconds,greatest_seconds,rate,unit,of_copy");
        for (String game : TREES) {
            GameTree tree = GameTree.of(GameCatalogue.game(game));
            List<List<TabularPolicy>> populations = populations(tree);
            onEveryBackend("K1", game, backend -> rollouts(backend, tree, populations));
            onEveryBackend("K1x", game, backend -> payoffs(backend, tree, populations));
        }
        for (SolutionConcept concept : List.of(SolutionConcept.CCE, SolutionConcept.CE)) {
            onEveryBackend("K6-" + concept, GAMES + " of 5x5", backend -> batch(backend, concept));
        }
        StochasticModel garnet = BenchedGames.garnet(STATES);
        onEveryBackend("K8-back-up", "garnet(states=" + STATES + ")", backend -> backUp(backend, garnet));
        StochasticModel grid = BenchedGames.grid();
        for (LearningSelection selection : LearningSelection.values()) {
            if (selection != LearningSelection.EXTERNAL) {
                onEveryBackend(
                        "K8-" + selection, COPIES + " in a 3x3 grid", backend -> learning(backend, grid, selection));
            }
        }
        for (String tensor : tensors) {
            String[] shape = tensor.split("x", 2);
            String name = "rank(players=" + shape[0] + ",actions=" + shape[1] + ",precision=float32)";
            try (NormalFormGame game = (NormalFormGame) GameCatalogue.game(name)) {
                PayoffTensor payoffs = game.payoffs();
                onEveryBackend("K2", tensor, backend -> profile(backend, payoffs));
                for (SolutionConcept concept : List.of(SolutionConcept.CCE, SolutionConcept.CE)) {
                    onEveryBackend("K3-" + concept, tensor, backend -> evaluation(backend, payoffs, concept));
                }
            }
        }
        try {
            Files.write(Path.of(arguments[0]), LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String line) {
        LINES.add(line);
        OUT.println(line);
    }

    private static void onEveryBackend(String operation, String game, Function<ComputeBackend, Work> work) {
        for (Backends.Candidate candidate : Backends.candidates()) {
            String id = candidate.provider().id();
            if (id.equals("reference")) {
                continue;
            }
            String row = operation + "," + game.replace(',', ';') + "," + id + ",";
            switch (candidate.availability()) {
                case Availability.Unavailable unavailable -> print(row + "not run: " + unavailable.reason());
                case Availability.Available _ -> {
                    try (ComputeBackend backend = Backends.named(id);
                            Work one = work.apply(backend)) {
                        print(row + measure(one));
                    }
                }
            }
        }
    }

    /** The copy and the call in turn, so that both see the same machine. */
    private static String measure(Work work) {
        List<Double> copies = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        double total = 0;
        for (int k = 0; k < WARM_UP && total < SECONDS; k++) {
            total += seconds(work.call);
        }
        total = 0;
        for (int k = 0; (k < REPETITIONS || total < SECONDS) && total < TOO_LONG; k++) {
            copies.add(copyRate());
            double seconds = seconds(work.call);
            times.add(seconds);
            total += seconds;
        }
        Collections.sort(copies);
        Collections.sort(times);
        double copy = copies.get(copies.size() / 2);
        double median = times.get(times.size() / 2);
        double rate = work.size / median * GIGA;
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%.6f,%.6f,%.3f,%s,%s",
                times.size(),
                median,
                times.getFirst(),
                times.getLast(),
                rate,
                work.unit,
                work.unit.equals("GB/s") ? String.format(Locale.ROOT, "%.2f of %.1f GB/s", rate / copy, copy) : "");
    }

    private static double seconds(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) * NANO;
    }

    /** Read plus written, all threads, GB/s. */
    private static double copyRate() {
        int threads = Runtime.getRuntime().availableProcessors();
        double seconds = seconds(() -> IntStream.range(0, threads).parallel().forEach(t -> {
            long from = COPY_BYTES * t / threads;
            MemorySegment.copy(SOURCE, from, TARGET, from, COPY_BYTES * (t + 1) / threads - from);
        }));
        return 2 * COPY_BYTES / seconds * GIGA;
    }

    private static List<List<TabularPolicy>> populations(GameTree tree) {
        Philox random = new Philox(1);
        return IntStream.range(0, tree.playerCount())
                .mapToObj(p -> Stream.generate(() -> policy(tree.sequenceForm(p), random))
                        .limit(POLICIES)
                        .toList())
                .toList();
    }

    private static TabularPolicy policy(SequenceForm form, Philox random) {
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            int end = first + form.actionCount(i);
            double sum = 0;
            for (int s = first; s < end; s++) {
                probability[s] = random.nextDouble(0.1, 1);
                sum += probability[s];
            }
            for (int s = first; s < end; s++) {
                probability[s] /= sum;
            }
        }
        return TabularPolicy.of(form, probability);
    }

    private static JointActionIndex index(GameTree tree) {
        int[] shape = new int[tree.playerCount()];
        Arrays.fill(shape, POLICIES);
        return JointActionIndex.of(shape);
    }

    /** Episodes a second; a Leduc episode visits nine nodes and more. */
    private static Work rollouts(ComputeBackend backend, GameTree tree, List<List<TabularPolicy>> populations) {
        RolloutOperator operator = backend.rollouts(tree);
        double[] origin = IntStream.range(0, tree.playerCount())
                .mapToDouble(tree::payoffCentre)
                .toArray();
        SampledPayoffs samples = SampledPayoffs.allocate(index(tree), origin);
        long[] played = {0};
        long episodes = EPISODES * POLICIES * POLICIES / samples.index().jointActionCount() + 1;
        return new Work(
                () -> {
                    played[0] += episodes;
                    operator.play(populations, 1, EpisodePlan.upTo(samples, played[0]), samples);
                },
                episodes * samples.index().jointActionCount(),
                "G episodes/s",
                List.of(samples, operator));
    }

    /** Two flops per player, joint policy and terminal, as a matrix product would have. */
    private static Work payoffs(ComputeBackend backend, GameTree tree, List<List<TabularPolicy>> populations) {
        TreeOperator operator = backend.tree(tree);
        PayoffTensor payoffs = PayoffTensor.allocate(index(tree), Precision.FLOAT64);
        double flops = 2.0 * tree.playerCount() * payoffs.index().jointActionCount() * tree.terminalCount();
        int[] known = new int[tree.playerCount()];
        return new Work(
                () -> operator.payoffs(populations, known, payoffs), flops, "Gflop/s", List.of(payoffs, operator));
    }

    /** N(0, 1) games from nothing. */
    private static Work batch(ComputeBackend backend, SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(5, 5);
        BatchOperator operator = backend.batch(index, concept, BatchObjective.entropy(), GAMES);
        JointBuffer payoffs = backend.allocate(index.jointActionCount() * index.playerCount() * GAMES);
        Philox random = new Philox(1);
        double[] drawn = new double[Math.toIntExact(payoffs.size())];
        Arrays.setAll(drawn, _ -> random.nextGaussian());
        payoffs.write(MemorySegment.ofArray(drawn));
        double[] none = new double[Math.toIntExact(operator.multipliers().size())];
        double[] reports = new double[Math.toIntExact(operator.reports().size())];
        return new Work(
                () -> {
                    operator.multipliers().write(MemorySegment.ofArray(none));
                    operator.solve(payoffs, 0, GAMES, BatchOptions.defaults());
                    operator.reports().read(MemorySegment.ofArray(reports));
                },
                GAMES * MEGA,
                "k games/s",
                List.of(payoffs, operator));
    }

    private static Work backUp(ComputeBackend backend, StochasticModel model) {
        BackUpOperator operator = backend.backUps(model);
        double[] some = new double[Math.toIntExact(operator.values().size())];
        return new Work(
                () -> {
                    operator.backUp();
                    operator.values().read(MemorySegment.ofArray(some)); // waits for the sweep
                },
                StochasticBenchmark.bytes(model),
                "GB/s",
                List.of(operator));
    }

    private static Work learning(ComputeBackend backend, StochasticModel model, LearningSelection selection) {
        LearningOperator operator = backend.learning(model, COPIES, 1);
        LearningOptions options = LearningOptions.of(selection)
                .withStepSize(new StepSize.Constant(0.1))
                .withExploration(0.2);
        double[] returns = new double[Math.toIntExact(operator.returns().size())];
        return new Work(
                () -> {
                    operator.run(STEPS, options);
                    operator.returns().read(MemorySegment.ofArray(returns));
                },
                (double) COPIES * STEPS,
                "G steps/s",
                List.of(operator));
    }

    private static Work profile(ComputeBackend backend, PayoffTensor payoffs) {
        ProfileOperator operator = backend.profiles(payoffs);
        JointActionIndex index = payoffs.index();
        double[] profile = new double[index.actionCountSum()];
        for (int p = 0, at = 0; p < index.playerCount(); p++) {
            Arrays.fill(profile, at, at + index.actionCount(p), 1.0 / index.actionCount(p));
            at += index.actionCount(p);
        }
        double[] values = new double[profile.length];
        return new Work(
                () -> operator.actionValues(profile, values), payoffs.segment().byteSize(), "GB/s", List.of(operator));
    }

    private static Work evaluation(ComputeBackend backend, PayoffTensor payoffs, SolutionConcept concept) {
        IncentiveOperator operator = backend.incentives(MetaGame.of(payoffs), concept);
        JointBuffer sigma = backend.allocate(payoffs.index().jointActionCount());
        double[] alpha = new Philox(1).doubles(operator.rowCount(), 0, 0.01).toArray();
        double[] gains = new double[alpha.length];
        double[] weights = new double[payoffs.playerCount()];
        return new Work(
                () -> operator.evaluate(Regulariser.ENTROPY, alpha, weights, sigma, gains),
                IncentiveBenchmark.bytes(payoffs, concept),
                "GB/s",
                List.of(sigma, operator));
    }
}
