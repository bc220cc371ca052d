package org.aumann.kernels.cuda.batch;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.MemoryPlan;

/** The memory of a batch of games on a GPU. */
abstract class AbstractCudaBatch implements BatchOperator {
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final BatchObjective objective;
    private final int gameCount;
    private final DeviceBuffer multipliers;
    private final DeviceBuffer sigma;
    private final DeviceBuffer values;
    private final DeviceBuffer reports;

    /**
     * Allocates all of it, or nothing.
     *
     * @param multiplierCount numbers that are kept of a game
     * @param stateBytes what games at work need besides
     */
    AbstractCudaBatch(
            CudaDevice device,
            JointActionIndex index,
            SolutionConcept concept,
            BatchObjective objective,
            int gameCount,
            int multiplierCount,
            long stateBytes) {
        objective.requirePlayers(index.playerCount());
        this.index = index;
        this.concept = concept;
        this.objective = objective;
        this.gameCount = gameCount;
        long rows = (long) gameCount * multiplierCount;
        long joint = Math.multiplyExact(gameCount, index.jointActionCount());
        long others = (long) gameCount * (index.playerCount() + BatchField.COUNT);
        new MemoryPlan()
                .with("multipliers", Double.BYTES * rows)
                .with("distributions", Math.multiplyExact(Double.BYTES, joint))
                .with("values and reports", Double.BYTES * others)
                .with("games at work", stateBytes)
                .require(subject(), device.freeByteSize());
        this.multipliers = new DeviceBuffer(device, rows);
        this.sigma = new DeviceBuffer(device, joint);
        this.values = new DeviceBuffer(device, (long) gameCount * index.playerCount());
        this.reports = new DeviceBuffer(device, (long) gameCount * BatchField.COUNT);
        device.fill(multipliers.stored(), 0);
    }

    static int requireGames(int gameCount) {
        if (gameCount < 1) {
            throw new IllegalArgumentException("games (" + gameCount + ") must be at least 1");
        }
        return gameCount;
    }

    static void requireRange(JointActionIndex index, int gameCount, JointBuffer payoffs, int from, int end) {
        long size =
                Math.multiplyExact(Math.multiplyExact(gameCount, index.jointActionCount()), (long) index.playerCount());
        if (payoffs.size() != size) {
            throw new IllegalArgumentException("payoffs.size (" + payoffs.size() + ") must be " + size + " = "
                    + gameCount + " games x " + index.playerCount() + " players x " + index.jointActionCount()
                    + " joint actions");
        }
        if (from < 0 || end < from || end > gameCount) {
            throw new IllegalArgumentException(
                    "games from " + from + " to " + end + " must be a range in 0.." + gameCount);
        }
    }

    @Override
    public final JointActionIndex index() {
        return index;
    }

    @Override
    public final SolutionConcept concept() {
        return concept;
    }

    @Override
    public final BatchObjective objective() {
        return objective;
    }

    @Override
    public final int gameCount() {
        return gameCount;
    }

    @Override
    public final JointBuffer multipliers() {
        return multipliers;
    }

    @Override
    public final JointBuffer sigma() {
        return sigma;
    }

    @Override
    public final JointBuffer values() {
        return values;
    }

    @Override
    public final JointBuffer reports() {
        return reports;
    }

    @Override
    public final void solve(JointBuffer payoffs, int from, int end, BatchOptions options) {
        requireRange(index, gameCount, payoffs, from, end);
        launch(DeviceBuffer.of(payoffs), from, end, options);
    }

    abstract void launch(DeviceBuffer payoffs, int from, int end, BatchOptions options);

    /** The pointers of the struct of the buffers, in its order. */
    final long[] pointers(DeviceBuffer payoffs) {
        return new long[] {
            payoffs.elements().address(),
            multipliers.elements().address(),
            sigma.elements().address(),
            values.elements().address(),
            reports.elements().address()
        };
    }

    /** The struct of the options. */
    static long[] struct(BatchOptions options) {
        return new long[] {
            Double.doubleToRawLongBits(options.epsilon()),
            Double.doubleToRawLongBits(options.tolerance()),
            options.iterationLimit()
        };
    }

    /** For messages. */
    final String subject() {
        return gameCount + " games " + index;
    }

    @Override
    public void close() {
        reports.close();
        values.close();
        sigma.close();
        multipliers.close();
    }
}
