package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedGamesTest {
    private static NormalFormGame game(String specification) {
        return (NormalFormGame) GameCatalogue.game(specification);
    }

    private static PayoffTensor payoffs(String specification) {
        return game(specification).payoffs();
    }

    /** 3·41·997 joint actions: several tasks, none of them full. */
    @ParameterizedTest
    @ValueSource(strings = {"rank", "covariant", "congestion", "dispersion", "coordination", "polymatrix"})
    void sameSeedSameGameInEitherPrecision(String family) {
        String seed = family.equals("dispersion") ? "" : ",seed=" + Seeds.seed();
        String specification = family + "(actions=3x41x997" + seed;
        PayoffTensor wide = payoffs(specification + ")");
        PayoffTensor again = payoffs(specification + ")");
        PayoffTensor narrow = payoffs(specification + ",precision=float32)");
        assertThat(narrow.precision()).isEqualTo(Precision.FLOAT32);
        wide.requireFinite();
        assertThat(wide.segment().mismatch(again.segment())).as(Seeds.replay()).isEqualTo(-1);
        for (int p = 0; p < 3; p++) {
            for (long a = 0; a < wide.index().jointActionCount(); a++) {
                if (narrow.get(p, a) != (float) wide.get(p, a)) {
                    throw new AssertionError("player " + p + " joint action " + a + "; " + Seeds.replay());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rank", "covariant", "congestion", "coordination", "polymatrix", "zero_sum"})
    void differentSeedsDifferentGames(String family) {
        PayoffTensor one = payoffs(family + "(seed=1)");
        PayoffTensor other = payoffs(family + "(seed=4294967297)");
        assertThat(one.segment().mismatch(other.segment())).isNotEqualTo(-1);
    }

    /** Where payoffs are sums over pairs, the mixed second difference over two others vanishes. */
    @ParameterizedTest
    @ValueSource(strings = {"rank(actions=3x4x2x5)", "polymatrix(actions=3x4x2x5)"})
    void payoffsAreSumsOverPairs(String specification) {
        PayoffTensor payoffs = payoffs(specification);
        JointActionIndex index = payoffs.index();
        for (long a = 0; a < index.jointActionCount(); a++) {
            int[] actions = index.actions(a);
            for (int p = 0; p < 4; p++) {
                int q = (p + 1) % 4;
                int r = (p + 2) % 4;
                double difference = payoffs.get(p, a)
                        - payoffs.get(p, index.base(a, q))
                        - payoffs.get(p, index.base(a, r))
                        + payoffs.get(p, index.base(index.base(a, q), r));
                Tolerances.assertClose(Arrays.toString(actions), difference, 0, 1e-12, 0);
            }
        }
    }

    /** With two players the skills can be read off: what is left of the payoff is the cycle, c ~ U(1, 3). */
    @Test
    void rankIsSkillPlusCycle() {
        PayoffTensor payoffs = payoffs("rank(players=2,actions=60,seed=" + Seeds.seed() + ")");
        JointActionIndex index = payoffs.index();
        double[] row = new double[60];
        double[] column = new double[60];
        double mean = 0;
        for (long a = 0; a < 3600; a++) {
            double payoff = payoffs.get(0, a);
            row[index.action(a, 0)] += payoff / 60;
            column[index.action(a, 1)] += payoff / 60;
            mean += payoff / 3600;
        }
        double cycle = 0;
        for (long a = 0; a < 3600; a++) {
            double rest = payoffs.get(0, a) - row[index.action(a, 0)] - column[index.action(a, 1)] + mean;
            cycle = Math.max(cycle, Math.abs(rest));
        }
        double skill = Arrays.stream(row).max().orElseThrow()
                - Arrays.stream(row).min().orElseThrow();
        // Skills of 60 normal draws spread over 3 to 7, times w ~ U(.5, 1.5), and angles are not even.
        assertThat(skill).as(Seeds.replay()).isBetween(1.0, 13.0);
        assertThat(cycle).as(Seeds.replay()).isBetween(0.8, 4.0);
    }

    @Test
    void polymatrixIsUniform() {
        PayoffTensor payoffs = payoffs("polymatrix(players=2,actions=300)");
        assertMoments(payoffs, 0, 0, 1 / 3.0);
        assertThat(payoffs.range(0).least()).isBetween(-1.0, -0.99);
        assertThat(payoffs.range(0).greatest()).isBetween(0.99, 1.0);
    }

    /** Mean and variance within five standard errors; the fourth moment is at most three variances squared. */
    private static void assertMoments(PayoffTensor payoffs, int player, double mean, double variance) {
        long count = payoffs.index().jointActionCount();
        double sum = 0;
        double squares = 0;
        for (long a = 0; a < count; a++) {
            double payoff = payoffs.get(player, a) - mean;
            sum += payoff;
            squares += payoff * payoff;
        }
        Tolerances.assertClose("mean", sum / count, 0, 5 * Math.sqrt(variance / count), 0);
        Tolerances.assertClose("variance", squares / count, variance, 5 * variance * Math.sqrt(2.0 / count), 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.25, 0, 0.5, 1})
    void covariantPayoffsHaveTheCorrelation(double rho) {
        PayoffTensor payoffs = payoffs("covariant(players=5,actions=9,rho=" + rho + ",seed=" + Seeds.seed() + ")");
        long count = payoffs.index().jointActionCount();
        for (int p = 0; p < 5; p++) {
            assertMoments(payoffs, p, 0, 1);
            double product = 0;
            for (long a = 0; a < count; a++) {
                product += payoffs.get(p, a) * payoffs.get((p + 1) % 5, a);
            }
            Tolerances.assertClose("covariance", product / count, rho, 5 * Math.sqrt(2.0 / count), 0);
        }
    }

    @Test
    void congestionSharesTheResource() {
        PayoffTensor payoffs = payoffs("congestion(actions=4x2x3)");
        JointActionIndex index = payoffs.index();
        for (int resource = 0; resource < 2; resource++) {
            int other = 1 - resource;
            double alone = payoffs.get(0, index.jointAction(resource, other, other));
            assertThat(alone).isBetween(1.0, 5.0);
            assertThat(payoffs.get(2, index.jointAction(other, other, resource)))
                    .isEqualTo(alone);
            long together = index.jointAction(resource, resource, resource);
            for (int p = 0; p < 3; p++) {
                assertThat(payoffs.get(p, together)).isEqualTo(alone / 3);
            }
        }
    }

    @Test
    void dispersionCountsTheOthers() {
        PayoffTensor payoffs = payoffs("dispersion(players=4,actions=3)");
        long a = payoffs.index().jointAction(1, 2, 1, 1);
        assertThat(new double[] {payoffs.get(0, a), payoffs.get(1, a), payoffs.get(2, a), payoffs.get(3, a)})
                .containsExactly(-2, 0, -2, -2);
    }

    @Test
    void coordinationPaysForCompany() {
        PayoffTensor payoffs = payoffs("coordination(actions=2x2x3)");
        JointActionIndex index = payoffs.index();
        double all = payoffs.get(0, index.jointAction(1, 1, 1));
        assertThat(all).isBetween(1.0, 5.0);
        assertThat(payoffs.get(0, index.jointAction(1, 0, 1))).isEqualTo(all / 2);
        assertThat(payoffs.get(0, index.jointAction(1, 0, 2))).isZero();
        assertThat(payoffs.get(1, index.jointAction(1, 1, 1))).isNotEqualTo(all);
    }

    @Test
    void blottoDivisionsAndShares() {
        NormalFormGame game = game("blotto(players=2,soldiers=2,fields=2)");
        assertThat(game.payoffs().index().actionCounts()).containsExactly(3, 3);
        assertThat(game.actionLabel(0, 0)).isEqualTo("0-2");
        assertThat(game.actionLabel(1, 2)).isEqualTo("2-0");
        // 0-2 against 1-1: one field each. 0-2 against 0-2: both shared.
        assertThat(game.payoffs().get(0, 1)).isZero();
        assertThat(game.payoffs().get(0, 0)).isZero();

        NormalFormGame three = game("blotto(players=3,soldiers=4,fields=3)");
        assertThat(three.payoffs().index().actionCount(0)).isEqualTo(15);
        assertThat(three.actionLabel(0, 7)).isEqualTo("1-2-1");
    }

    @Test
    void blottoMostSoldiersTakeTheField() {
        NormalFormGame game = game("blotto(players=3,soldiers=2,fields=3)");
        JointActionIndex index = game.payoffs().index();
        // 0-0-2, 0-1-1 and 2-0-0: the second player takes the middle, the others one field each.
        long a = index.jointAction(action(game, "0-0-2"), action(game, "0-1-1"), action(game, "2-0-0"));
        assertThat(game.payoffs().get(0, a)).isZero();
        assertThat(game.payoffs().get(1, a)).isZero();
        // 1-1-0 twice against 0-0-2: two fields shared by two, one taken.
        long b = index.jointAction(action(game, "1-1-0"), action(game, "1-1-0"), action(game, "0-0-2"));
        assertThat(game.payoffs().get(2, b)).isZero();
        // 1-1-0, 0-2-0, 0-2-0: 1, then half the middle each, and the last field shared by all.
        long c = index.jointAction(action(game, "1-1-0"), action(game, "0-2-0"), action(game, "0-2-0"));
        Tolerances.assertClose("payoff", game.payoffs().get(0, c), 1 / 3.0, 1e-15, 0);
        Tolerances.assertClose("payoff", game.payoffs().get(1, c), -1 / 6.0, 1e-15, 0);
    }

    private static int action(NormalFormGame game, String label) {
        int action = 0;
        while (!game.actionLabel(0, action).equals(label)) {
            action++;
        }
        return action;
    }

    @Test
    void zeroSumEntries() {
        assertMoments(payoffs("zero_sum(actions=300x200)"), 0, 0, 1);
        PayoffTensor repeated = payoffs("zero_sum(actions=300x200,repeated=true)");
        assertMoments(repeated, 0, 0, 2);
        for (long a = 0; a < repeated.index().jointActionCount(); a++) {
            assertThat(repeated.get(0, a)).isBetween(-2.0, 2.0).isEqualTo(Math.rint(repeated.get(0, a)));
        }
    }

    @Test
    void oneActionEach() {
        assertThat(payoffs("rank(players=2,actions=1)").index().jointActionCount())
                .isEqualTo(1);
        assertThat(payoffs("coordination(players=2,actions=1)").get(0, 0)).isBetween(1.0, 5.0);
    }
}
