package org.aumann.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How players are grouped into tiles. */
class TileGroupTest {
    private static List<TileGroup> groups(SolutionConcept concept, String actions) {
        int[] counts = List.of(actions.split("x", -1)).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
        return TileGroup.of(new IncentiveLayout(JointActionIndex.of(counts), concept), TileGroup.GREATEST_TILE_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "CCE, 10x10x10x10x10x10x10x10, 0-2 2-4 4-8",
        "CE, 10x10x10x10x10x10x10x10, 0-2 2-4 4-8",
        "CCE, 21x21x21x21x21x21x21, 0-2 2-4 4-7",
        "CCE, 1000x1000, 0-1 1-2",
        "CE, 1021x33, 0-1 1-2",
        "CCE, 5, 0-1",
    })
    void groupsAreAsLargeAsTheirTilesFit(SolutionConcept concept, String actions, String expected) {
        String found = String.join(
                " ",
                groups(concept, actions).stream()
                        .map(group -> group.firstPlayer() + "-" + group.endPlayer())
                        .toList());
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CCE, 10x10x10x10x10x10x10x10",
        "CE, 21x21x21x21x21x21x21",
        "CCE, 2x2x2x2x2x2x2x2x2x2x2x2x2x2x2x2x2",
        "CCE, 1x1x1x7",
        "CCE, 100000x3",
        "CE, 3x5000",
    })
    void everyTileFits(SolutionConcept concept, String actions) {
        for (TileGroup group : groups(concept, actions)) {
            Kernel.Grid grid = group.grid(group.itemRows());
            assertThat(grid.sharedBytes()).isLessThanOrEqualTo(TileGroup.GREATEST_TILE_BYTES);
            assertThat(grid.x()).isBetween(1, TileGroup.BLOCKS);
            assertThat(group.tileLanes()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"CCE, 100000x3, false", "CCE, 3x100000, false", "CCE, 1000x1000, true"})
    void anAxisThatIsTooLongStaysInGlobalMemory(SolutionConcept concept, String actions, boolean isResident) {
        assertThat(groups(concept, actions).stream().allMatch(TileGroup::isResident))
                .isEqualTo(isResident);
    }
}
