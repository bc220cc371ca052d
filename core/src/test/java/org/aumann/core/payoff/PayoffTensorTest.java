package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayoffTensorTest {
    private static final JointActionIndex SHAPE = JointActionIndex.of(2, 1, 3);

    /** A payoff that says where it stands. */
    private static double mark(int player, long jointAction) {
        return 100L * player + jointAction + 0.5;
    }

    private static PayoffTensor marked(JointActionIndex index, Precision precision) {
        PayoffTensor tensor = PayoffTensor.allocate(index, precision);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                tensor.set(p, a, mark(p, a));
            }
        }
        return tensor;
    }

    @ParameterizedTest
    @EnumSource
    void layoutIsPlayerMajorThenRowMajor(Precision precision) {
        try (PayoffTensor tensor = marked(SHAPE, precision)) {
            assertThat(tensor.segment().byteSize())
                    .isEqualTo(18 * precision.byteSize())
                    .isEqualTo(PayoffTensor.byteSize(SHAPE, precision));
            assertThat(tensor.segment().address() % PayoffTensor.ALIGNMENT).isZero();
            for (int p = 0; p < 3; p++) {
                for (int a = 0; a < 6; a++) {
                    assertThat(tensor.get(p, a)).isEqualTo(mark(p, a));
                    assertThat(read(tensor.segment(), precision, p * 6 + a)).isEqualTo(mark(p, a));
                    assertThat(read(tensor.segment(p), precision, a)).isEqualTo(mark(p, a));
                }
            }
        }
    }

    private static double read(MemorySegment segment, Precision precision, int element) {
        return precision == Precision.FLOAT32
                ? segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, element)
                : segment.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, element);
    }

    @Test
    void float32Rounds() {
        try (PayoffTensor tensor = PayoffTensor.allocate(JointActionIndex.of(1), Precision.FLOAT32)) {
            tensor.set(0, 0, 0.1);
            assertThat(tensor.get(0, 0)).isEqualTo(0.1f);
        }
    }

    @ParameterizedTest
    @EnumSource
    void grownKeepsThePayoffsInTheLowCorner(Precision precision) {
        JointActionIndex larger = JointActionIndex.of(3, 2, 4);
        try (PayoffTensor tensor = marked(SHAPE, precision);
                PayoffTensor grown = tensor.grown(3, 2, 4)) {
            for (int p = 0; p < 3; p++) {
                for (long a = 0; a < larger.jointActionCount(); a++) {
                    int[] actions = larger.actions(a);
                    boolean old = actions[0] < 2 && actions[1] < 1 && actions[2] < 3;
                    assertThat(grown.get(p, a)).isEqualTo(old ? mark(p, SHAPE.jointAction(actions)) : 0);
                }
            }
        }
    }

    @Test
    void grownRefusesToShrink() {
        try (PayoffTensor tensor = PayoffTensor.allocate(SHAPE, Precision.FLOAT64)) {
            assertThatThrownBy(() -> tensor.grown(2, 1, 2)).hasMessage("actionCounts[2] (2) must be at least 3");
        }
    }

    @Test
    void ofChecksLengths() {
        JointActionIndex index = JointActionIndex.of(1, 2);
        assertThatThrownBy(() -> PayoffTensor.of(index, new double[2]))
                .hasMessage("payoffs.length (1) must be the number of players, 2");
        assertThatThrownBy(() -> PayoffTensor.of(index, new double[2], new double[3]))
                .hasMessage("payoffs[1].length (3) must be 2 joint actions");
    }

    @Test
    void overChecksTheSize() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(17 * 4);
            assertThatThrownBy(() -> PayoffTensor.over(arena, segment, SHAPE, Precision.FLOAT32))
                    .hasMessage("segment.byteSize (68) must be 72 = 3 players x 6 joint actions x 4 bytes");
        }
    }

    @Test
    void rangeAndFiniteness() {
        try (PayoffTensor tensor = marked(SHAPE, Precision.FLOAT64)) {
            assertThat(tensor.range(1)).isEqualTo(new PayoffRange(100.5, 105.5));
            assertThat(tensor.range(1).width()).isEqualTo(5);
            tensor.requireFinite();
            tensor.set(2, 4, Double.NaN);
            assertThat(tensor.range(2).isFinite()).isFalse();
            assertThatThrownBy(tensor::requireFinite)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("payoff (NaN) of player 2 at joint action [1, 0, 1] must be finite");
        }
    }

    @Test
    void tooLarge() {
        JointActionIndex huge = JointActionIndex.of(1 << 20, 1 << 20, 1 << 10);
        assertThatThrownBy(() -> PayoffTensor.allocate(huge, Precision.FLOAT64))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1125899906842624 joint actions needs 27021597764222976 bytes");
        JointActionIndex beyond = JointActionIndex.of(1 << 20, 1 << 20, 1 << 20);
        assertThatThrownBy(() -> PayoffTensor.allocate(beyond, Precision.FLOAT64))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("more than 9223372036854775807 bytes");
    }

    @Test
    void closedMeansClosed() {
        PayoffTensor tensor = PayoffTensor.allocate(SHAPE, Precision.FLOAT64);
        tensor.close();
        assertThatThrownBy(() -> tensor.get(0, 0)).isInstanceOf(IllegalStateException.class);
    }
}
