package org.aumann.solvers.psro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.MisreportingBackend;
import org.aumann.solvers.MisreportingBackend.Lie;
import org.aumann.solvers.RunnableBackends;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.MetaSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Known answers: the project's notes on JPSRO, closed forms, and the recursive reference. */
class JointPsroTest {
    /** Any back end will do where the loop is under test and not the kernels. */
    private static final String REFERENCE = "reference";

    /** The gap at which a game counts as solved, payoff units. */
    private static final double CLOSED = 1e-6;

    private static final JointPsroOptions COARSE = options(SolutionConcept.CCE);

    private static JointPsroOptions options(SolutionConcept target) {
        MetaSolver train = MetaSolvers.named("mg" + target.id(), 0);
        MetaSolver eval = MetaSolvers.named("mw" + target.id(), 0);
        return JointPsroOptions.defaults().withSolvers(target, train, eval);
    }

    private static JointPsroResult run(String specification, String backend, JointPsroOptions options) {
        GameTree tree = GameTree.of(GameCatalogue.game(specification));
        try (ComputeBackend runs = Backends.named(backend);
                JointPsro psro = new JointPsro(tree, runs, options, LoopListener.silent())) {
            return psro.run();
        }
    }

    private static double[] gaps(JointPsroResult result) {
        return result.history().stream().mapToDouble(i -> i.train().gap().sum()).toArray();
    }

