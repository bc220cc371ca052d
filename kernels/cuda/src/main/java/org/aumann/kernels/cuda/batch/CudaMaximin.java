package org.aumann.kernels.cuda.batch;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.MaximinOperator;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.aumann.kernels.host.ProgramShape;

/** What players can secure, on a GPU: a warp for a game. A solve is one launch a player. */
public final class CudaMaximin implements MaximinOperator {
    private final JointActionIndex index;
    private final int gameCount;
    private final int multiplierCount;
    private final ProgramShape[] shapes;
    private final ProgramKernel[] kernels;
    private final DeviceBuffer strategies;
    private final DeviceBuffer multipliers;
    private final DeviceBuffer values;
    private final DeviceBuffer reports;

    /**
     * The operator of some games.
     *
     * @param device the GPU
     * @param index the joint actions of each game
     * @param gameCount number of games, at least 1
     */
    public CudaMaximin(CudaDevice device, JointActionIndex index, int gameCount) {
        this.index = index;
        this.gameCount = AbstractCudaBatch.requireGames(gameCount);
        int players = index.playerCount();
        this.shapes = new ProgramShape[players];
        this.kernels = new ProgramKernel[players];
        int rows = 0;
        long stateBytes = 0;
        for (int p = 0; p < players; p++) {
            shapes[p] = ProgramShape.maximin(index, p);
            rows += shapes[p].rowCount();
            stateBytes += WarpStates.byteSize(device, ProgramKernel.stateSize(index, shapes[p]), gameCount);
        }
        this.multiplierCount = rows;
        String subject = gameCount + " games " + index;
        new MemoryPlan()
                .with("multipliers", (long) Double.BYTES * gameCount * rows)
                .with("strategies", (long) Double.BYTES * gameCount * index.actionCountSum())
                .with("values and reports", (long) Double.BYTES * gameCount * players * (1 + BatchField.COUNT))
                .with("games at work", stateBytes)
                .require(subject, device.freeByteSize());
        this.strategies = new DeviceBuffer(device, (long) gameCount * index.actionCountSum());
        this.multipliers = new DeviceBuffer(device, (long) gameCount * rows);
        this.values = new DeviceBuffer(device, (long) gameCount * players);
        this.reports = new DeviceBuffer(device, (long) gameCount * players * BatchField.COUNT);
        for (int p = 0; p < players; p++) {
            kernels[p] = new ProgramKernel(
                    device, index, shapes[p], ProgramKernel.Kind.MAXIMIN, new double[players], gameCount, subject);
        }
        device.fill(multipliers.stored(), 0);
    }

    @Override
    public JointActionIndex index() {
        return index;
    }

    @Override
    public int gameCount() {
        return gameCount;
    }

    @Override
    public JointBuffer strategies() {
        return strategies;
    }

    @Override
    public JointBuffer multipliers() {
        return multipliers;
    }

    @Override
    public JointBuffer values() {
        return values;
    }

    @Override
    public JointBuffer reports() {
        return reports;
    }

    @Override
    public void solve(JointBuffer payoffs, int from, int end, BatchOptions options) {
        AbstractCudaBatch.requireRange(index, gameCount, payoffs, from, end);
        long multiplierStart = 0;
        long strategyStart = 0;
        for (int p = 0; p < kernels.length; p++) {
            long[] buffers = {
                DeviceBuffer.of(payoffs).elements().address(),
                multipliers.elements().address(),
                strategies.elements().address(),
                values.elements().address(),
                reports.elements().address(),
                multiplierCount,
                multiplierStart,
                index.actionCountSum(),
                strategyStart,
                kernels.length,
                p
            };
            kernels[p].launch(buffers, from, end, options);
            multiplierStart += shapes[p].rowCount();
            strategyStart += shapes[p].columnCount();
        }
    }

    @Override
    public void close() {
        for (ProgramKernel kernel : kernels) {
            kernel.close();
        }
        reports.close();
        values.close();
        multipliers.close();
        strategies.close();
    }
}
