package org.aumann.kernels.cuda.regret;

import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;

/** Regret matching (floor −∞, prediction 0), regret matching⁺ (0, 0) and its predictive form (0, 1). */
final class MatchingRegrets extends CudaRegrets {
    private final double floor;
    private final double prediction;
    private final DeviceMemory regrets;

    MatchingRegrets(CudaDevice device, int learners, int actions, double floor, double prediction) {
        super(device, learners, actions);
        this.floor = floor;
        this.prediction = prediction;
        this.regrets = perAction("regrets");
    }

    @Override
    void update(long round, DeviceMemory utilities, DeviceMemory played) {
        launch(
                "regret_matching",
                (long) learnerCount() * team(),
                Kernel.of(utilities),
                Kernel.of(played),
                Kernel.of(regrets),
                Kernel.of(learnerCount()),
                Kernel.of(actionCount()),
                Kernel.of(team()),
                Kernel.of(floor),
                Kernel.of(prediction));
    }

    @Override
    public void close() {
        regrets.close();
        super.close();
    }
}