    private static double[] values(JointPsroIteration.Assessment assessment) {
        return assessment.measured().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** What the reference says of the result. */
    private static double[] values(JointPsroResult result) {
        return result.certificate().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static void requireSolved(JointPsroResult result) {
        assertThat(result.history().getLast().train().gap().sum())
                .as("train gap")
                .isLessThanOrEqualTo(CLOSED);
        assertThat(result.certificate().gap().sum()).as("certified gap").isLessThanOrEqualTo(CLOSED);
    }

    private static Stream<String> backends() {
        return RunnableBackends.ids();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void kuhnPoker(String backend) {
        JointPsroResult result = run("kuhn_poker", backend, COARSE);
        assertClose("first gaps", Arrays.copyOf(gaps(result), 3), new double[] {11 / 12.0, 5 / 6.0, 1 / 3.0}, 1e-9);
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        requireSolved(result);
        for (JointPsroIteration.Assessment assessment : List.of(
                result.history().getLast().train(), result.history().getLast().eval())) {
            assertClose("values", values(assessment), new double[] {-1 / 18.0, 1 / 18.0}, CLOSED);
        }
        assertThat(gaps(result)[9]).as("gap at iteration 10").isLessThan(CLOSED);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void kuhnPokerOfThree(String backend) {
        JointPsroResult result = run("kuhn_poker(players=3)", backend, COARSE);
        assertClose("first gaps", Arrays.copyOf(gaps(result), 2), new double[] {33 / 16.0, 5 / 6.0}, 1e-9);
        assertThat(result.certificate().gap().sum()).isLessThan(CLOSED);
        assertClose("sum of values", Arrays.stream(values(result)).sum(), 0, 1e-12, 0);
    }

    /** Every (coarse) correlated equilibrium of a two-player zero-sum game has its value. */
    @ParameterizedTest
    @CsvSource({
        "'kuhn_poker', CE, -0.055555555555555555",
        "'kuhn_poker', CCE, -0.055555555555555555",
        "'liars_dice(dice_sides=3)', CCE, 0.1111111111111111",
        "'goofspiel(num_cards=3,imp_info=true,points_order=descending)', CE, 0",
        "'goofspiel(num_cards=4,imp_info=true,points_order=descending)', CCE, 0",
    })
    void zeroSumValues(String specification, SolutionConcept target, double value) {
        JointPsroResult result = run(specification, REFERENCE, options(target).withLimits(1, 60));
        requireSolved(result);
        assertClose("values", values(result), new double[] {value, -value}, 2 * CLOSED);
    }

    /** The trajectory after the first iterations depends on ties; that the gap falls does not. */
    @Test
    void leducPoker() {
        JointPsroResult result = run("leduc_poker", REFERENCE, COARSE.withLimits(5, 20));
        double[] gaps = gaps(result);
        assertThat(gaps).hasSize(20);
        assertClose("uniform policies", gaps[0], 3418 / 720.0, 1e-9, 0);
        assertThat(gaps[9]).isLessThan(gaps[0]);
        assertThat(gaps[19]).isLessThan(0.75 * gaps[0]);
        assertThat(result.history()).allMatch(i -> i.train().status().equals("optimal"));
    }

    /** 150/11 is the maximum welfare over all CCEs of the game. */
    @ParameterizedTest
    @MethodSource("backends")
    void sheriff(String backend) {
        JointPsroResult result = run("sheriff(instance=gabriele)", backend, COARSE.withLimits(5, 80));
        requireSolved(result);
        assertClose("values", values(result), new double[] {128 / 11.0, 2}, 1e-5);
    }

    /** Where a run of random ties ends depends on the draws: most end at the optimum, none below the start. */
    @ParameterizedTest
    @EnumSource
    void tradeCommWithPatienceReachesTheOptimum(SolutionConcept target) {
        int optimal = 0;
        for (long seed = 0; seed < 5; seed++) {
            JointPsroOptions options = options(target)
                    .withChoices(
                            InitialPolicy.UNIFORM, ResponseSelection.LARGEST_GAP, PlayerSchedule.ALL, TieBreak.RANDOM)
                    .withSeed(seed);
            JointPsroResult result = run("trade_comm", REFERENCE, options);
            requireSolved(result);
            double[] values = values(result);
            assertClose("common payoff", values[0], values[1], 1e-9, 0);
            assertThat(values[0]).isBetween(0.25 - 1e-9, 1 + 1e-9);
            optimal += values[0] > 1 - CLOSED ? 1 : 0;
        }
        assertThat(optimal).as("runs that end at the optimum").isGreaterThanOrEqualTo(3);
    }

    /** With these ties most seeds have not closed the gap by then, or end at 1.75 to 1.875 in all; this one is done. */
    @Test
    void tradeCommOfFourItems() {
        JointPsroOptions options = options(SolutionConcept.CE)
                .withChoices(InitialPolicy.UNIFORM, ResponseSelection.LARGEST_GAP, PlayerSchedule.ALL, TieBreak.RANDOM)
                .withSeed(2)
                .withLimits(5, 20);
        JointPsroResult result = run("trade_comm(num_items=4)", REFERENCE, options);
        requireSolved(result);
        assertClose("values", values(result), new double[] {1, 1}, 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"2, CE", "2, CCE", "3, CE", "3, CCE"})
    void tradeCommWithoutPatienceStopsAtOnce(int items, SolutionConcept target) {
        JointPsroResult result = run(
                "trade_comm(num_items=" + items + ")",
                REFERENCE,
                options(target).withLimits(0, 40));
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        double expected = 1.0 / (items * items);
        assertClose("values", values(result), new double[] {expected, expected}, 1e-9);
    }

    private static Stream<Arguments> choices() {
        return Arrays.stream(SolutionConcept.values())
                .flatMap(target -> Stream.of(
                                Arrays.stream(InitialPolicy.values())
                                        .map(i -> COARSE.withChoices(
                                                i,
                                                COARSE.choices().selection(),
                                                COARSE.choices().schedule(),
                                                COARSE.choices().tieBreak())),
                                Arrays.stream(ResponseSelection.values())
                                        .map(s -> COARSE.withChoices(
                                                COARSE.choices().initial(),
                                                s,
                                                COARSE.choices().schedule(),
                                                COARSE.choices().tieBreak())),
                                Arrays.stream(PlayerSchedule.values())
                                        .map(s -> COARSE.withChoices(
                                                COARSE.choices().initial(),
                                                COARSE.choices().selection(),
                                                s,
                                                COARSE.choices().tieBreak())),
                                Arrays.stream(TieBreak.values())
                                        .map(t -> COARSE.withChoices(
                                                COARSE.choices().initial(),
                                                COARSE.choices().selection(),
                                                COARSE.choices().schedule(),
                                                t)))
                        .flatMap(options -> options)
                        .distinct()
                        .map(o -> o.withSolvers(
                                target, options(target).train(), options(target).eval()))
                        .map(o -> Arguments.of(
                                o.withLimits(5, 12).withSeed(Seeds.seed()),
                                String.join(
                                        " ",
                                        target.name(),
                                        o.choices().initial().name(),
                                        o.choices().selection().name(),
                                        o.choices().schedule().name(),
                                        o.choices().tieBreak().name()))));
    }

    /** Twelve iterations of every choice: populations grow as the rules say, and the seed decides everything. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("choices")
    void everyChoiceRuns(JointPsroOptions options, String name) {
        JointPsroResult result = run("kuhn_poker", REFERENCE, options);
        List<JointPsroIteration> history = result.history();
        for (int t = 1; t < history.size(); t++) {
            List<Integer> before = history.get(t - 1).policies();
            List<Integer> after = history.get(t).policies();
            int[] growth = IntStream.range(0, before.size())
                    .map(p -> after.get(p) - before.get(p))
                    .toArray();
            assertThat(IntStream.of(growth).sum())
                    .as(name)
                    .isEqualTo(history.get(t - 1).novelPolicies());
            requireSchedule(options.choices().schedule(), t - 1, growth);
            boolean isOneByOne = options.target() == SolutionConcept.CCE
                    || (options.choices().selection() != ResponseSelection.ALL
                            && options.choices().selection() != ResponseSelection.ALL_NOVEL);
            assertThat(IntStream.of(growth).max().orElseThrow())
                    .as(name)
                    .isLessThanOrEqualTo(isOneByOne ? 1 : IntStream.of(growth).sum());
        }
        JointPsroResult again = run("kuhn_poker", REFERENCE, options);
        assertThat(gaps(again)).isEqualTo(gaps(result));
        assertThat(again.policies()).isEqualTo(result.policies());
        assertThat(again.evaluation().sigma().toArray())
                .isEqualTo(result.evaluation().sigma().toArray());
    }

    private static void requireSchedule(PlayerSchedule schedule, int iteration, int[] growth) {
        long growing = IntStream.of(growth).filter(count -> count > 0).count();
        switch (schedule) {
            case ALL -> {}
            case CYCLE -> {
                assertThat(growing).isLessThanOrEqualTo(1);
                assertThat(growth[(iteration + 1) % growth.length]).isZero();
            }
            case RANDOM -> assertThat(growing).isLessThanOrEqualTo(1);
        }
    }

    /** All responses enter where all are to; a random one may be known already, a novel one not. */
    @Test
    void selectionsDiffer() {
        Map<ResponseSelection, Integer> policies = new EnumMap<>(ResponseSelection.class);
        for (ResponseSelection selection : ResponseSelection.values()) {
            JointPsroOptions options = options(SolutionConcept.CE)
                    .withChoices(InitialPolicy.UNIFORM, selection, PlayerSchedule.ALL, TieBreak.FIRST)
                    .withLimits(12, 6);
            JointPsroResult result = run("kuhn_poker(players=3)", REFERENCE, options);
            policies.put(
                    selection,
                    result.history().getLast().policies().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
        }
        assertThat(policies.get(ResponseSelection.ALL)).isGreaterThan(policies.get(ResponseSelection.LARGEST_GAP));
        assertThat(policies.get(ResponseSelection.ALL_NOVEL))
                .isGreaterThan(policies.get(ResponseSelection.LARGEST_GAP));
        assertThat(policies.get(ResponseSelection.RANDOM_NOVEL))
                .isGreaterThanOrEqualTo(policies.get(ResponseSelection.RANDOM));
    }

    private static JointPsroResult runOn(ComputeBackend backend, JointPsroOptions options) {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        try (backend;
                JointPsro psro = new JointPsro(tree, backend, options, LoopListener.silent())) {
            return psro.run();
        }
    }

    /** An oracle that finds nothing closes no gap: the reference does. */
    @ParameterizedTest
    @EnumSource
    void whatTheOracleClaimsIsNoCertificate(SolutionConcept target) {
        JointPsroOptions options = options(target).withLimits(0, 30);
        JointPsroResult modest = runOn(MisreportingBackend.of("reference", Lie.MODEST_RESPONSES), options);
        assertThat(modest.history()).hasSizeGreaterThan(1);
        assertThat(modest.status()).isEqualTo(Status.CONVERGED);
        assertThat(modest.certificate().gap().sum()).isLessThanOrEqualTo(CLOSED);
        JointPsroResult blind = runOn(MisreportingBackend.of("reference", Lie.BLIND_RESPONSES), options);
        assertThat(blind.best().eval().gap().sum()).as("measured").isZero();
        assertThat(blind.status()).isEqualTo(Status.ITERATION_LIMIT);
        assertThat(blind.certificate().gap().sum()).isGreaterThan(0.1);
    }

    /** A limit ends a run with the best distribution that it has seen, not the last. */
    @Test
    void theBestIterationIsKept() {
        List<Double> kept = new ArrayList<>();
        for (int iterations = 1; iterations <= 9; iterations++) {
            JointPsroResult result = run("kuhn_poker(players=3)", REFERENCE, COARSE.withLimits(5, iterations));
            double least = result.history().stream()
                    .mapToDouble(iteration -> iteration.eval().gap().sum())
                    .min()
                    .orElseThrow();
            assertThat(result.best().eval().gap().sum()).isEqualTo(least);
            kept.add(result.certificate().gap().sum());
        }
        for (int i = 1; i < kept.size(); i++) {
            assertThat(kept.get(i)).isLessThanOrEqualTo(kept.get(i - 1) + 1e-12);
        }
        assertThat(kept.getLast()).isLessThan(kept.getFirst());
    }

    /** Players may gain ε: a run that asks for an ε-equilibrium ends at one. */
    @ParameterizedTest
    @EnumSource
    void epsilonIsAllowed(SolutionConcept target) {
        double epsilon = 0.05;
        String id = "mg" + target.id();
        JointPsroOptions options = options(target)
                .withSolvers(target, MetaSolvers.named(id, epsilon), MetaSolvers.named(id, epsilon))
                .withLimits(2, 60);
        JointPsroResult result = run("kuhn_poker", REFERENCE, options);
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.certificate().gap().largestGain()).isBetween(1e-3, epsilon + CLOSED);
    }

    private static Stream<Arguments> shortRuns() {
        return Stream.of("kuhn_poker", "kuhn_poker(players=3)", "sheriff(num_rounds=2)", "trade_comm")
                .flatMap(game -> Arrays.stream(SolutionConcept.values())
                        .flatMap(target -> RunnableBackends.ids().map(id -> Arguments.of(game, target, id))));
    }

    /** What the loop says of its last distribution is what the recursive reference says. */
    @ParameterizedTest
    @MethodSource("shortRuns")
    void reportedGapsAreThoseOfTheReference(String specification, SolutionConcept target, String backend) {
        JointPsroOptions options = options(target)
                .withChoices(
                        InitialPolicy.RANDOM_DETERMINISTIC,
                        ResponseSelection.ALL,
                        PlayerSchedule.ALL,
                        TieBreak.MAX_ENTROPY)
                .withLimits(5, 5)
                .withSeed(Seeds.seed());
        JointPsroResult result = run(specification, backend, options);
        GameTree tree = GameTree.of(GameCatalogue.game(specification));
        double[] gaps = ExtensiveReference.gaps(
                tree, result.policies(), result.evaluation().sigma(), target);
        assertClose("gaps", result.best().eval().gap().perPlayer(), gaps, 1e-9);
        assertClose("certified gaps", result.certificate().gap().perPlayer(), gaps, 1e-12);
        double[] values = ExtensiveReference.values(
                tree, result.policies(), result.evaluation().sigma());
        assertClose("values", values(result), values, 1e-9);
        assertThat(result.best().policies())
                .isEqualTo(result.policies().stream().map(List::size).toList());
    }
}
