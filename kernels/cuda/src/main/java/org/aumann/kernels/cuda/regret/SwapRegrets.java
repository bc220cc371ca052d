package org.aumann.kernels.cuda.regret;

import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;

/** Swap regret: a learner of another rule for every action of every learner, and a Markov chain of their strategies. */
final class SwapRegrets extends CudaRegrets {
    private final CudaRegrets external;
    private final DeviceBuffer shares;
    private final DeviceMemory rates;

    SwapRegrets(CudaDevice device, int learners, int actions, RegretRule rule) {
        super(device, learners, actions);
        this.external = of(device, rule, Math.multiplyExact(learners, actions), actions);
        this.shares = new DeviceBuffer(device, pairCount());
        this.rates = perPair("rates of the chains");
    }

    @Override
    void update(long round, DeviceMemory utilities, DeviceMemory played) {
        DeviceMemory rows = DeviceBuffer.of(external.strategies()).elements();
        if (round == 1) { // all begin with the first strategy, which may have been written after construction
            launch(
                    "repeat_rows",
                    pairCount(),
                    Kernel.of(played),
                    Kernel.of(rows),
                    Kernel.of(learnerCount()),
                    Kernel.of(actionCount()));
        }
        launch(
                "swap_shares",
                pairCount(),
                Kernel.of(utilities),
                Kernel.of(played),
                Kernel.of(shares.stored()),
                Kernel.of(learnerCount()),
                Kernel.of(actionCount()));
        external.observe(shares);
        device.copy(rows, rates);
        stationary(rates, played);
    }

    @Override
    public void close() {
        rates.close();
        shares.close();
        external.close();
        super.close();
    }
}
