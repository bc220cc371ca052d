package org.aumann.kernels.cuda.tree;

import java.util.Arrays;
import org.aumann.core.game.GameTree;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.aumann.kernels.cuda.device.Partials;

/** The terminals of a game on the device: their chance, payoffs and sequences. */
final class TerminalMemory implements AutoCloseable {
    /** Joint policies that a block stages: {@code kMixture} of the kernels. */
    private static final int STAGED = 64;

    /** The second dimension of a grid has no more blocks; sums are added in this order. */
    private static final int GREATEST_SLICES = 256;

    private final CudaDevice device;
    private final int count;
    private final int playerCount;
    private final DeviceMemory chance;
    private final DeviceMemory payoff;
    private final DeviceMemory sequences;
    private final String subject;

    TerminalMemory(CudaDevice device, GameTree tree) {
        this.device = device;
        this.count = tree.terminalCount();
        this.playerCount = tree.playerCount();
        this.subject = tree.name() + " with " + count + " terminals";
        new MemoryPlan()
                .with("terminals", (8 + 12L * playerCount) * count)
                .with("sweeps", 28L * playerCount * count)
                .require("the tree of " + subject, device.freeByteSize());
        double[] chances = new double[count];
        double[] payoffs = new double[Math.multiplyExact(playerCount, count)];
        int[] sequence = new int[payoffs.length];
        Arrays.setAll(chances, tree::chance);
        Arrays.setAll(payoffs, i -> tree.payoff(i / count, i % count));
        Arrays.setAll(sequence, i -> tree.sequence(i / count, i % count));
        this.chance = device.copyOf(chances, "chance of the terminals");
        this.payoff = device.copyOf(payoffs, "payoffs of the terminals");
        this.sequences = device.copyOf(sequence, "sequences of the terminals");
    }

    int count() {
        return count;
    }

    int playerCount() {
        return playerCount;
    }

    DeviceMemory chance() {
        return chance;
    }

    DeviceMemory payoff() {
        return payoff;
    }

    DeviceMemory sequences() {
        return sequences;
    }

    /** For messages. */
    String subject() {
        return subject;
    }

    /** {@code W(z)} under a mixture of the joint policies of some players. */
    double[] weights(PolicyPlans plans, int[] others, double[] mixture) {
        double[] weights = new double[count];
        int[] from = new int[playerCount];
        int[] end = new int[playerCount];
        Arrays.setAll(end, plans::count);
        int blocks = Grid.over(count, Integer.MAX_VALUE).x();
        long wanted = Math.min(Kernel.BLOCKS / blocks, (mixture.length + STAGED - 1L) / STAGED);
        int slices = Math.clamp(wanted, 1, GREATEST_SLICES);
        Grid grid = new Grid(blocks, slices, STAGED * Long.BYTES * (1 + others.length));
        try (DeviceMemory axes = plans.axes(others, from, end);
                DeviceMemory mixtureOnDevice = device.copyOf(mixture, "a mixture");
                DeviceMemory partials = device.allocate((long) Double.BYTES * slices * count, "partial weights");
                DeviceMemory result = device.allocate((long) Double.BYTES * count, "terminal weights")) {
            device.kernel("terminal_weights")
                    .launch(
                            subject,
                            grid,
                            Kernel.of(axes),
                            Kernel.of(others.length),
                            Kernel.of(mixtureOnDevice),
                            Kernel.of(mixture.length),
                            Kernel.of(plans.memory()),
                            Kernel.of(sequences),
                            Kernel.of(chance),
                            Kernel.of(count),
                            Kernel.of(partials));
            Partials.sum(device, partials, slices, count, result.address());
            device.download(result, weights);
        }
        return weights;
    }

    @Override
    public void close() {
        chance.close();
        payoff.close();
        sequences.close();
    }
}
