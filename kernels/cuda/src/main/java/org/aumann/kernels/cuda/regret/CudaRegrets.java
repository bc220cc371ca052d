package org.aumann.kernels.cuda.regret;

import java.util.Arrays;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.RegretOperator;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.MemoryPlan;

/** Regret minimisers on a GPU. What they know stays there; a round is a launch or a few, without a transfer. */
public abstract class CudaRegrets implements RegretOperator {
    private static final int WARP = 32;

    final CudaDevice device;
    private final int learnerCount;
    private final int actionCount;
    private final DeviceBuffer strategies;
    private long rounds;

    CudaRegrets(CudaDevice device, int learnerCount, int actionCount) {
        if (learnerCount < 1 || actionCount < 1) {
            throw new IllegalArgumentException(
                    "learners (" + learnerCount + ") and actions (" + actionCount + ") must be at least 1");
        }
        this.device = device;
        this.learnerCount = learnerCount;
        this.actionCount = actionCount;
        this.strategies = new DeviceBuffer(device, (long) learnerCount * actionCount);
        double[] uniform = new double[Math.multiplyExact(learnerCount, actionCount)];
        Arrays.fill(uniform, 1.0 / actionCount);
        device.upload(uniform, strategies.stored());
    }

    /**
     * The operator of some learners.
     *
     * @param device the GPU
     * @param rule what all learners do
     * @param learners number of learners, at least 1
     * @param actions number of actions of each, at least 1
     * @return an operator that the caller closes
     */
    public static CudaRegrets of(CudaDevice device, RegretRule rule, int learners, int actions) {
        return switch (rule) {
            case RegretRule.Matching _ -> new MatchingRegrets(device, learners, actions, Double.NEGATIVE_INFINITY, 0);
            case RegretRule.MatchingPlus _ -> new MatchingRegrets(device, learners, actions, 0, 0);
            case RegretRule.PredictiveMatchingPlus _ -> new MatchingRegrets(device, learners, actions, 0, 1);
            case RegretRule.Hedge hedge -> new ExponentialRegrets(device, learners, actions, hedge.rate(), 0);
            case RegretRule.OptimisticHedge hedge -> new ExponentialRegrets(device, learners, actions, hedge.rate(), 1);
            case RegretRule.PolynomialWeights weights ->
                new PolynomialRegrets(device, learners, actions, weights.rate());
            case RegretRule.Internal _ -> new InternalRegrets(device, learners, actions);
            case RegretRule.Swap swap -> new SwapRegrets(device, learners, actions, swap.external());
        };
    }

    @Override
    public final int learnerCount() {
        return learnerCount;
    }

    @Override
    public final int actionCount() {
        return actionCount;
    }

    @Override
    public final JointBuffer strategies() {
        return strategies;
    }

    @Override
    public final void observe(JointBuffer utilities) {
        if (utilities.size() != strategies.size()) {
            throw new IllegalArgumentException("utilities.size (" + utilities.size() + ") must be " + strategies.size()
                    + " = " + learnerCount + " learners x " + actionCount + " actions");
        }
        update(rounds + 1, DeviceBuffer.of(utilities).elements(), strategies.elements());
        rounds++;
    }

    /**
     * Ends a round.
     *
     * @param round round from 1
     * @param utilities of the round. Not modified.
     * @param played the strategies of the round. Modified: those of the next one.
     */
    abstract void update(long round, DeviceMemory utilities, DeviceMemory played);

    /** Memory with a number per learner and action, zero. */
    final DeviceMemory perAction(String what) {
        return zeros(strategies.size(), what);
    }

    /** Memory with a number per learner and pair of actions, zero. */
    final DeviceMemory perPair(String what) {
        return zeros(pairCount(), what);
    }

    final long pairCount() {
        return Math.multiplyExact(strategies.size(), (long) actionCount);
    }

    private DeviceMemory zeros(long count, String what) {
        long byteSize = Math.multiplyExact(Double.BYTES, count);
        new MemoryPlan().with(what, byteSize).require(subject(), device.freeByteSize());
        DeviceMemory memory = device.allocate(byteSize, what);
        device.fill(memory, 0);
        return memory;
    }

    /** For messages. */
    final String subject() {
        return learnerCount + " learners x " + actionCount + " actions";
    }

    /** Lanes that share a learner: enough for its actions, a warp at most. */
    final int team() {
        return Math.min(WARP, Integer.highestOneBit(2 * actionCount - 1));
    }

    /** A launch with the given number of threads at work. */
    final void launch(String kernel, long threads, long[]... arguments) {
        device.kernel(kernel).launch(subject(), Grid.over(threads, Kernel.BLOCKS), arguments);
    }

    /** The fixed points of chains, one per learner; the rates are overwritten. */
    final void stationary(DeviceMemory rates, DeviceMemory target) {
        launch(
                "stationary",
                (long) WARP * learnerCount,
                Kernel.of(rates),
                Kernel.of(target),
                Kernel.of(learnerCount),
                Kernel.of(actionCount));
    }

    @Override
    public void close() {
        strategies.close();
    }
}
