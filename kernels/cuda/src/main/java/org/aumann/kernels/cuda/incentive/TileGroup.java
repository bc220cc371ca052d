package org.aumann.kernels.cuda.incentive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cuda.device.Kernel;

/**
 * A group of neighbouring players whose axes lie in one tile of K3, and the shape of the launches for it: the struct
 * {@code Group} of the kernels.
 *
 * <p>A tile holds all joint actions of the group's players times some lanes; see {@code tile.cuh}. The larger the groups,
 * the fewer there are, and the less often σ and ℓ are read: a group costs 24 bytes a joint action. Groups are
 * taken from the right, each as large as its tiles fit into shared memory.
 */
final class TileGroup {
    /** Below this many elements a tile is not worth its barriers, even if there are fewer tiles than blocks. */
    private static final int LEAST_TILE = 1_024;

    /** Neighbours in memory that are read together, at least: two sectors of float32. */
    private static final int RUN_LANES = 16;

    /** A single player's tile with fewer lanes stays in global memory: it reads too little of each line. */
    private static final int LEAST_LANES = 8;

    /** Elements of a tile are counted in 32 bits. */
    private static final long GREATEST_TILE = 1 << 30;

    /** Partial sums of all blocks together. */
    private static final long GREATEST_PARTIAL_BYTES = 32L << 20;

    private final IncentiveLayout layout;
    private final int firstPlayer;
    private final int endPlayer;
    private final long rows;
    private final long laneCount;
    private final long tileLanes;
    private final boolean isResident;

    private TileGroup(
            IncentiveLayout layout, int firstPlayer, int endPlayer, long rows, long tileLanes, boolean isResident) {
        this.layout = layout;
        this.firstPlayer = firstPlayer;
        this.endPlayer = endPlayer;
        this.rows = rows;
        this.laneCount = laneCount(layout.index(), firstPlayer, endPlayer);
        this.tileLanes = tileLanes;
        this.isResident = isResident;
    }

    /**
     * The groups of a game.
     *
     * @param layout of the game
     * @param tileBytes shared memory for a tile
     * @return groups from the left to the right
     */
    static List<TileGroup> of(IncentiveLayout layout, int tileBytes) {
        Deque<TileGroup> groups = new ArrayDeque<>();
        int end = layout.index().playerCount();
        while (end > 0) {
            int first = end - 1;
            while (first > 0 && fits(layout, first - 1, end, tileBytes)) {
                first--;
            }
            groups.addFirst(group(layout, first, end, tileBytes));
            end = first;
        }
        return List.copyOf(groups);
    }

    /** Whether a tile of these players has enough lanes: neighbours in memory, except in the last group. */
    private static boolean fits(IncentiveLayout layout, int first, int end, int tileBytes) {
        boolean isLast = end == layout.index().playerCount();
        long wanted = isLast ? 1 : Math.min(RUN_LANES, laneCount(layout.index(), first, end));
        return laneBytes(layout, first, end) * wanted <= tileBytes;
    }

    private static TileGroup group(IncentiveLayout layout, int first, int end, int tileBytes) {
        JointActionIndex index = layout.index();
        long rows = rows(index, first, end);
        long laneCount = laneCount(index, first, end);
        long lanes = Math.min(laneCount, (long) (tileBytes / laneBytes(layout, first, end)));
        boolean isLast = end == index.playerCount();
        boolean isResident = lanes >= (isLast ? 1 : Math.min(LEAST_LANES, laneCount));
        if (!isResident) {
            long wide = Math.clamp(GREATEST_TILE / rows, 1, RUN_LANES);
            return new TileGroup(layout, first, end, rows, Math.min(laneCount, wide), false);
        }
        long enough = Math.max(LEAST_TILE, index.jointActionCount() / Kernel.BLOCKS) / rows;
        lanes = Math.clamp(enough, 1, lanes);
        if (!isLast) {
            long least = Math.min(laneCount, RUN_LANES);
            lanes = Math.max(lanes, Math.min(least, (long) (tileBytes / laneBytes(layout, first, end))));
            lanes = lanes > RUN_LANES ? lanes / RUN_LANES * RUN_LANES : lanes;
        }
        return new TileGroup(layout, first, end, rows, lanes, true);
    }

    private static long rows(JointActionIndex index, int first, int end) {
        return index.stride(first) * index.actionCount(first) / index.stride(end - 1);
    }

    /** The joint actions right of the group, or of those left of it. */
    private static long laneCount(JointActionIndex index, int first, int end) {
        return end == index.playerCount() ? index.jointActionCount() / rows(index, first, end) : index.stride(end - 1);
    }

    /** Shared memory of one lane: ℓ or σ, and for CCE the marginals of its players. */
    private static double laneBytes(IncentiveLayout layout, int first, int end) {
        double marginals = 0;
        for (int p = first; p < end && layout.concept() == SolutionConcept.CCE; p++) {
            marginals += 1.0 / layout.index().actionCount(p);
        }
        return Double.BYTES * rows(layout.index(), first, end) * (1 + marginals);
    }

    boolean isLast() {
        return endPlayer == layout.index().playerCount();
    }

    boolean isFirst() {
        return firstPlayer == 0;
    }

    int firstPlayer() {
        return firstPlayer;
    }

    int endPlayer() {
        return endPlayer;
    }

    /** Whether tiles lie in shared memory. */
    boolean isResident() {
        return isResident;
    }

    long tileLanes() {
        return tileLanes;
    }

    long rows() {
        return rows;
    }

    private long tileCount() {
        long tilesPerRow = (laneCount + tileLanes - 1) / tileLanes;
        return isLast() ? tilesPerRow : tilesPerRow * (layout.index().jointActionCount() / rows / laneCount);
    }

    /** Where the products of the group begin. */
    long firstProduct() {
        return layout.firstProduct(firstPlayer);
    }

    long productCount() {
        return layout.firstProduct(endPlayer) - firstProduct();
    }

    private long items() {
        long items = 0;
        for (int p = firstPlayer; p < endPlayer; p++) {
            items += layout.items(p);
        }
        return items;
    }

    private long itemsPerBlock() {
        return Math.min(items(), Kernel.BLOCK);
    }

    /** Rows of blocks that it takes to sum all products. */
    int itemRows() {
        return Math.toIntExact((items() + itemsPerBlock() - 1) / itemsPerBlock());
    }

    /** Blocks that share the tiles. */
    int blocks() {
        long greatest = Math.max(1, GREATEST_PARTIAL_BYTES / (Double.BYTES * productCount()));
        return (int) Math.min(Math.min(Kernel.BLOCKS, greatest), tileCount());
    }

    /** Partial products of all blocks. */
    long partialByteSize() {
        return Double.BYTES * productCount() * blocks();
    }

    /** The shape of a launch with so many rows of blocks. */
    Kernel.Grid grid(int blockRows) {
        long tile = isResident ? rows * tileLanes : 0;
        for (int p = firstPlayer; p < endPlayer && layout.concept() == SolutionConcept.CCE; p++) {
            tile += rows / layout.index().actionCount(p) * tileLanes;
        }
        long sums = (long) layout.sumsPerItem() * Kernel.BLOCK;
        return new Kernel.Grid(blocks(), blockRows, Math.toIntExact(Double.BYTES * Math.max(tile, sums)));
    }

    /** The fields of the struct. */
    long[] struct() {
        return new long[] {
            firstPlayer,
            endPlayer,
            layout.index().jointActionCount(),
            rows,
            laneCount,
            tileLanes,
            tileCount(),
            isLast() ? 1 : 0,
            firstProduct(),
            productCount(),
            items(),
            itemsPerBlock()
        };
    }
}
