package org.aumann.kernels.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellBoxTest {
    private static int[] sizes(String text) {
        return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** Every new cell in one part, and no other. */
    @ParameterizedTest
    @CsvSource({
        "0x0, 1x1, 1",
        "0x0, 7x5, 1",
        "2x3, 2x3, 4",
        "2x3, 5x3, 4",
        "0x0x0, 3x1x4, 5",
        "1x2x3, 4x5x6, 7",
        "1x0x3, 4x5x6, 1000",
        "0, 9, 2",
    })
    void partsCoverTheNewCells(String known, String sizes, long greatest) {
        JointActionIndex index = JointActionIndex.of(sizes(sizes));
        int[] visits = new int[(int) index.jointActionCount()];
        CellBox.forEachNew(
                sizes(known),
                index.actionCounts(),
                box -> box.forEachPart(greatest, part -> {
                    assertThat(part.cells().jointActionCount()).isLessThanOrEqualTo(greatest);
                    for (long cell = 0; cell < part.cells().jointActionCount(); cell++) {
                        visits[(int) index.jointAction(part.jointPolicy(cell))]++;
                    }
                }));
        for (int a = 0; a < visits.length; a++) {
            int[] joint = index.actions(a);
            boolean isNew = IntStream.range(0, joint.length).anyMatch(q -> joint[q] >= sizes(known)[q]);
            assertThat(visits[a]).as("%s", Arrays.toString(joint)).isEqualTo(isNew ? 1 : 0);
        }
    }

    /** Four players with 1000 policies each have 10¹² cells; no array holds the payoffs of 2³¹. */
    @ParameterizedTest
    @ValueSource(ints = {0, 200, 997})
    void partsOfMoreCellsThanAnArrayHolds(int known) {
        List<Long> counts = new ArrayList<>();
        long greatest = 1L << 28;
        CellBox.forEachNew(
                new int[] {known, known, known, known},
                sizes("1000x1000x1000x1000"),
                box -> box.forEachPart(greatest, part -> counts.add(part.cells().jointActionCount())));
        assertThat(counts).allMatch(count -> count <= greatest);
        assertThat(counts.stream().mapToLong(count -> count).sum())
                .isEqualTo(1_000_000_000_000L - (long) known * known * known * known);
        // Halves: no more than twice the parts that are needed, and some for the edges.
        assertThat(counts).hasSizeLessThan((int) (2 * 1_000_000_000_000L / greatest) + 16);
    }
}
