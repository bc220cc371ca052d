package org.aumann.kernels.cuda.tree;

import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Partials;
import org.aumann.kernels.host.CellBox;

/**
 * K1x: fills boxes of a payoff tensor. The players are cut into left and right ones whose joint policies are the rows
 * and columns of a matrix product over the terminals.
 */
final class ExactPayoffs {
    /** Rows and columns of a tile: {@code kTile} of the kernels. */
    private static final int TILE = 64;

    /** Terminals that are staged at a time, with a column of padding: {@code kTerminals}. */
    private static final int PANEL_BYTES = 16 * (TILE + 1) * Double.BYTES;

    /** Terminals of a slice, at least. */
    private static final int LEAST_SLICE = 256;

    /** Payoffs that are brought back together. */
    private static final long GREATEST_RESULT = 1 << 22;

    private final CudaDevice device;
    private final TerminalMemory terminals;
    private final PolicyPlans plans;
    private final PayoffTensor payoffs;
    private final int playerCount;

    ExactPayoffs(CudaDevice device, TerminalMemory terminals, PolicyPlans plans, PayoffTensor payoffs) {
        this.device = device;
        this.terminals = terminals;
        this.plans = plans;
        this.payoffs = payoffs;
        this.playerCount = payoffs.playerCount();
    }

    /** Evaluates the cells of a box. */
    void fill(CellBox box) {
        JointActionIndex cells = box.cells();
        int split = split(cells);
        int[] left = IntStream.range(0, split).toArray();
        int[] right = IntStream.range(split, playerCount).toArray();
        long columns = cells.jointActionCount() / rows(cells, split);
        try (DeviceMemory leftAxes = axes(left, box);
                DeviceMemory rightAxes = axes(right, box)) {
            long rowsAtATime = Math.clamp(GREATEST_RESULT / columns / playerCount, 1, rows(cells, split));
            for (long first = 0; first < rows(cells, split); first += rowsAtATime) {
                long rows = Math.min(rowsAtATime, rows(cells, split) - first);
                double[] values = values(leftAxes, split, first, rows, rightAxes, columns);
                store(values, box, first * columns);
            }
        }
    }

    private DeviceMemory axes(int[] players, CellBox box) {
        int[] from = new int[playerCount];
        int[] end = new int[playerCount];
        for (int q : players) {
            from[q] = box.from(q);
            end[q] = from[q] + box.cells().actionCount(q);
        }
        return plans.axes(players, from, end);
    }

    /** Left players such that rows and columns together are fewest. */
    private static int split(JointActionIndex cells) {
        int best = 0;
        for (int split = 1; split <= cells.playerCount(); split++) {
            if (sides(cells, split) < sides(cells, best)) {
                best = split;
            }
        }
        return best;
    }

    private static long sides(JointActionIndex cells, int split) {
        return rows(cells, split) + cells.jointActionCount() / rows(cells, split);
    }

    private static long rows(JointActionIndex cells, int split) {
        return split == 0 ? 1 : cells.jointActionCount() / cells.stride(split - 1);
    }

    /** Payoffs of all players for some rows and all columns. */
    private double[] values(
            DeviceMemory leftAxes, int split, long first, long rows, DeviceMemory rightAxes, long columns) {
        long cells = rows * columns;
        double[] values = new double[Math.toIntExact(playerCount * cells)];
        int tiles = Math.toIntExact(((rows + TILE - 1) / TILE) * ((columns + TILE - 1) / TILE));
        long wanted = Math.min((long) Kernel.BLOCKS / playerCount / tiles, terminals.count() / LEAST_SLICE);
        long slices = Math.max(1, wanted);
        int shared = playerCount * TILE * Long.BYTES + 2 * PANEL_BYTES;
        Grid grid = new Grid(tiles, Math.toIntExact(playerCount * slices), shared);
        try (DeviceMemory partials = device.allocate(Double.BYTES * slices * values.length, "partial payoffs");
                DeviceMemory result = device.allocate((long) Double.BYTES * values.length, "payoffs")) {
            device.kernel("tree_payoffs")
                    .launch(
                            terminals.subject() + " for " + payoffs.index() + " joint policies",
                            grid,
                            Kernel.of(leftAxes),
                            Kernel.of(split),
                            Kernel.of(first),
                            Kernel.of(rows),
                            Kernel.of(rightAxes),
                            Kernel.of(playerCount - split),
                            Kernel.of(columns),
                            Kernel.of(plans.memory()),
                            Kernel.of(terminals.sequences()),
                            Kernel.of(terminals.chance()),
                            Kernel.of(terminals.payoff()),
                            Kernel.of(terminals.count()),
                            Kernel.of(playerCount),
                            Kernel.of(slices),
                            Kernel.of(partials));
            Partials.sum(device, partials, slices, values.length, result.address());
            device.download(result, values);
        }
        return values;
    }

    private void store(double[] values, CellBox box, long firstCell) {
        int cells = values.length / playerCount;
        for (int cell = 0; cell < cells; cell++) {
            long a = payoffs.index().jointAction(box.jointPolicy(firstCell + cell));
            for (int p = 0; p < playerCount; p++) {
                payoffs.set(p, a, values[p * cells + cell]);
            }
        }
    }
}
