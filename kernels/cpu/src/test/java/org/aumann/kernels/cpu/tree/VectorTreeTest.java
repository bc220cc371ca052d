package org.aumann.kernels.cpu.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.policy.TestPolicies;
import org.aumann.core.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorTreeTest {
    /** In parts of a few cells and in one. */
    @ParameterizedTest
    @CsvSource({"kuhn_poker, 7x9", "kuhn_poker(players=3), 5x3x11", "leduc_poker, 6x5"})
    void partsDoNotChangeABit(String game, String text) {
        GameTree tree = GameTree.of(GameCatalogue.game(game));
        int[] sizes =
                Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        List<List<TabularPolicy>> populations = TestPolicies.populations(tree, new Philox(Seeds.seed()), sizes);
        JointActionIndex index = JointActionIndex.of(sizes);
        int[] known = new int[sizes.length];
        try (VectorTree whole = new VectorTree(tree);
                PayoffTensor expected = PayoffTensor.allocate(index, Precision.FLOAT64)) {
            whole.payoffs(populations, known, expected);
            for (long greatest : new long[] {1, 10, 64}) {
                try (VectorTree parts = new VectorTree(tree, greatest);
                        PayoffTensor actual = PayoffTensor.allocate(index, Precision.FLOAT64)) {
                    assertThat(parts.payoffs(populations, known, actual)).isEqualTo(index.jointActionCount());
                    assertThat(actual.segment().mismatch(expected.segment()))
                            .as(Seeds.replay())
                            .isEqualTo(-1);
                }
            }
        }
    }
}
