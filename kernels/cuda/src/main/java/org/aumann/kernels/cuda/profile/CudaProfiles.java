package org.aumann.kernels.cuda.profile;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ProfileOperator;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.aumann.kernels.cuda.device.Partials;

/**
 * K2's payoffs against a product profile on a GPU.
 *
 * <p>Joint actions of the leading players are rows, those of the trailing ones columns. The device contracts a
 * leading player's payoffs along the columns and a trailing player's along the rows, with one read of each; a
 * number per row or column and player comes back and is contracted here.
 */
public final class CudaProfiles implements ProfileOperator {
    /** Columns wanted: enough for the threads of some blocks. */
    private static final long COLUMNS = 1_024;

    /** Slices of the rows, so that columns keep a device busy too. */
    private static final int GREATEST_SLICES = 64;

    private final CudaDevice device;
    private final JointActionIndex index;
    private final String precision;
    private final int leading;
    private final long rows;
    private final long columns;
    private final DeviceMemory payoffs;

    /**
     * The operator of a payoff tensor.
     *
     * @param device the GPU
     * @param payoffs the payoffs, open as long as the operator
     */
    public CudaProfiles(CudaDevice device, PayoffTensor payoffs) {
        this.device = device;
        this.index = payoffs.index();
        this.precision = switch (payoffs.precision()) {
            case FLOAT32 -> "f32";
            case FLOAT64 -> "f64";
        };
        int first = index.playerCount();
        long product = 1;
        while (first > 0 && product < COLUMNS) {
            product *= index.actionCount(--first);
        }
        this.leading = first;
        this.columns = product;
        this.rows = index.jointActionCount() / product;
        new MemoryPlan()
                .with("payoffs", payoffs.segment().byteSize())
                .require("profiles over " + index, device.freeByteSize());
        this.payoffs = device.copyOf(payoffs.segment(), "payoffs");
    }

    @Override
    public void actionValues(double[] profile, double[] values) {
        Arrays.fill(values, 0);
        double[] ofRows = product(profile, 0, leading, -1);
        double[] ofColumns = product(profile, leading, index.playerCount(), -1);
        try (DeviceMemory rowsOnDevice = device.copyOf(ofRows, "probabilities of the rows");
                DeviceMemory columnsOnDevice = device.copyOf(ofColumns, "probabilities of the columns")) {
            contractColumns(columnsOnDevice, profile, values);
            contractRows(rowsOnDevice, profile, values);
        }
    }

    /** {@code Π x_q} over some players but one, for every joint action of theirs. */
    private double[] product(double[] profile, int from, int end, int without) {
        double[] product = {1};
        for (int q = from; q < end; q++) {
            int actions = index.actionCount(q);
            double[] finer = new double[product.length * actions];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = product[i / actions] * (q == without ? 1 : profile[first(q) + i % actions]);
            }
            product = finer;
        }
        return product;
    }

    /** First action of a player in a profile. */
    private int first(int player) {
        return SolutionConcept.CCE.firstRow(index, player);
    }

    /** The values of the leading players. */
    private void contractColumns(DeviceMemory ofColumns, double[] profile, double[] values) {
        if (leading == 0) {
            return;
        }
        double[] dots = new double[Math.toIntExact(rows * leading)];
        try (DeviceMemory result = device.allocate((long) Double.BYTES * dots.length, "a number per row")) {
            device.kernel("profile_rows_" + precision)
                    .launch(
                            index.toString(),
                            Grid.over(32L * dots.length, Kernel.BLOCKS),
                            Kernel.of(payoffs),
                            Kernel.of(rows),
                            Kernel.of(columns),
                            Kernel.of(leading),
                            Kernel.of(ofColumns),
                            Kernel.of(result));
            device.download(result, dots);
        }
        for (int p = 0; p < leading; p++) {
            add(p, product(profile, 0, leading, p), dots, Math.toIntExact(p * rows), index.stride(p) / columns, values);
        }
    }

    /** The values of the trailing players. */
    private void contractRows(DeviceMemory ofRows, double[] profile, double[] values) {
        int trailing = index.playerCount() - leading;
        double[] sums = new double[Math.toIntExact(columns * trailing)];
        int blocks = Grid.over(columns, Kernel.BLOCKS).x();
        int slices = (int) Math.clamp(Kernel.BLOCKS / ((long) blocks * trailing), 1, Math.min(GREATEST_SLICES, rows));
        try (DeviceMemory partials = device.allocate((long) Double.BYTES * slices * sums.length, "partial columns");
                DeviceMemory result = device.allocate((long) Double.BYTES * sums.length, "a number per column")) {
            device.kernel("profile_columns_" + precision)
                    .launch(
                            index.toString(),
                            new Grid(blocks, trailing * slices, 0),
                            Kernel.of(payoffs),
                            Kernel.of(rows),
                            Kernel.of(columns),
                            Kernel.of(leading),
                            Kernel.of(trailing),
                            Kernel.of(slices),
                            Kernel.of(ofRows),
                            Kernel.of(partials));
            Partials.sum(device, partials, slices, sums.length, result.address());
            device.download(result, sums);
        }
        for (int p = leading; p < index.playerCount(); p++) {
            double[] others = product(profile, leading, index.playerCount(), p);
            add(p, others, sums, Math.toIntExact((p - leading) * columns), index.stride(p), values);
        }
    }

    /** {@code value[p][d] += Σ others(i) number(i)} over the i with action d. */
    private void add(int player, double[] others, double[] numbers, int from, long stride, double[] values) {
        int actions = index.actionCount(player);
        for (int i = 0; i < others.length; i++) {
            values[first(player) + (int) (i / stride % actions)] += others[i] * numbers[from + i];
        }
    }

    @Override
    public void close() {
        payoffs.close();
    }
}
