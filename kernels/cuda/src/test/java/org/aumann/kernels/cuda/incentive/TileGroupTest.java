package org.aumann.kernels.cuda.incentive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cuda.device.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How players are grouped into tiles. */
class TileGroupTest {
    /** Where fields of the struct {@code Group} are. */
    private static final int LANE_COUNT = 4;

    private static final int TILE_COUNT = 6;

    private static List<TileGroup> groups(SolutionConcept concept, String actions) {
        return groups(concept, actions, Kernel.GREATEST_SHARED_BYTES);
    }

    private static List<TileGroup> groups(SolutionConcept concept, String actions, int tileBytes) {
        int[] counts = List.of(actions.split("x", -1)).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
        return TileGroup.of(new IncentiveLayout(JointActionIndex.of(counts), concept), tileBytes);
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

    /** A block is given all of its tile and no more than there is; tiles are as many as it takes, and none is idle. */
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
        for (int tileBytes : new int[] {40 << 10, 64 << 10, Kernel.GREATEST_SHARED_BYTES}) {
            int player = 0;
            for (TileGroup group : groups(concept, actions, tileBytes)) {
                assertThat(group.firstPlayer()).isEqualTo(player);
                player = group.endPlayer();
                long laneCount = group.struct()[LANE_COUNT];
                long tiles = group.struct()[TILE_COUNT];
                long lanes = group.tileLanes();
                Kernel.Grid grid = group.grid(group.itemRows());
                assertThat(grid.sharedBytes())
                        .isBetween(group.isResident() ? (int) (8 * group.rows() * lanes) : 0, tileBytes);
                long tilesPerRow = (laneCount + lanes - 1) / lanes;
                long tileRows = tiles / tilesPerRow;
                assertThat(tileRows * tilesPerRow).isEqualTo(tiles);
                assertThat(tileRows * laneCount * group.rows())
                        .as("joint actions in tiles")
                        .isEqualTo(jointActions(actions));
                assertThat((long) grid.x()).as("blocks").isLessThanOrEqualTo(tiles);
            }
            assertThat(actions.split("x", -1)).hasSize(player);
        }
    }

    private static long jointActions(String actions) {
        return List.of(actions.split("x", -1)).stream()
                .mapToLong(Long::parseLong)
                .reduce(1, Math::multiplyExact);
    }

    @ParameterizedTest
    @CsvSource({"CCE, 100000x3, false", "CCE, 3x100000, false", "CCE, 1000x1000, true"})
    void anAxisThatIsTooLongStaysInGlobalMemory(SolutionConcept concept, String actions, boolean isResident) {
        assertThat(groups(concept, actions).stream().allMatch(TileGroup::isResident))
                .isEqualTo(isResident);
    }
}
