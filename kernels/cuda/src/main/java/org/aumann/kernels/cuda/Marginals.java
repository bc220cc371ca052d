package org.aumann.kernels.cuda;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cuda.Kernel.Grid;

/** Marginals of a distribution seen from one player. */
final class Marginals {
    /** The second dimension of a grid has no more blocks. */
    private static final int GREATEST_ROWS = 65_535;

    /** Blocks that share the sum for one action. */
    private static final int BLOCKS = 64;

    private final CudaDevice device;
    private final DeviceBuffer sigma;
    private final JointActionIndex index;
    private final int player;

    Marginals(CudaDevice device, DeviceBuffer sigma, JointActionIndex index, int player) {
        this.device = device;
        this.sigma = sigma;
        this.index = index;
        this.player = player;
    }

    /** {@code σ(a_p)}. */
    double[] own() {
        int actions = index.actionCount(player);
        double[] marginal = new double[actions];
        int blocks = Grid.over(index.jointActionCount() / actions, BLOCKS).x();
        try (DeviceMemory partials = doubles((long) blocks * actions);
                DeviceMemory result = doubles(actions)) {
            for (int first = 0; first < actions; first += GREATEST_ROWS) {
                Grid column = Grid.of(blocks);
                Grid grid = new Grid(blocks, Math.min(GREATEST_ROWS, actions - first), column.sharedBytes());
                device.kernel("marginal")
                        .launch(
                                "player " + player + " of " + index,
                                grid,
                                Kernel.of(sigma.elements()),
                                Kernel.of(index.jointActionCount()),
                                Kernel.of(actions),
                                Kernel.of(index.stride(player)),
                                Kernel.of(first),
                                Kernel.of(partials));
            }
            Partials.sum(device, partials, blocks, actions, result.address());
            device.download(result, marginal);
        }
        return marginal;
    }

    /** {@code σ(a_{-p})} over the own actions {@code from … end − 1}. */
    double[] opponents(int from, int end) {
        int actions = index.actionCount(player);
        double[] marginal = new double[Math.toIntExact(index.jointActionCount() / actions)];
        try (DeviceMemory result = doubles(marginal.length)) {
            device.kernel("opponent_marginal")
                    .launch(
                            "player " + player + " of " + index,
                            Grid.over(marginal.length, TileGroup.BLOCKS),
                            Kernel.of(sigma.elements()),
                            Kernel.of(index.jointActionCount()),
                            Kernel.of(actions),
                            Kernel.of(index.stride(player)),
                            Kernel.of(from),
                            Kernel.of(end),
                            Kernel.of(result));
            device.download(result, marginal);
        }
        return marginal;
    }

    private DeviceMemory doubles(long count) {
        return device.allocate(Double.BYTES * count, "marginals");
    }
}
