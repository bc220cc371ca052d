package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.Tolerances.rounding;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.policy.TestPolicies;
import org.aumann.core.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link TreeOperator} promises, against the recursive reference. */
@ContractOf(Capability.TREES)
public interface TreeOperatorContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    private static GameTree tree(String specification) {
        return GameTree.of(GameCatalogue.game(specification));
    }

    private static int[] sizes(String text) {
        return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** Rounding of an expected payoff. */
    private static double tolerance(GameTree tree) {
        double greatest = IntStream.range(0, tree.playerCount())
                .mapToDouble(p -> IntStream.range(0, tree.terminalCount())
                        .mapToDouble(z -> Math.abs(tree.payoff(p, z)))
                        .max()
                        .orElseThrow())
                .max()
                .orElseThrow();
        return rounding(tree.terminalCount(), greatest);
    }

    private static void fill(PayoffTensor payoffs, double payoff) {
        for (int p = 0; p < payoffs.playerCount(); p++) {
            for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                payoffs.set(p, a, payoff);
            }
        }
    }

    /** Cells that were known keep what they held, the others are the values of the joint policy. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, 1x1, 0x0",
        "kuhn_poker, 7x9, 2x3",
        "kuhn_poker, 8x16, 8x15",
        "kuhn_poker, 101x207, 0x0",
        "kuhn_poker(players=3), 3x4x5, 0x0x0",
        "kuhn_poker(players=3), 3x4x5, 1x1x1",
        "kuhn_poker(players=3), 2x1x17, 2x1x3",
        "leduc_poker, 5x4, 0x0",
        "leduc_poker, 9x17, 8x16",
        "sheriff(instance=gabriele), 10x9, 5x9",
        "trade_comm, 16x17, 3x0",
        "goofspiel(num_cards=3), 4x3, 2x2",
    })
    default void payoffsOfJointPolicies(String specification, String sizes, String knownSizes) {
        GameTree tree = tree(specification);
        List<List<TabularPolicy>> populations = TestPolicies.populations(tree, new Philox(Seeds.seed()), sizes(sizes));
        int[] known = sizes(knownSizes);
        JointActionIndex index = JointActionIndex.of(sizes(sizes));
        try (TreeOperator operator = backend().tree(tree);
                PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64)) {
            fill(payoffs, Double.NaN);
            long evaluated = operator.payoffs(populations, known, payoffs);
            long expected = 0;
            for (long a = 0; a < index.jointActionCount(); a++) {
                int[] joint = index.actions(a);
                boolean isNew = IntStream.range(0, known.length).anyMatch(p -> joint[p] >= known[p]);
                expected += isNew ? 1 : 0;
                double[] values = ExtensiveReference.values(tree, profile(populations, joint));
                for (int p = 0; p < values.length; p++) {
                    if (isNew) {
                        assertClose("payoff", payoffs.get(p, a), values[p], tolerance(tree), 0);
                    } else {
                        assertThat(payoffs.get(p, a)).as("known cell").isNaN();
                    }
                }
            }
            assertThat(evaluated).isEqualTo(expected);
        }
    }

    /** Several blocks of terminals in several parts. */
    @ParameterizedTest
    @CsvSource({"leduc_poker, 9x17", "kuhn_poker(players=3), 7x5x9", "sheriff(instance=gabriele), 6x5"})
    default void threadsMakeNoDifferenceToTrees(String specification, String sizes) throws Exception {
        GameTree tree = tree(specification);
        Philox random = new Philox(Seeds.seed());
        List<List<TabularPolicy>> populations = TestPolicies.populations(tree, random, sizes(sizes));
        JointActionIndex index = JointActionIndex.of(sizes(sizes));
        JointDistribution sigma = RandomGames.distribution(index, random);
        Pools.requireSameBits(() -> {
            Stream.Builder<double[]> results = Stream.builder();
            try (TreeOperator operator = backend().tree(tree);
                    PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64)) {
                operator.payoffs(populations, new int[index.playerCount()], payoffs);
                results.add(payoffs.segment().toArray(ValueLayout.JAVA_DOUBLE));
                for (int p = 0; p < index.playerCount(); p++) {
                    double[] weights = operator.terminalWeights(populations, p, sigma.opponentMarginal(p));
                    results.add(weights);
                    SequenceValues response = operator.bestResponse(p, weights);
                    results.add(IntStream.range(0, tree.sequenceForm(p).sequenceCount())
                            .mapToDouble(response::value)
                            .toArray());
                }
            }
            return Pools.concatenated(results);
        });
    }

    private static List<TabularPolicy> profile(List<List<TabularPolicy>> populations, int[] joint) {
        return IntStream.range(0, joint.length)
                .mapToObj(p -> populations.get(p).get(joint[p]))
                .toList();
    }

    /** Populations that grow unevenly, one tensor after the other, end where a single evaluation ends. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, FLOAT64, 1x1 2x1 2x3 8x9 33x30",
        "kuhn_poker(players=3), FLOAT64, 1x1x1 2x2x2 2x3x2 2x3x9 6x5x9",
        "leduc_poker, FLOAT64, 1x1 2x2 3x3 3x8",
        "sheriff(instance=gabriele), FLOAT32, 1x1 1x8 9x8",
        "trade_comm, FLOAT32, 2x2 3x3 20x21",
    })
    default void growthEqualsFromScratch(String specification, Precision precision, String steps) {
        GameTree tree = tree(specification);
        int[] last = sizes(steps.substring(steps.lastIndexOf(' ') + 1));
        List<List<TabularPolicy>> populations = TestPolicies.populations(tree, new Philox(Seeds.seed()), last);
        PayoffTensor grown = PayoffTensor.allocate(JointActionIndex.of(sizes(steps.split(" ", 2)[0])), precision);
        int[] known = new int[last.length];
        try (TreeOperator operator = backend().tree(tree)) {
            for (String step : steps.split(" ", -1)) {
                PayoffTensor larger = grown.grown(sizes(step));
                grown.close();
                grown = larger;
                operator.payoffs(leading(populations, sizes(step)), known, grown);
                known = sizes(step);
            }
            assertThat(operator.payoffs(populations, known, grown))
                    .as("cells left to evaluate")
                    .isZero();
            requireFromScratch(operator, tree, populations, grown);
        } finally {
            grown.close();
        }
    }

    private static List<List<TabularPolicy>> leading(List<List<TabularPolicy>> populations, int[] sizes) {
        return IntStream.range(0, sizes.length)
                .mapToObj(p -> populations.get(p).subList(0, sizes[p]))
                .toList();
    }

    private static void requireFromScratch(
            TreeOperator operator, GameTree tree, List<List<TabularPolicy>> populations, PayoffTensor grown) {
        try (PayoffTensor scratch = PayoffTensor.allocate(grown.index(), grown.precision())) {
            operator.payoffs(populations, new int[populations.size()], scratch);
            double relative = grown.precision() == Precision.FLOAT32 ? Math.ulp(1f) : 0;
            for (int p = 0; p < grown.playerCount(); p++) {
                for (long a = 0; a < grown.index().jointActionCount(); a++) {
                    assertClose("payoff", grown.get(p, a), scratch.get(p, a), tolerance(tree), relative);
                }
            }
        }
    }

    /** W by its definition, also for mixtures that are not normalised. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, 1x1",
        "kuhn_poker, 7x17",
        "kuhn_poker, 300x400",
        "kuhn_poker(players=3), 4x3x8",
        "kuhn_poker(players=4), 2x3x2x5",
        "leduc_poker, 9x8",
        "sheriff(instance=gabriele), 16x3",
        "trade_comm, 5x33",
    })
    default void terminalWeightsByDefinition(String specification, String sizes) {
        GameTree tree = tree(specification);
        Philox random = new Philox(Seeds.seed());
        List<List<TabularPolicy>> populations = TestPolicies.populations(tree, random, sizes(sizes));
        JointActionIndex index = JointActionIndex.of(sizes(sizes));
        try (TreeOperator operator = backend().tree(tree)) {
            for (int player = 0; player < tree.playerCount(); player++) {
                double[] mixture = new double[(int) (index.jointActionCount() / index.actionCount(player))];
                Arrays.setAll(mixture, k -> k % 4 == 2 ? 0 : random.nextExponential());
                double[] expected = terminalWeights(tree, populations, player, mixture);
                double total = Arrays.stream(mixture).sum();
                double[] kept = mixture.clone();
                double[] weights = operator.terminalWeights(populations, player, mixture);
                assertClose("W", weights, expected, rounding(mixture.length, total));
                assertThat(operator.terminalWeights(populations, player, mixture))
                        .as("the same bits")
                        .isEqualTo(weights);
                assertThat(mixture).as("inputs stay").isEqualTo(kept);
            }
        }
    }

    private static double[] terminalWeights(
            GameTree tree, List<List<TabularPolicy>> populations, int player, double[] mixture) {
        int[] sizes = populations.stream().mapToInt(List::size).toArray();
        sizes[player] = 1;
        JointActionIndex others = JointActionIndex.of(sizes);
        double[] weights = new double[tree.terminalCount()];
        for (int k = 0; k < mixture.length; k++) {
            int[] joint = others.actions(k);
            for (int z = 0; z < weights.length; z++) {
                double reach = tree.chance(z) * mixture[k];
                for (int q = 0; q < joint.length; q++) {
                    reach *= q == player ? 1 : populations.get(q).get(joint[q]).plan(tree.sequence(q, z));
                }
                weights[z] += reach;
            }
        }
        return weights;
    }

    /** Against a mixture of joint policies, and against what a recommendation tells about it. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, 3x4",
        "kuhn_poker(players=3), 3x2x4",
        "leduc_poker, 3x2",
        "sheriff(instance=gabriele), 4x9",
        "trade_comm, 5x3",
        "liars_dice(dice_sides=3), 2x3",
    })
    default void bestResponsesAreThoseOfTheReference(String specification, String sizes) {
        GameTree tree = tree(specification);
        Philox random = new Philox(Seeds.seed());
        List<List<TabularPolicy>> populations = TestPolicies.populations(tree, random, sizes(sizes));
        JointDistribution sigma = RandomGames.distribution(JointActionIndex.of(sizes(sizes)), random);
        try (TreeOperator operator = backend().tree(tree)) {
            for (int player = 0; player < tree.playerCount(); player++) {
                double coarse = bestValue(operator, populations, player, sigma.opponentMarginal(player));
                double expected = ExtensiveReference.bestResponseValue(tree, player, populations, sigma);
                assertClose("coarse", coarse, expected, tolerance(tree), 0);
                double[] marginal = sigma.marginal(player);
                for (int r = 0; r < marginal.length; r++) {
                    if (marginal[r] == 0) {
                        continue;
                    }
                    double informed = bestValue(operator, populations, player, sigma.conditional(player, r));
                    double given = ExtensiveReference.bestResponseValue(tree, player, populations, sigma, r);
                    assertClose("informed", informed, given, tolerance(tree), 0);
                }
            }
        }
    }

    private static double bestValue(
            TreeOperator operator, List<List<TabularPolicy>> populations, int player, double[] mixture) {
        double[] weights = operator.terminalWeights(populations, player, mixture);
        return operator.bestResponse(player, weights).gameValue();
    }

    /** Value and mass of every sequence by the recursion that defines them. */
    @ParameterizedTest
    @CsvSource({"kuhn_poker(players=3)", "leduc_poker", "sheriff(instance=gabriele)", "trade_comm"})
    default void sequenceValuesByDefinition(String specification) {
        GameTree tree = tree(specification);
        Philox random = new Philox(Seeds.seed());
        double[] weights = new double[tree.terminalCount()];
        Arrays.setAll(weights, z -> z % 5 == 1 ? 0 : tree.chance(z) * random.nextDouble());
        try (TreeOperator operator = backend().tree(tree)) {
            for (int player = 0; player < tree.playerCount(); player++) {
                SequenceValues values = operator.bestResponse(player, weights);
                for (int s = 0; s < tree.sequenceForm(player).sequenceCount(); s++) {
                    double[] payoff = new double[weights.length];
                    for (int z = 0; z < payoff.length; z++) {
                        payoff[z] = weights[z] * tree.payoff(player, z);
                    }
                    assertClose("value", values.value(s), best(tree, player, s, payoff), tolerance(tree), 0);
                    double mass = best(tree, player, s, weights);
                    assertClose("mass", values.mass(s), mass, 0, rounding(weights.length, 1));
                }
                assertThat(values.gameValue()).isEqualTo(values.value(0));
            }
        }
    }

    /** {@code Σ_{z at s} x(z) + Σ_{I with parent s} max_a best(firstSequence(I) + a)}. */
    private static double best(GameTree tree, int player, int sequence, double[] x) {
        SequenceForm form = tree.sequenceForm(player);
        double sum = 0;
        for (int z = 0; z < x.length; z++) {
            sum += tree.sequence(player, z) == sequence ? x[z] : 0;
        }
        for (int i = 0; i < form.infostateCount(); i++) {
            if (form.parentSequence(i) == sequence) {
                int first = form.firstSequence(i);
                sum += IntStream.range(first, first + form.actionCount(i))
                        .mapToDouble(s -> best(tree, player, s, x))
                        .max()
                        .orElseThrow();
            }
        }
        return sum;
    }
}
