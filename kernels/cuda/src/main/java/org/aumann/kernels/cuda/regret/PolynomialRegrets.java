package org.aumann.kernels.cuda.regret;

import java.util.Arrays;
import org.aumann.core.regret.LearningRate;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;

/** Polynomial weights. Their condition on the utilities is checked before anything changes. */
final class PolynomialRegrets extends CudaRegrets {
    private final LearningRate rate;
    private final DeviceMemory logWeights;
    private final DeviceMemory magnitudes;
    private final Grid checks;

    PolynomialRegrets(CudaDevice device, int learners, int actions, LearningRate rate) {
        super(device, learners, actions);
        this.rate = rate;
        this.logWeights = perAction("logarithms of weights");
        this.checks = Grid.over((long) learners * actions, Kernel.BLOCKS);
        this.magnitudes = device.allocate((long) Double.BYTES * checks.x(), "greatest utilities");
    }

    @Override
    void update(long round, DeviceMemory utilities, DeviceMemory played) {
        double eta = rate.after(round);
        double greatest = greatestMagnitude(utilities);
        if (!(eta * greatest < 1)) {
            throw new IllegalArgumentException("utility (" + greatest + " in magnitude) times the learning rate (" + eta
                    + ") must be in (-1, 1)\nMaybe scale the rate with the range of the payoffs.");
        }
        launch(
                "polynomial_weights",
                (long) learnerCount() * team(),
                Kernel.of(utilities),
                Kernel.of(played),
                Kernel.of(logWeights),
                Kernel.of(learnerCount()),
                Kernel.of(actionCount()),
                Kernel.of(team()),
                Kernel.of(eta));
    }

    private double greatestMagnitude(DeviceMemory utilities) {
        device.kernel("greatest_magnitude")
                .launch(
                        subject(),
                        checks,
                        Kernel.of(utilities),
                        Kernel.of((long) learnerCount() * actionCount()),
                        Kernel.of(magnitudes));
        double[] ofBlocks = new double[checks.x()];
        device.download(magnitudes, ofBlocks);
        return Arrays.stream(ofBlocks).max().orElseThrow();
    }

    @Override
    public void close() {
        magnitudes.close();
        logWeights.close();
        super.close();
    }
}
