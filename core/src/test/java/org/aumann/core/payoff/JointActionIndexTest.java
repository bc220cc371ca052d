package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aumann.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JointActionIndexTest {
    private static int[][] shapes() {
        return new int[][] {{1}, {7}, {1, 1}, {2, 3}, {3, 1, 4}, {2, 2, 2, 2}, {5, 1, 2, 3, 2}};
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lastPlayerIsFastest(int[] shape) {
        JointActionIndex index = JointActionIndex.of(shape);
        assertThat(index.stride(shape.length - 1)).isEqualTo(1);
        int[] actions = new int[shape.length];
        for (long a = 0; a < index.jointActionCount(); a++) {
            assertThat(index.actions(a)).containsExactly(actions);
            assertThat(index.jointAction(actions)).isEqualTo(a);
            for (int p = 0; p < shape.length; p++) {
                int[] zero = actions.clone();
                zero[p] = 0;
                assertThat(index.base(a, p)).isEqualTo(index.jointAction(zero));
                assertThat(index.action(a, p)).isEqualTo(actions[p]);
            }
            for (int p = shape.length - 1; p >= 0 && ++actions[p] == shape[p]; p--) {
                actions[p] = 0;
            }
        }
        assertThat(actions).containsOnly(0);
    }

    @Test
    void counts() {
        JointActionIndex index = JointActionIndex.of(3, 1, 4);
        assertThat(index.playerCount()).isEqualTo(3);
        assertThat(index.actionCount(2)).isEqualTo(4);
        assertThat(index.actionCountSum()).isEqualTo(8);
        assertThat(index.jointActionCount()).isEqualTo(12);
        assertThat(index).hasToString("[3, 1, 4]");
    }

    @Test
    void ownsItsCounts() {
        int[] shape = {2, 3};
        JointActionIndex index = JointActionIndex.of(shape);
        shape[0] = 9;
        index.actionCounts()[1] = 9;
        assertThat(index).isEqualTo(JointActionIndex.of(2, 3)).hasSameHashCodeAs(JointActionIndex.of(2, 3));
        assertThat(index).isNotEqualTo(JointActionIndex.of(3, 2));
    }

    @Test
    void beyondIntIsFine() {
        assertThat(JointActionIndex.of(100_000, 100_000, 900_000_000).jointActionCount())
                .isEqualTo(9_000_000_000_000_000_000L);
    }

    @Test
    void badShapes() {
        assertThatThrownBy(JointActionIndex::of)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("players (0) must be at least 1");
        assertThatThrownBy(() -> JointActionIndex.of(2, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("actions of player 1 (0) must be at least 1");
        assertThatThrownBy(() -> JointActionIndex.of(1 << 30, 1 << 30, 1 << 30))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("exceed");
        assertThat(JointActionIndex.of(Integer.MAX_VALUE - 1, 1).actionCountSum())
                .isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> JointActionIndex.of(Integer.MAX_VALUE, 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("actions of all players (2147483649) must be at most 2147483647 together");
    }

    @Test
    void actionOutOfRange() {
        JointActionIndex index = JointActionIndex.of(2, 3);
        assertThatThrownBy(() -> index.jointAction(0, 3)).hasMessage("action of player 1 (3) must be in 0..2");
        assertThatThrownBy(() -> index.jointAction(-1, 0)).hasMessage("action of player 0 (-1) must be in 0..1");
    }

    /** Too few or too many actions are no joint action. */
    @Test
    void wrongNumberOfActions() {
        JointActionIndex index = JointActionIndex.of(2, 3);
        assertThatThrownBy(() -> index.jointAction(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.jointAction(1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
