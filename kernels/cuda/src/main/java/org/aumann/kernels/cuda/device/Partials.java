package org.aumann.kernels.cuda.device;

import org.aumann.kernels.cuda.device.Kernel.Grid;

/** Adds up what the blocks of a launch left behind. */
public final class Partials {
    /** Lanes of a warp that share a column, at most. */
    private static final int GREATEST_TEAM = 32;

    /** Rows that a lane adds, at least, before another one joins in. */
    private static final int ROWS_PER_LANE = 8;

    private Partials() {}

    /**
     * Adds up the columns of an array, in an order that its shape alone decides.
     *
     * @param device the GPU
     * @param partials {@code rows · columns} float64 numbers, row by row
     * @param rows number of rows
     * @param columns number of columns
     * @param sums address of the sums
     */
    public static void sum(CudaDevice device, DeviceMemory partials, long rows, long columns, long sums) {
        int team = 1;
        while (team < GREATEST_TEAM && (long) ROWS_PER_LANE * team <= rows) {
            team *= 2;
        }
        device.kernel("sum_partials")
                .launch(
                        rows + " x " + columns + " partial sums",
                        Grid.over(columns * team, Kernel.BLOCKS),
                        Kernel.of(partials),
                        Kernel.of(rows),
                        Kernel.of(columns),
                        Kernel.of(team),
                        Kernel.of(sums));
    }
}
