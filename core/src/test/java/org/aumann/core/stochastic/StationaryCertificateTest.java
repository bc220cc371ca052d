package org.aumann.core.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.RandomStochasticGames.Interests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationaryCertificateTest {
    private final RandomGenerator random = new Philox(Seeds.seed());

    /** Plays what a deviation says in place of what was recommended; by state and recommendation. */
    private static double[] valuesOf(StationaryPolicy policy, int player, int[][] deviation) {
        StochasticModel model = policy.model();
        int size = model.stateCount();
        double[][] system = new double[size][size + 1];
        for (int s = 0; s < size; s++) {
            system[s][s] = 1;
            for (int a = 0; a < model.jointActionCount(s); a++) {
                int[] actions = model.shape(s).index().actions(a);
                actions[player] = deviation[s][actions[player]];
                int played = (int) model.shape(s).index().jointAction(actions);
                int row = model.firstRow(s) + played;
                double probability = policy.probability(model.firstRow(s) + a);
                for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                    double weight = probability * model.probability(i);
                    system[s][model.successor(i)] -= model.discount() * weight;
                    system[s][size] += weight * model.transitionReward(i, model.firstCell(s, player) + played, player);
                }
            }
        }
        return solved(system);
    }

    /** By Gauss and Jordan, with pivots. */
    private static double[] solved(double[][] system) {
        int size = system.length;
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int i = k; i < size; i++) {
                pivot = Math.abs(system[i][k]) > Math.abs(system[pivot][k]) ? i : pivot;
            }
            double[] row = system[pivot];
            system[pivot] = system[k];
            system[k] = row;
            for (int i = 0; i < size; i++) {
                double multiple = i == k ? 0 : system[i][k] / row[k];
                for (int j = k; multiple != 0 && j <= size; j++) {
                    system[i][j] -= multiple * row[j];
                }
            }
        }
        return IntStream.range(0, size)
                .mapToDouble(k -> system[k][size] / system[k][k])
                .toArray();
    }

    /** The best of all deterministic deviations, one after the other like the digits of a number. */
    private static double[] bestByHand(StationaryPolicy policy, int player, SolutionConcept concept) {
        StochasticModel model = policy.model();
        int[][] deviation = new int[model.stateCount()][];
        for (int s = 0; s < deviation.length; s++) {
            deviation[s] = new int[actionCount(model, s, player)];
        }
        double[] best = new double[deviation.length];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        do {
            double[] values = valuesOf(policy, player, deviation);
            Arrays.setAll(best, s -> Math.max(best[s], values[s]));
        } while (next(deviation, concept == SolutionConcept.CCE));
        return best;
    }

    private static int actionCount(StochasticModel model, int state, int player) {
        return model.isAbsorbing(state) ? 0 : model.shape(state).index().actionCount(player);
    }

    /** Counts up; if blind, all recommendations of a state are one digit. */
    private static boolean next(int[][] deviation, boolean isBlind) {
        for (int[] digits : deviation) {
            for (int r = 0; r < (isBlind ? Math.min(1, digits.length) : digits.length); r++) {
                boolean carries = digits[r] + 1 == digits.length;
                int digit = carries ? 0 : digits[r] + 1;
                if (isBlind) {
                    Arrays.fill(digits, digit);
                } else {
                    digits[r] = digit;
                }
                if (!carries) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int[][] obedience(StochasticModel model, int player) {
        return IntStream.range(0, model.stateCount())
                .mapToObj(s -> IntStream.range(0, actionCount(model, s, player)).toArray())
                .toArray(int[][]::new);
    }

    private static void requireAsByHand(StationaryPolicy policy) {
        StationaryCertificate certificate = StationaryCertificate.of(policy);
        StochasticModel model = policy.model();
        assertThat(certificate.error()).isLessThan(1e-12);
        for (int p = 0; p < model.playerCount(); p++) {
            double[] values = valuesOf(policy, p, obedience(model, p));
            assertClose("values", certificate.values(p), values, 1e-11);
            assertClose("at the start", certificate.startValues().get(p), model.atStart(values), 1e-11, 0);
            for (SolutionConcept concept : SolutionConcept.values()) {
                double[] gains = bestByHand(policy, p, concept);
                Arrays.setAll(gains, s -> gains[s] - values[s]);
                assertClose(concept + " gains of " + p, certificate.gains(concept, p), gains, 1e-11);
                assertClose("gain", certificate.startGains(concept).get(p), model.atStart(gains), 1e-11, 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9, 1})
    void gainsAreThoseOfTheBestOfAllDeviations(double discount) {
        for (int k = 0; k < 12; k++) {
            requireAsByHand(RandomStochasticGames.policy(
                    random, RandomStochasticGames.game(random, Interests.GENERAL, discount, 3, 2, 3)));
            requireAsByHand(RandomStochasticGames.policy(
                    random, RandomStochasticGames.game(random, Interests.GENERAL, discount, 2, 3, 2, 2)));
            requireAsByHand(RandomStochasticGames.policy(
                    random, RandomStochasticGames.game(random, Interests.GENERAL, discount, 4, 3)));
        }
    }

    /** Who sees his recommendation can do all that he could without; who may deviate can also obey. */
    @Test
    void knowingMoreGainsMore() {
        for (int k = 0; k < 50; k++) {
            StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.9, 6, 3, 3, 2);
            StationaryPolicy policy = RandomStochasticGames.policy(random, model);
            StationaryCertificate certificate = StationaryCertificate.of(policy);
            for (int p = 0; p < 3; p++) {
                double[] informed = certificate.gains(SolutionConcept.CE, p);
                double[] blind = certificate.gains(SolutionConcept.CCE, p);
                for (int s = 0; s < informed.length; s++) {
                    assertThat(informed[s]).as(Seeds.replay()).isGreaterThanOrEqualTo(blind[s] - 1e-12);
                    assertThat(informed[s]).as(Seeds.replay()).isGreaterThanOrEqualTo(-1e-12);
                }
            }
            for (SolutionConcept concept : SolutionConcept.values()) {
                assertThat(certificate.gap(concept)).isLessThanOrEqualTo(certificate.gapOverStates(concept));
            }
        }
    }

    /** In a product nobody learns anything from his recommendation. */
    @Test
    void ofProductsBothConceptsAgree() {
        for (int k = 0; k < 30; k++) {
            StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.8, 5, 3, 2, 2);
            StationaryPolicy product =
                    RandomStochasticGames.policy(random, model).product();
            StationaryCertificate certificate = StationaryCertificate.of(product);
            for (int p = 0; p < 3; p++) {
                assertClose(
                        "gains",
                        certificate.gains(SolutionConcept.CE, p),
                        certificate.gains(SolutionConcept.CCE, p),
                        1e-12);
            }
        }
    }

    @Test
    void theOrderOfPlayersAndStatesDoesNotMatter() {
        for (int k = 0; k < 20; k++) {
            StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.9, 7, 3, 2, 2);
            StationaryPolicy policy = RandomStochasticGames.policy(random, model);
            StationaryCertificate before = StationaryCertificate.of(policy);
            int[] states = RandomStochasticGames.order(random, model.stateCount());
            int[] players = RandomStochasticGames.order(random, 3);
            StochasticModel other =
                    RandomStochasticGames.permuted(RandomStochasticGames.reordered(model, states), players);
            StationaryCertificate after =
                    StationaryCertificate.of(RandomStochasticGames.carried(policy, other, states, players));
            for (int p = 0; p < 3; p++) {
                assertClose("values", after.values(p), moved(before.values(players[p]), states), 1e-11);
                for (SolutionConcept concept : SolutionConcept.values()) {
                    double[] gains = moved(before.gains(concept, players[p]), states);
                    assertClose("gains", after.gains(concept, p), gains, 1e-11);
                }
            }
            for (SolutionConcept concept : SolutionConcept.values()) {
                assertClose("gap", after.gap(concept), before.gap(concept), 1e-11, 0);
                assertClose("relative", after.relativeGap(concept), before.relativeGap(concept), 1e-12, 0);
            }
        }
    }

    private static double[] moved(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(s -> values[s]).toArray();
    }

    /** {@code a r + b} makes {@code a V + b / (1 − γ)} where play does not end, and gains {@code a} times as large. */
    @Test
    void rewardsMayBeScaledAndShifted() {
        StochasticModel model = StochasticCatalogue.model("garnet(states=8,players=2,actions=3,seed=4)");
        StationaryPolicy policy = RandomStochasticGames.policy(random, model);
        StationaryCertificate before = StationaryCertificate.of(policy);
        List<DoubleUnaryOperator> changes = List.of(r -> 1000 * r - 7, r -> r / 64 + 3);
        StochasticModel other = RandomStochasticGames.paid(model, changes);
        StationaryCertificate after = StationaryCertificate.of(StationaryPolicy.of(other, policy.probabilities()));
        for (int p = 0; p < 2; p++) {
            double scale = p == 0 ? 1000 : 1.0 / 64;
            double shift = (p == 0 ? -7 : 3) / (1 - model.discount());
            double[] values = before.values(p);
            Arrays.setAll(values, s -> scale * values[s] + shift);
            assertClose("values", after.values(p), values, scale * 1e-11 + 1e-12);
            for (SolutionConcept concept : SolutionConcept.values()) {
                double[] gains = before.gains(concept, p);
                Arrays.setAll(gains, s -> scale * gains[s]);
                assertClose("gains", after.gains(concept, p), gains, scale * 1e-11 + 1e-12);
            }
        }
    }

    /** Zinkevich, Greenwald and Littman 2005: the only stationary equilibrium. */
    @Test
    void knowsTheEquilibriumOfTheNoSdeGame() {
        StochasticModel model = StochasticCatalogue.model("nosde");
        StationaryPolicy policy = StationaryPolicy.of(model, new double[] {1 / 3.0, 2 / 3.0, 7 / 12.0, 5 / 12.0});
        StationaryCertificate certificate = StationaryCertificate.of(policy);
        for (SolutionConcept concept : SolutionConcept.values()) {
            assertThat(certificate.gapOverStates(concept)).isLessThanOrEqualTo(1e-12);
            assertThat(certificate.relativeGap(concept)).isLessThanOrEqualTo(1e-12);
        }
        for (double[] pure : new double[][] {{1, 0, 1, 0}, {1, 0, 0, 1}, {0, 1, 1, 0}, {0, 1, 0, 1}}) {
            assertThat(StationaryCertificate.of(StationaryPolicy.of(model, pure))
                            .gapOverStates(SolutionConcept.CCE))
                    .isGreaterThan(0.5);
        }
    }

    /** Two stags, over and over: 10 / (1 − γ), and nobody gains. By hand. */
    @Test
    void closedFormsOfRepeatedGames() {
        double[][] first = {{10, 1}, {8, 5}};
        double[][] second = {{10, 8}, {1, 5}};
        StochasticModel model = RandomStochasticGames.repeated(0.75, first, second);
        StationaryCertificate stags = StationaryCertificate.of(StationaryPolicy.of(model, new double[] {1, 0, 0, 0}));
        requireStart(stags, 40, 40, 0, 0);
        assertClose("unit", stags.unit(0), 40, 1e-12, 0);
        // Blind: stag against half stags 5.5, hare 6.5; obedience 7.5. No play without recommendations is as good.
        double[] halves = {0.5, 0, 0, 0.5};
        StationaryCertificate mixed = StationaryCertificate.of(StationaryPolicy.of(model, halves));
        for (int p = 0; p < 2; p++) {
            assertClose("value", mixed.startValues().get(p), 30, 1e-12, 0);
            assertClose("CE", mixed.startGains(SolutionConcept.CE).get(p), 0, 1e-12, 0);
            assertClose("CCE", mixed.startGains(SolutionConcept.CCE).get(p), -4, 1e-12, 0);
        }
        assertThat(mixed.gap(SolutionConcept.CCE)).isZero();
        assertThat(mixed.gapOverStates(SolutionConcept.CCE)).isZero();
        assertThat(mixed.relativeGap(SolutionConcept.CCE)).isZero();
        StationaryCertificate odd = StationaryCertificate.of(StationaryPolicy.of(model, new double[] {0, 1, 0, 0}));
        requireStart(odd, 4, 32, 16, 8);
        assertClose("relative gap", odd.relativeGap(SolutionConcept.CE), 0.4, 1e-12, 0);
    }

    private static void requireStart(
            StationaryCertificate certificate, double first, double second, double gainOfFirst, double gainOfSecond) {
        assertClose("value", certificate.startValues().get(0), first, 1e-12, 0);
        assertClose("value", certificate.startValues().get(1), second, 1e-12, 0);
        for (SolutionConcept concept : SolutionConcept.values()) {
            assertClose("gain", certificate.startGains(concept).get(0), gainOfFirst, 1e-12, 0);
            assertClose("gain", certificate.startGains(concept).get(1), gainOfSecond, 1e-12, 0);
        }
    }

    /** Undiscounted: against a robot that stays away from nobody, the value is a probability, and its negative. */
    @Test
    void undiscountedPlayEnds() {
        StochasticModel model = StochasticCatalogue.model("robot_coordination(size=3)");
        StationaryCertificate certificate = StationaryCertificate.of(StationaryPolicy.uniform(model));
        double[] values = certificate.values(0);
        for (int s = 0; s < values.length; s++) {
            assertThat(values[s]).isBetween(0.0, 1 + 1e-12);
            assertThat(certificate.values(1)[s]).isCloseTo(-values[s], within(1e-14));
        }
        assertThat(certificate.error()).isLessThan(1e-13);
        assertThat(certificate.gap(SolutionConcept.CCE)).isBetween(0.0, 1.0);
        StationaryPolicy policy = RandomStochasticGames.policy(random, model);
        StationaryCertificate other = StationaryCertificate.of(policy);
        for (int p = 0; p < 2; p++) {
            assertClose("values", other.values(p), valuesOf(policy, p, obedience(model, p)), 1e-12);
        }
    }

    /** A way through all states, which are numbered at random, with 1 at its end: nothing may stop before that is everywhere. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.999999})
    void longWaysAreWalkedToTheirEnd(double discount) {
        int length = 2_000;
        StochasticModelBuilder builder = new StochasticModelBuilder("way", List.of("a"), discount);
        int[] next = new int[length + 1];
        int[] order = RandomStochasticGames.order(random, length);
        for (int k = 0; k < length; k++) {
            builder.addState("s" + k);
            next[order[k]] = k + 1 < length ? order[k + 1] : length;
        }
        builder.addState("end");
        builder.start(order[0], 1);
        for (int s = 0; s < length; s++) {
            builder.beginState(s, List.of(List.of("on", "give up")));
            builder.beginRow();
            builder.add(next[s], 1, next[s] == length ? 1 : 0);
            builder.endRow();
            builder.beginRow();
            builder.add(length, 1, 0.25);
            builder.endRow();
        }
        StochasticModel model = builder.build();
        double[] on = new double[2 * length];
        double[] off = new double[2 * length];
        for (int s = 0; s < length; s++) {
            on[2 * s] = 1;
            off[2 * s + 1] = 1;
        }
        StationaryCertificate best = StationaryCertificate.of(StationaryPolicy.of(model, on));
        double worth = Math.pow(discount, length - 1);
        assertClose("value", best.startValues().getFirst(), worth, 1e-9, 0);
        assertThat(best.gap(SolutionConcept.CE)).isLessThan(1e-9);
        StationaryCertificate worst = StationaryCertificate.of(StationaryPolicy.of(model, off));
        assertClose("gain", worst.gap(SolutionConcept.CCE), worth - 0.25, 1e-9, 0);
        assertThat(worst.error()).isLessThan(1e-9);
    }

    /** From values that are far off the same comes out. */
    @Test
    void guessesDoNotMatter() {
        StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.9, 9, 3, 3);
        StationaryPolicy policy = RandomStochasticGames.policy(random, model);
        StationaryCertificate plain = StationaryCertificate.of(policy);
        double[][] guess = new double[2][model.stateCount()];
        for (double[] row : guess) {
            Arrays.setAll(row, _ -> random.nextDouble(-1e6, 1e6));
        }
        StationaryCertificate guessed = StationaryCertificate.of(policy, guess);
        for (int p = 0; p < 2; p++) {
            assertClose("values", guessed.values(p), plain.values(p), 1e-11);
            for (SolutionConcept concept : SolutionConcept.values()) {
                assertClose("gains", guessed.gains(concept, p), plain.gains(concept, p), 1e-11);
            }
        }
    }

    @Test
    void playThatIsOverIsWorthNothing() {
        StochasticModelBuilder builder = new StochasticModelBuilder("over", List.of("a", "b"), 1);
        builder.addState("end");
        builder.start(0, 1);
        StationaryCertificate certificate = StationaryCertificate.of(StationaryPolicy.uniform(builder.build()));
        assertThat(certificate.startValues()).containsExactly(0.0, 0.0);
        assertThat(certificate.gap(SolutionConcept.CE)).isZero();
        assertThat(certificate.relativeGap(SolutionConcept.CE)).isZero();
        assertThat(certificate.unit(0)).isZero();
    }
}
