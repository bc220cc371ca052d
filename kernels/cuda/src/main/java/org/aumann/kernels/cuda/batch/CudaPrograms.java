package org.aumann.kernels.cuda.batch;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.host.ProgramShape;

/** K6 on a GPU for objectives that make programs: a warp for a game. A solve is one launch. */
public final class CudaPrograms extends AbstractCudaBatch {
    private final ProgramKernel kernel;
    private final int multiplierCount;

    /**
     * The operator of some games.
     *
     * @param device the GPU
     * @param index the joint actions of each game
     * @param concept CE or CCE
     * @param objective any but entropy
     * @param gameCount number of games, at least 1
     */
    public CudaPrograms(
            CudaDevice device,
            JointActionIndex index,
            SolutionConcept concept,
            BatchObjective objective,
            int gameCount) {
        this(device, index, concept, objective, requireGames(gameCount), ProgramShape.of(index, concept, objective));
    }

    private CudaPrograms(
            CudaDevice device,
            JointActionIndex index,
            SolutionConcept concept,
            BatchObjective objective,
            int gameCount,
            ProgramShape shape) {
        super(
                device,
                index,
                concept,
                objective,
                gameCount,
                shape.multiplierCount(),
                WarpStates.byteSize(device, ProgramKernel.stateSize(index, shape), gameCount));
        double[] weights = new double[index.playerCount()];
        if (objective instanceof BatchObjective.Linear(List<Double> given)) {
            Arrays.setAll(weights, given::get);
        }
        this.multiplierCount = shape.multiplierCount();
        this.kernel = new ProgramKernel(
                device, index, shape, ProgramKernel.Kind.of(objective), weights, gameCount, subject());
    }

    @Override
    void launch(DeviceBuffer payoffs, int from, int end, BatchOptions options) {
        long[] buffers = Arrays.copyOf(pointers(payoffs), 11);
        buffers[5] = multiplierCount;
        buffers[7] = index().jointActionCount();
        buffers[9] = index().playerCount();
        kernel.launch(buffers, from, end, options);
    }

    @Override
    public void close() {
        kernel.close();
        super.close();
    }
}
