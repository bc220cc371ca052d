package org.aumann.core.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.game.strategic.ReducedNormalForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.policy.TestPolicies;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensiveReferenceTest {
    private static GameTree tree(String specification) {
        return GameTree.of(GameCatalogue.game(specification));
    }

    /**
     * Values, best response values and NashConv of uniform policies, as fractions. Spec/01, "Uniform
     * policies (exact)"; best responses of Kuhn 3p and Trade Comm and all of Sheriff gabriele were measured
     * here.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kuhn_poker             | 1/8 -1/8            | 1/2 5/12          | 11/12",
                "kuhn_poker(players=3)  | 15/64 -3/64 -3/16   | 25/32 31/48 61/96 | 33/16",
                "leduc_poker            | -5/64 5/64          | 167/80 383/144    | 3418/720",
                "trade_comm             | 1/16 1/16           | 1/8 1/8           | 1/8",
                "trade_comm(num_items=3)| 1/81 1/81           | 1/27 1/27         | 4/81",
                "sheriff(instance=gabriele) | 105/11 65/22    | 20 54/11          | 273/22",
            })
    void uniformPolicies(String specification, String values, String bestResponses, String nashConv) {
        GameTree tree = tree(specification);
        List<TabularPolicy> uniform = TestPolicies.uniformProfile(tree);
        Tolerances.assertClose("values", ExtensiveReference.values(tree, uniform), fractions(values), 1e-12);
        double[] best = IntStream.range(0, tree.playerCount())
                .mapToDouble(p -> ExtensiveReference.bestResponseValue(tree, p, uniform))
                .toArray();
        Tolerances.assertClose("best responses", best, fractions(bestResponses), 1e-12);
        Tolerances.assertClose(
                "NashConv", ExtensiveReference.nashConv(tree, uniform), fractions(nashConv)[0], 1e-12, 0);
    }

    private static double[] fractions(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(fraction -> {
                    String[] parts = (fraction + "/1").split("/", -1);
                    return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
                })
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kuhn_poker(players=3)", "leduc_poker", "sheriff(num_rounds=2)", "liars_dice(dice_sides=3)"})
    void valuesAreThoseOfTheSequenceForm(String specification) {
        GameTree tree = tree(specification);
        Philox random = new Philox(Seeds.seed());
        int[] ones = new int[tree.playerCount()];
        Arrays.fill(ones, 1);
        List<TabularPolicy> profile = TestPolicies.populations(tree, random, ones).stream()
                .map(List::getFirst)
                .toList();
        double[] expected = new double[tree.playerCount()];
        for (int z = 0; z < tree.terminalCount(); z++) {
            double reach = tree.chance(z);
            for (int p = 0; p < expected.length; p++) {
                reach *= profile.get(p).plan(tree.sequence(p, z));
            }
            for (int p = 0; p < expected.length; p++) {
                expected[p] += reach * tree.payoff(p, z);
            }
        }
        Tolerances.assertClose("values", ExtensiveReference.values(tree, profile), expected, 1e-11);
    }

    /** The best of all pure strategies, tried one by one, against the same mixture. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void bestResponseIsTheBestOfAllPureStrategies(int player) {
        GameTree kuhn = tree("kuhn_poker");
        Mixture mixture = Mixture.random(kuhn, Seeds.seed(), 3, 4);
        double coarse = ExtensiveReference.bestResponseValue(kuhn, player, mixture.populations, mixture.sigma);
        Tolerances.assertClose("CCE", coarse, bestPure(kuhn, player, mixture.populations, mixture.sigma), 1e-12, 0);
        for (int r = 0; r < mixture.populations.get(player).size(); r++) {
            double best = ExtensiveReference.bestResponseValue(kuhn, player, mixture.populations, mixture.sigma, r);
            JointDistribution conditional = mixture.given(player, r);
            Tolerances.assertClose("CE", best, bestPure(kuhn, player, mixture.populations, conditional), 1e-12, 0);
        }
    }

    private static double bestPure(
            GameTree tree, int player, List<List<TabularPolicy>> populations, JointDistribution sigma) {
        ReducedNormalForm reduced = ReducedNormalForm.of(tree);
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < reduced.game().payoffs().index().actionCount(player); k++) {
            TabularPolicy pure = TestPolicies.pure(tree, reduced, player, k);
            double value = 0;
            for (long a = 0; a < sigma.index().jointActionCount(); a++) {
                long joint = a;
                List<TabularPolicy> profile = IntStream.range(0, tree.playerCount())
                        .mapToObj(p -> p == player
                                ? pure
                                : populations.get(p).get(sigma.index().action(joint, p)))
                        .toList();
                value += sigma.probability(a) * ExtensiveReference.values(tree, profile)[player];
            }
            best = Math.max(best, value);
        }
        return best;
    }

    /** Random policies under a random distribution over joint policies, some of them without probability. */
    private record Mixture(List<List<TabularPolicy>> populations, JointDistribution sigma) {
        static Mixture random(GameTree tree, long seed, int... sizes) {
            Philox random = new Philox(seed);
            List<List<TabularPolicy>> populations = TestPolicies.populations(tree, random, sizes);
            JointActionIndex index = JointActionIndex.of(sizes);
            double[] weights = new double[(int) index.jointActionCount()];
            for (int a = 0; a < weights.length; a++) {
                weights[a] = a % 5 == 1 ? 0 : random.nextDouble();
            }
            double total = Arrays.stream(weights).sum();
            return new Mixture(
                    populations,
                    JointDistribution.of(
                            index, Arrays.stream(weights).map(w -> w / total).toArray()));
        }

        JointDistribution given(int player, int recommended) {
            double[] weights = sigma.toArray();
            double marginal = sigma.marginal(player)[recommended];
            for (int a = 0; a < weights.length; a++) {
                weights[a] = sigma.index().action(a, player) == recommended ? weights[a] / marginal : 0;
            }
            return JointDistribution.of(sigma.index(), weights);
        }
    }

    /** Where every pure strategy is in the population, the full game is the meta-game. */
    @ParameterizedTest
    @EnumSource
    void gapsOfNormalFormGamesAreThoseOfTheTensor(SolutionConcept concept) {
        NormalFormGame game = (NormalFormGame) GameCatalogue.game("rank(actions=3x2x4,seed=5)");
        GameTree tree = GameTree.of(game);
        JointActionIndex index = game.payoffs().index();
        ReducedNormalForm reduced = ReducedNormalForm.of(tree);
        List<List<TabularPolicy>> pure = IntStream.range(0, 3)
                .mapToObj(p -> IntStream.range(0, index.actionCount(p))
                        .mapToObj(a -> TestPolicies.pure(tree, reduced, p, a))
                        .toList())
                .toList();
        JointDistribution sigma = Mixture.random(tree, Seeds.seed(), 3, 2, 4).sigma;
        Tolerances.assertClose(
                "values",
                ExtensiveReference.values(tree, pure, sigma),
                DeviationGains.values(game.payoffs(), sigma),
                1e-12);
        Tolerances.assertClose(
                "gaps",
                ExtensiveReference.gaps(tree, pure, sigma, concept),
                EquilibriumGap.of(game.payoffs(), sigma, concept).perPlayer(),
                1e-12);
    }

    /** Deviations within the populations are policies too, so the meta-game's gap is never larger. */
    @ParameterizedTest
    @EnumSource
    void metaGameGapIsALowerBound(SolutionConcept concept) {
        GameTree kuhn = tree("kuhn_poker(players=3)");
        Mixture mixture = Mixture.random(kuhn, Seeds.seed(), 2, 3, 2);
        JointActionIndex index = mixture.sigma.index();
        double[][] payoffs = new double[3][(int) index.jointActionCount()];
        for (int a = 0; a < payoffs[0].length; a++) {
            int[] actions = index.actions(a);
            double[] values = ExtensiveReference.values(
                    kuhn,
                    IntStream.range(0, 3)
                            .mapToObj(p -> mixture.populations.get(p).get(actions[p]))
                            .toList());
            for (int p = 0; p < 3; p++) {
                payoffs[p][a] = values[p];
            }
        }
        try (PayoffTensor metaGame = PayoffTensor.of(index, payoffs)) {
            double[] meta = EquilibriumGap.of(metaGame, mixture.sigma, concept).perPlayer();
            double[] full = ExtensiveReference.gaps(kuhn, mixture.populations, mixture.sigma, concept);
            for (int p = 0; p < 3; p++) {
                assertThat(full[p]).as(Seeds.replay()).isGreaterThanOrEqualTo(meta[p] - 1e-12);
            }
        }
    }

    @Test
    void knowingTheRecommendationCannotHurt() {
        GameTree kuhn = tree("kuhn_poker(players=3)");
        Mixture mixture = Mixture.random(kuhn, Seeds.seed(), 2, 3, 2);
        double[] coarse = ExtensiveReference.gaps(kuhn, mixture.populations, mixture.sigma, SolutionConcept.CCE);
        double[] informed = ExtensiveReference.gaps(kuhn, mixture.populations, mixture.sigma, SolutionConcept.CE);
        for (int p = 0; p < 3; p++) {
            assertThat(informed[p]).as(Seeds.replay()).isGreaterThanOrEqualTo(coarse[p] - 1e-12);
        }
    }

    @Test
    void onePolicyEachIsAProfile() {
        GameTree leduc = tree("leduc_poker");
        List<TabularPolicy> uniform = TestPolicies.uniformProfile(leduc);
        List<List<TabularPolicy>> populations = uniform.stream().map(List::of).toList();
        JointDistribution sigma = JointDistribution.uniform(JointActionIndex.of(1, 1));
        for (SolutionConcept concept : SolutionConcept.values()) {
            double gap = Arrays.stream(ExtensiveReference.gaps(leduc, populations, sigma, concept))
                    .sum();
            Tolerances.assertClose("gap", gap, ExtensiveReference.nashConv(leduc, uniform), 1e-12, 0);
        }
    }

    /** Kuhn 1950: the equilibria of player 0 by α, the probability of betting the lowest card. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1 / 3.0})
    void kuhnsEquilibria(double alpha) {
        GameTree kuhn = tree("kuhn_poker");
        List<TabularPolicy> equilibrium = List.of(
                betting(
                        kuhn.sequenceForm(0),
                        "0",
                        alpha,
                        "0pb",
                        0,
                        "1",
                        0,
                        "1pb",
                        alpha + 1 / 3.0,
                        "2",
                        3 * alpha,
                        "2pb",
                        1),
                betting(kuhn.sequenceForm(1), "0p", 1 / 3.0, "0b", 0, "1p", 0, "1b", 1 / 3.0, "2p", 1, "2b", 1));
        Tolerances.assertClose("NashConv", ExtensiveReference.nashConv(kuhn, equilibrium), 0, 1e-12, 0);
        Tolerances.assertClose(
                "values", ExtensiveReference.values(kuhn, equilibrium), new double[] {-1 / 18.0, 1 / 18.0}, 1e-12);
    }

    /** A policy from pairs of infostate key and probability of betting. */
    private static TabularPolicy betting(SequenceForm form, Object... pairs) {
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            int k = List.of(pairs).indexOf(form.key(i));
            double bet = ((Number) pairs[k + 1]).doubleValue();
            probability[form.firstSequence(i)] = 1 - bet;
            probability[form.firstSequence(i) + 1] = bet;
        }
        return TabularPolicy.of(form, probability);
    }

    @Test
    void refusesWrongShapes() {
        GameTree kuhn = tree("kuhn_poker");
        List<TabularPolicy> uniform = TestPolicies.uniformProfile(kuhn);
        assertThatThrownBy(() -> ExtensiveReference.values(kuhn, uniform.subList(0, 1)))
                .hasMessage("policies of 1 players must be of 2, the players of kuhn_poker(players=2)");
        List<List<TabularPolicy>> populations = uniform.stream().map(List::of).toList();
        JointDistribution sigma = JointDistribution.uniform(JointActionIndex.of(1, 2));
        assertThatThrownBy(() -> ExtensiveReference.values(kuhn, populations, sigma))
                .hasMessage("shape of sigma [1, 2] must be the sizes of the populations [1, 1]");
        List<List<TabularPolicy>> twice = List.of(List.of(uniform.get(0)), List.of(uniform.get(1), uniform.get(1)));
        JointDistribution first = JointDistribution.of(JointActionIndex.of(1, 2), 1, 0);
        assertThatThrownBy(() -> ExtensiveReference.bestResponseValue(kuhn, 1, twice, first, 1))
                .hasMessage("policy (1) of player 1 must be recommended with positive probability");
        Tolerances.assertClose(
                "best response", ExtensiveReference.bestResponseValue(kuhn, 1, twice, first, 0), 5 / 12.0, 1e-12, 0);
    }
}
