package org.aumann.core.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegretRuleTest {
    private static final double ROUNDING = 1e-15;

    private static double[] after(RegretMinimiser learner, double[]... rounds) {
        for (double[] utilities : rounds) {
            learner.observe(utilities);
        }
        return learner.strategy();
    }

    private static double[] u(double... utilities) {
        return utilities;
    }

    /** Regrets (2, −2), then (0, 5) on top. */
    @Test
    void matching() {
        RegretRule rule = new RegretRule.Matching();
        assertThat(rule.minimiser(2).strategy()).containsExactly(0.5, 0.5);
        assertThat(after(rule.minimiser(0.5, 0.5), u(3, -1))).containsExactly(1, 0);
        assertClose("strategy", after(rule.minimiser(0.5, 0.5), u(3, -1), u(2, 7)), u(0.4, 0.6), ROUNDING);
        assertThat(after(rule.minimiser(1, 0), u(3, 1))).as("no regret").containsExactly(0.5, 0.5);
    }

    /** The regret of −2 in the first round is forgotten. */
    @Test
    void matchingPlus() {
        RegretRule rule = new RegretRule.MatchingPlus();
        assertClose("strategy", after(rule.minimiser(2), u(3, -1), u(2, 7)), u(2 / 7.0, 5 / 7.0), ROUNDING);
        assertThat(rule.averagingWeight(7)).isEqualTo(7);
    }

    /** R = (2, 0) and r = (0, 5): the play is in proportion to (2, 10), after R = (2, 5). */
    @Test
    void predictiveMatchingPlus() {
        RegretRule rule = new RegretRule.PredictiveMatchingPlus();
        assertClose("strategy", after(rule.minimiser(2), u(3, -1), u(2, 7)), u(2 / 12.0, 10 / 12.0), ROUNDING);
    }

    @Test
    void hedge() {
        RegretRule rule = new RegretRule.Hedge(LearningRate.constant(0.5));
        double weight = Math.exp(0.5 * 3);
        assertClose("share", after(rule.minimiser(2), u(1, 0), u(3, 1))[0], weight / (1 + weight), ROUNDING, 0);
        RegretRule anytime = new RegretRule.Hedge(new LearningRate(1, 0.5));
        double falling = Math.exp(Math.sqrt(0.5) * 3);
        assertClose("anytime", after(anytime.minimiser(2), u(1, 0), u(3, 1))[0], falling / (1 + falling), ROUNDING, 0);
    }

    @Test
    void optimisticHedge() {
        RegretRule rule = new RegretRule.OptimisticHedge(LearningRate.constant(0.5));
        double weight = Math.exp(0.5 * (3 + 2));
        assertClose("share", after(rule.minimiser(2), u(1, 0), u(3, 1))[0], weight / (1 + weight), ROUNDING, 0);
    }

    @Test
    void polynomialWeights() {
        RegretRule rule = new RegretRule.PolynomialWeights(LearningRate.constant(0.5));
        assertClose("strategy", after(rule.minimiser(2), u(1, 0), u(0, -1)), u(0.75, 0.25), ROUNDING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.minimiser(2).observe(u(2, 0)))
                .withMessageContaining("must be in (-1, 1)");
    }

    /** Regrets 0 → 1 of 2, 1 → 0 of −2, then with all weight on action 1: 1 → 0 of 3. So 1 : 2 = R_10 : R_01. */
    @Test
    void internal() {
        RegretRule rule = new RegretRule.Internal();
        assertThat(after(rule.minimiser(2), u(0, 4))).containsExactly(0, 1);
        assertClose("strategy", after(rule.minimiser(2), u(0, 4), u(3, 0)), u(1 / 3.0, 2 / 3.0), ROUNDING);
        assertThat(after(rule.minimiser(2), u(1, 1))).containsExactly(0.5, 0.5);
    }

    /** Both learners hear half of (0, 4), and both go to action 1. */
    @Test
    void swap() {
        RegretRule rule = new RegretRule.Swap(new RegretRule.Matching());
        assertThat(after(rule.minimiser(2), u(0, 4))).containsExactly(0, 1);
    }

    @Test
    void rates() {
        assertThat(LearningRate.horizon(4, 100, 2).after(50)).isEqualTo(Math.sqrt(8 * Math.log(4) / 100) / 2);
        assertClose("rate", LearningRate.anytime(4, 2).after(100), Math.sqrt(Math.log(4) / 100) / 2, ROUNDING, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> LearningRate.constant(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningRate(1, 2));
    }

    @Test
    void refusesWhatIsNoStrategy() {
        RegretRule rule = new RegretRule.Matching();
        assertThatIllegalArgumentException().isThrownBy(() -> rule.minimiser(0.5, 0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.minimiser(1.5, -0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.minimiser(0));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.minimiser(2).observe(u(1)));
    }

    static Stream<RegretRule> rules() {
        return Stream.of(
                new RegretRule.Matching(),
                new RegretRule.MatchingPlus(),
                new RegretRule.PredictiveMatchingPlus(),
                new RegretRule.Hedge(LearningRate.horizon(5, 2000, 2)),
                new RegretRule.Hedge(LearningRate.anytime(5, 2)),
                new RegretRule.OptimisticHedge(LearningRate.anytime(5, 2)),
                new RegretRule.PolynomialWeights(LearningRate.horizon(5, 2000, 2)),
                new RegretRule.Internal(),
                new RegretRule.Swap(new RegretRule.Matching()),
                new RegretRule.Swap(new RegretRule.Hedge(LearningRate.horizon(5, 2000, 2))));
    }

    /** Against utilities that punish what is played most, mean external regret is O(√(k / T)) for every rule. */
    @ParameterizedTest
    @MethodSource("rules")
    void externalRegretVanishes(RegretRule rule) {
        int actions = 5;
        int rounds = 2000;
        Philox random = new Philox(Seeds.seed());
        RegretMinimiser learner = rule.minimiser(actions);
        double[] regret = new double[actions];
        for (int t = 0; t < rounds; t++) {
            double[] strategy = learner.strategy();
            double[] utilities = random.doubles(actions, -0.2, 0.2).toArray();
            double expected = 0;
            for (int a = 0; a < actions; a++) {
                utilities[a] -= 0.8 * strategy[a];
                expected += strategy[a] * utilities[a];
            }
            for (int a = 0; a < actions; a++) {
                regret[a] += utilities[a] - expected;
            }
            learner.observe(utilities);
        }
        for (double sum : regret) {
            assertThat(sum / rounds).as("%s; %s", rule, Seeds.replay()).isLessThan(2 * Math.sqrt(5.0 / rounds));
        }
    }
}
