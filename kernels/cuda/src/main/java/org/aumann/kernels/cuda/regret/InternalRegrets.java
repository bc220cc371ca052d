package org.aumann.kernels.cuda.regret;

import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;

/** Internal regret matching: a matrix of regrets and a Markov chain per learner. */
final class InternalRegrets extends CudaRegrets {
    private final DeviceMemory regrets;
    private final DeviceMemory rates;

    InternalRegrets(CudaDevice device, int learners, int actions) {
        super(device, learners, actions);
        this.regrets = perPair("internal regrets");
        this.rates = perPair("rates of the chains");
    }

    @Override
    void update(long round, DeviceMemory utilities, DeviceMemory played) {
        launch(
                "internal_regrets",
                pairCount(),
                Kernel.of(utilities),
                Kernel.of(played),
                Kernel.of(regrets),
                Kernel.of(rates),
                Kernel.of(learnerCount()),
                Kernel.of(actionCount()));
        stationary(rates, played);
    }

    @Override
    public void close() {
        rates.close();
        regrets.close();
        super.close();
    }
}
