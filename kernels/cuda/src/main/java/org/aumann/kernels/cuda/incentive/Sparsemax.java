package org.aumann.kernels.cuda.incentive;

import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Partials;

/**
 * Projection of logits onto the simplex, {@code σ = w max(0, ℓ − τ)}, in place on the device.
 *
 * <p>τ is the root of the convex, decreasing {@code Σ w max(0, ℓ − τ) − 1} by Newton's method: from the left the steps are
 * monotone and end after finitely many. Every step reads the logits once and brings three sums back.
 */
final class Sparsemax {
    /** Sums of a pass: mass above the threshold, weight, squares. */
    private static final int SUMS = 3;

    private final CudaDevice device;
    private final GameMemory memory;
    private final DeviceBuffer logits;
    private final String subject;
    private final Grid grid;

    Sparsemax(CudaDevice device, GameMemory memory, DeviceBuffer logits, String subject) {
        this.device = device;
        this.memory = memory;
        this.logits = logits;
        this.subject = subject;
        this.grid = Grid.over(logits.size(), Kernel.BLOCKS);
    }

    /**
     * Replaces the logits, whose greatest is the shift on the device.
     *
     * @return the conjugate {@code min_τ τ + ½ Σ w max(0, ℓ − τ)²}, at whose minimum the rounding of τ is of no
     *     consequence
     */
    double project() {
        double threshold = -1; // relative to the greatest logit, so that large multipliers lose no digits
        while (true) {
            double[] sums = pass("sparsemax_sums", threshold);
            double next = threshold + (sums[1] - 1) / sums[2];
            if (!(next > threshold)) {
                break;
            }
            threshold = next;
        }
        double[] last = pass("sparsemax_project", threshold);
        logits.rescale(1 / last[1]);
        return last[0] + threshold + 0.5 * last[3];
    }

    /** Returns the greatest logit, then the sums. */
    private double[] pass(String kernel, double threshold) {
        device.kernel(kernel)
                .launch(
                        subject,
                        grid,
                        Kernel.of(memory.players),
                        Kernel.of(memory.playerCount()),
                        memory.repeats(),
                        Kernel.of(logits.stored()),
                        Kernel.of(logits.size()),
                        Kernel.of(memory.shift),
                        Kernel.of(threshold),
                        Kernel.of(memory.statistics));
        Partials.sum(device, memory.statistics, grid.x(), SUMS, memory.shift.address(Double.BYTES));
        double[] sums = new double[1 + SUMS];
        device.download(memory.shift, sums);
        return sums;
    }
}
