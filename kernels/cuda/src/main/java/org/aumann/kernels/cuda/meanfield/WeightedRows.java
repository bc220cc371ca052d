package org.aumann.kernels.cuda.meanfield;

import java.util.Arrays;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Scratch;

/**
 * A matrix product with rows that lie anywhere on the device: sums of rows, each with weights of its own. Tiles of sums
 * share the reads of their rows; rows without weight in a tile are left out.
 */
final class WeightedRows {
    /** Sums of a tile: {@code kSums} of the kernels. */
    static final int SUMS = 8;

    /** Terms that a block stages: {@code kStagedRows}. */
    private static final int STAGED = 64;

    private static final int TILE_FIELDS = 5;
    private static final int TERM_FIELDS = 1 + SUMS;

    private final CudaDevice device;
    private final Scratch scratch;
    private long[] tiles = new long[TILE_FIELDS];
    private long[] terms = new long[TERM_FIELDS];
    private int tileCount;
    private int termCount;

    /**
     * @param scratch receives tiles and terms
     */
    WeightedRows(CudaDevice device, Scratch scratch) {
        this.device = device;
        this.scratch = scratch;
    }

    /**
     * Begins a tile; the terms that follow are its own.
     *
     * @param sums address of the first sum
     * @param stride numbers between two sums
     * @param count number of sums, at most {@link #SUMS}
     */
    void tile(long sums, long stride, int count) {
        if ((tileCount + 1) * TILE_FIELDS > tiles.length) {
            tiles = Arrays.copyOf(tiles, 2 * tiles.length);
        }
        int at = tileCount++ * TILE_FIELDS;
        tiles[at] = termCount;
        tiles[at + 1] = termCount;
        tiles[at + 2] = sums;
        tiles[at + 3] = stride;
        tiles[at + 4] = count;
    }

    /**
     * Adds a row to the sums of the tile.
     *
     * @param row address of the row
     * @param weights weights of all sums. Not modified.
     * @param from the weight of the first sum
     * @param stride weights between those of two sums
     */
    void term(long row, double[] weights, int from, int stride) {
        int tile = (tileCount - 1) * TILE_FIELDS;
        if ((termCount + 1) * TERM_FIELDS > terms.length) {
            terms = Arrays.copyOf(terms, 2 * terms.length);
        }
        int at = termCount * TERM_FIELDS;
        boolean isUsed = false;
        terms[at] = row;
        for (int c = 0; c < SUMS; c++) {
            double weight = c < tiles[tile + 4] ? weights[from + c * stride] : 0;
            isUsed |= weight != 0;
            terms[at + 1 + c] = Double.doubleToRawLongBits(weight);
        }
        termCount += isUsed ? 1 : 0;
        tiles[tile + 1] = termCount;
    }

    /**
     * Writes all sums.
     *
     * @param length numbers of a row
     * @param adds whether the sums are added to what is there
     */
    void launch(long length, boolean adds) {
        int tileSize = tileCount * TILE_FIELDS;
        long[] both = Arrays.copyOf(tiles, tileSize + termCount * TERM_FIELDS);
        System.arraycopy(terms, 0, both, tileSize, termCount * TERM_FIELDS);
        DeviceMemory memory = scratch.ofAtLeast((long) Long.BYTES * both.length);
        device.upload(both, memory);
        long blocks = tileCount * ((length + Kernel.BLOCK - 1) / Kernel.BLOCK);
        device.kernel("weighted_rows")
                .launch(
                        termCount + " rows of " + length,
                        new Grid(Math.clamp(blocks, 1, Integer.MAX_VALUE), 1, STAGED * TERM_FIELDS * Long.BYTES),
                        Kernel.of(memory),
                        Kernel.of(tileCount),
                        Kernel.of(memory.address((long) Long.BYTES * tileSize)),
                        Kernel.of(length),
                        Kernel.of(adds ? 1 : 0));
    }
}
