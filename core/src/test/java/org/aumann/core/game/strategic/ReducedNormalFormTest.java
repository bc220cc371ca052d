package org.aumann.core.game.strategic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.policy.TestPolicies;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReducedNormalFormTest {
    private static GameTree tree(String specification) {
        return GameTree.of(GameCatalogue.game(specification));
    }

    /** Kuhn: a card to bet with at once or to pass with, then pass or bet: 3³; two answers per card: 4³. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, 27, 64",
        "trade_comm(num_items=1), 1, 1",
        "trade_comm, 1024, 4096",
        "matrix_gibson, 3, 2",
        "'sheriff(num_rounds=1,max_items=1,max_bribe=1)', 4, 4",
    })
    void strategyCounts(String specification, long first, long second) {
        GameTree tree = tree(specification);
        assertThat(ReducedNormalForm.strategyCount(tree.sequenceForm(0))).isEqualTo(BigInteger.valueOf(first));
        assertThat(ReducedNormalForm.strategyCount(tree.sequenceForm(1))).isEqualTo(BigInteger.valueOf(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kuhn_poker",
                "sheriff(num_rounds=1,max_items=4,max_bribe=2)",
                "goofspiel(num_cards=3,imp_info=true,points_order=descending)",
                "goofspiel(players=3,num_cards=2)",
            })
    void payoffsAreThoseOfThePolicies(String specification) {
        GameTree tree = tree(specification);
        ReducedNormalForm reduced = ReducedNormalForm.of(tree);
        PayoffTensor payoffs = reduced.game().payoffs();
        RandomGenerator random = new Philox(Seeds.seed());
        for (int k = 0; k < 50; k++) {
            long joint = random.nextLong(payoffs.index().jointActionCount());
            List<TabularPolicy> profile = IntStream.range(0, tree.playerCount())
                    .mapToObj(p ->
                            TestPolicies.pure(tree, reduced, p, payoffs.index().action(joint, p)))
                    .toList();
            double[] values = ExtensiveReference.values(tree, profile);
            for (int p = 0; p < values.length; p++) {
                Tolerances.assertClose("payoff", payoffs.get(p, joint), values[p], 1e-12, 1e-12);
            }
        }
    }

    @Test
    void strategiesAreDifferentPolicies() {
        GameTree kuhn = tree("kuhn_poker");
        ReducedNormalForm reduced = ReducedNormalForm.of(kuhn);
        for (int p = 0; p < 2; p++) {
            int player = p;
            int count = reduced.game().payoffs().index().actionCount(p);
            assertThat(IntStream.range(0, count).mapToObj(k -> TestPolicies.pure(kuhn, reduced, player, k)))
                    .doesNotHaveDuplicates();
            assertThat(IntStream.range(0, count).mapToObj(k -> reduced.game().actionLabel(player, k)))
                    .doesNotHaveDuplicates();
        }
        assertThat(reduced.game().name()).isEqualTo("kuhn_poker(players=2) in reduced normal form");
        assertThat(reduced.game().actionLabel(0, 0)).isEqualTo("000000");
        assertThat(reduced.game().actionLabel(0, 26)).isEqualTo("1*1*1*");
    }

    @Test
    void bestReplyToUniformIsTheBestResponse() {
        GameTree kuhn = tree("kuhn_poker");
        PayoffTensor payoffs = ReducedNormalForm.of(kuhn).game().payoffs();
        // Uniform behaviour is not uniform over reduced strategies, but over player 1's, who moves once.
        double best = Double.NEGATIVE_INFINITY;
        for (int own = 0; own < 27; own++) {
            double value = 0;
            for (int other = 0; other < 64; other++) {
                value += payoffs.get(0, payoffs.index().jointAction(own, other)) / 64;
            }
            best = Math.max(best, value);
        }
        Tolerances.assertClose("best response", best, 0.5, 1e-12, 0);
    }

    @Test
    void normalFormGamesComeBack() {
        GameTree gibson = tree("matrix_gibson");
        PayoffTensor payoffs = ReducedNormalForm.of(gibson).game().payoffs();
        PayoffTensor original = ((NormalFormGame) GameCatalogue.game("matrix_gibson")).payoffs();
        assertThat(payoffs.index()).isEqualTo(original.index());
        assertThat(payoffs.segment().mismatch(original.segment())).isEqualTo(-1);
    }

    @Test
    void refusesTooMany() {
        assertThatThrownBy(() -> ReducedNormalForm.of(tree("kuhn_poker(players=3)")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("reduced joint strategies (4299816960000) of game kuhn_poker(players=3) must be at most"
                        + " 100000000");
        assertThatThrownBy(() -> ReducedNormalForm.of(tree("leduc_poker")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("reduced strategies of player 0 (more than 1e44) in game leduc_poker(players=2) must be at"
                        + " most 1000000");
    }
}
