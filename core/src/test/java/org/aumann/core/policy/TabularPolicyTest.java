package org.aumann.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class TabularPolicyTest {
    private static final SequenceForm KUHN =
            GameTree.of(GameCatalogue.game("kuhn_poker")).sequenceForm(0);

    /** The policy that passes first everywhere, except as {@code later} says after a bet. */
    private static double[] passing(int later) {
        double[] probability = new double[KUHN.sequenceCount()];
        for (int i = 0; i < KUHN.infostateCount(); i++) {
            boolean first = KUHN.parentSequence(i) == 0;
            probability[KUHN.firstSequence(i) + (first ? 0 : later)] = 1;
        }
        return probability;
    }

    @Test
    void planIsTheProductOfOwnProbabilities() {
        TabularPolicy uniform = TabularPolicy.uniform(KUHN);
        assertThat(uniform.plan(0)).isEqualTo(1);
        for (int i = 0; i < KUHN.infostateCount(); i++) {
            double reach = KUHN.parentSequence(i) == 0 ? 1 : 0.5;
            for (int a = 0; a < 2; a++) {
                assertThat(uniform.probability(KUHN.firstSequence(i) + a)).isEqualTo(0.5);
                assertThat(uniform.plan(KUHN.firstSequence(i) + a)).isEqualTo(reach / 2);
            }
        }
        assertThat(uniform.plan()).hasSize(KUHN.sequenceCount());
    }

    @Test
    void whatIsNeverReachedMakesNoDifference() {
        double[] bets = new double[KUHN.sequenceCount()];
        double[] betsOtherwise = new double[KUHN.sequenceCount()];
        for (int i = 0; i < KUHN.infostateCount(); i++) {
            boolean first = KUHN.parentSequence(i) == 0;
            bets[KUHN.firstSequence(i) + 1] = 1;
            betsOtherwise[KUHN.firstSequence(i) + (first ? 1 : 0)] = 1;
        }
        TabularPolicy policy = TabularPolicy.of(KUHN, bets);
        assertThat(policy).isEqualTo(TabularPolicy.of(KUHN, betsOtherwise));
        assertThat(policy).hasSameHashCodeAs(TabularPolicy.of(KUHN, betsOtherwise));
        assertThat(TabularPolicy.of(KUHN, passing(0))).isNotEqualTo(TabularPolicy.of(KUHN, passing(1)));
    }

    @Test
    void randomDeterministicIsPureAndReproducible() {
        TabularPolicy policy = TabularPolicy.randomDeterministic(KUHN, new Philox(Seeds.seed()));
        assertThat(policy).isEqualTo(TabularPolicy.randomDeterministic(KUHN, new Philox(Seeds.seed())));
        assertThat(Arrays.stream(policy.plan()).allMatch(x -> x == 0 || x == 1)).isTrue();
        for (int i = 0; i < KUHN.infostateCount(); i++) {
            int s = KUHN.firstSequence(i);
            assertThat(policy.probability(s) + policy.probability(s + 1)).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatIsNoPolicy() {
        double[] tooShort = new double[3];
        assertThatThrownBy(() -> TabularPolicy.of(KUHN, tooShort))
                .hasMessage("probability.length (3) must be 13 sequences");
        double[] negative = passing(0);
        negative[KUHN.firstSequence(0)] = -1;
        assertThatThrownBy(() -> TabularPolicy.of(KUHN, negative))
                .hasMessage("probability (-1.0) at infostate " + KUHN.key(0) + " must be at least 0");
        double[] half = passing(0);
        half[KUHN.firstSequence(0)] = 0.5;
        assertThatThrownBy(() -> TabularPolicy.of(KUHN, half))
                .hasMessage("probabilities at infostate " + KUHN.key(0) + " sum to 0.5, they must sum to 1");
    }
}
