package org.aumann.kernels.cuda.regret;

import org.aumann.core.regret.LearningRate;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;

/** Hedge, and optimistic Hedge where the last utilities count once more. */
final class ExponentialRegrets extends CudaRegrets {
    private final LearningRate rate;
    private final double optimism;
    private final DeviceMemory sums;

    ExponentialRegrets(CudaDevice device, int learners, int actions, LearningRate rate, double optimism) {
        super(device, learners, actions);
        this.rate = rate;
        this.optimism = optimism;
        this.sums = perAction("sums of utilities");
    }

    @Override
    void update(long round, DeviceMemory utilities, DeviceMemory played) {
        launch(
                "exponential_weights",
                (long) learnerCount() * team(),
                Kernel.of(utilities),
                Kernel.of(played),
                Kernel.of(sums),
                Kernel.of(learnerCount()),
                Kernel.of(actionCount()),
                Kernel.of(team()),
                Kernel.of(rate.after(round)),
                Kernel.of(optimism));
    }

    @Override
    public void close() {
        sums.close();
        super.close();
    }
}
