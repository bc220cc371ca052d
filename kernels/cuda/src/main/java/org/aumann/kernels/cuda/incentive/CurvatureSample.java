package org.aumann.kernels.cuda.incentive;

import static org.aumann.kernels.IncentiveOperator.SAMPLE_RUN;
import static org.aumann.kernels.IncentiveOperator.SAMPLE_STRATA;

import java.util.Arrays;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;

/**
 * The joint actions that have any curvature, or a systematic sample of runs of them from every order of magnitude.
 *
 * <p>Walkers, threads that pass every so many runs, sum up; the host makes running totals of their sums; walkers draw
 * where a total passes a quantile. Only these sums and the sample itself leave the device.
 */
final class CurvatureSample {
    /** Blocks of walkers: enough to keep a GPU reading, few enough that their sums are quick to bring back. */
    private static final int BLOCKS = 64;

    private final CudaDevice device;
    private final GameMemory memory;
    private final Regulariser regulariser;
    private final DeviceBuffer sigma;
    private final String subject;
    private final Grid grid;
    private final int walkers;

    CurvatureSample(CudaDevice device, GameMemory memory, Regulariser regulariser, DeviceBuffer sigma, String subject) {
        this.device = device;
        this.memory = memory;
        this.regulariser = regulariser;
        this.sigma = sigma;
        this.subject = subject;
        long runs = (sigma.size() + SAMPLE_RUN - 1) / SAMPLE_RUN;
        this.grid = Grid.over(runs, BLOCKS);
        this.walkers = grid.x() * Kernel.BLOCK;
    }

    JointSample draw(int count, double offset) {
        long[] curved = new long[walkers];
        long[] greatestOrder = new long[walkers];
        try (DeviceMemory curvedOnDevice = longs(walkers);
                DeviceMemory orderOnDevice = longs(walkers)) {
            launch("sample_count", Kernel.of(curvedOnDevice), Kernel.of(orderOnDevice));
            device.download(curvedOnDevice, curved);
            device.download(orderOnDevice, greatestOrder);
        }
        if (Arrays.stream(curved).sum() <= count) {
            return all(curved);
        }
        return drawn(Arrays.stream(greatestOrder).max().orElseThrow(), count, offset);
    }

    private void launch(String kernel, long[]... arguments) {
        long[][] all = new long[arguments.length + 1][];
        all[0] = response();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        device.kernel(kernel).launch(subject, grid, all);
    }

    /** The struct {@code Response} of the kernels. */
    private long[] response() {
        return new long[] {
            memory.players.address(),
            memory.playerCount(),
            memory.repeats()[0],
            sigma.stored().address(),
            Double.doubleToRawLongBits(sigma.scale()),
            sigma.size(),
            regulariser == Regulariser.GINI ? 1 : 0
        };
    }

    private JointSample all(long[] curved) {
        long[] first = new long[walkers];
        long size = 0;
        for (int k = 0; k < walkers; k++) {
            first[k] = size;
            size += curved[k];
        }
        long[] jointActions = new long[Math.toIntExact(size)];
        double[] weights = new double[jointActions.length];
        try (DeviceMemory firstOnDevice = device.copyOf(first, "places in a sample");
                DeviceMemory sampleOnDevice = longs(jointActions.length);
                DeviceMemory weightsOnDevice = longs(jointActions.length)) {
            launch("sample_all", Kernel.of(firstOnDevice), Kernel.of(sampleOnDevice), Kernel.of(weightsOnDevice));
            device.download(sampleOnDevice, jointActions);
            device.download(weightsOnDevice, weights);
        }
        return sorted(jointActions, weights);
    }

    private JointSample drawn(long greatestOrder, int count, double offset) {
        double[] before = new double[walkers * SAMPLE_STRATA];
        try (DeviceMemory mass = longs(before.length)) {
            launch("sample_strata", Kernel.of(greatestOrder), Kernel.of(mass));
            device.download(mass, before);
        }
        double[] total = sumBefore(before);
        int strata = (int) Arrays.stream(total).filter(m -> m > 0).count();
        int draws = Math.max(1, count / SAMPLE_RUN / strata);
        int slots = SAMPLE_STRATA * draws;
        long[] runs = new long[slots];
        double[] factors = new double[slots];
        double[] curvatures = new double[slots * SAMPLE_RUN];
        try (DeviceMemory beforeOnDevice = device.copyOf(before, "sums of the walkers before");
                DeviceMemory totalOnDevice = device.copyOf(total, "sums of the strata");
                DeviceMemory runsOnDevice = longs(slots);
                DeviceMemory factorsOnDevice = longs(slots);
                DeviceMemory curvaturesOnDevice = longs(curvatures.length)) {
            device.fill(runsOnDevice, -1);
            launch(
                    "sample_draw",
                    Kernel.of(greatestOrder),
                    Kernel.of(beforeOnDevice),
                    Kernel.of(totalOnDevice),
                    Kernel.of(draws),
                    Kernel.of(offset),
                    Kernel.of(runsOnDevice),
                    Kernel.of(factorsOnDevice),
                    Kernel.of(curvaturesOnDevice));
            device.download(runsOnDevice, runs);
            device.download(factorsOnDevice, factors);
            device.download(curvaturesOnDevice, curvatures);
        }
        return collect(runs, factors, curvatures);
    }

    /** Replaces the sums of the walkers by those of the walkers before them; returns the sums of all. */
    private static double[] sumBefore(double[] sums) {
        double[] total = new double[SAMPLE_STRATA];
        for (int i = 0; i < sums.length; i++) {
            double sum = sums[i];
            sums[i] = total[i % SAMPLE_STRATA];
            total[i % SAMPLE_STRATA] += sum;
        }
        return total;
    }

    private static JointSample collect(long[] runs, double[] factors, double[] curvatures) {
        long[] jointActions = new long[curvatures.length];
        double[] weights = new double[curvatures.length];
        int size = 0;
        for (int i = 0; i < curvatures.length; i++) {
            int slot = i / SAMPLE_RUN;
            if (runs[slot] >= 0 && curvatures[i] > 0) {
                jointActions[size] = runs[slot] * SAMPLE_RUN + i % SAMPLE_RUN;
                weights[size++] = curvatures[i] * factors[slot];
            }
        }
        return sorted(Arrays.copyOf(jointActions, size), Arrays.copyOf(weights, size));
    }

    private static JointSample sorted(long[] jointActions, double[] weights) {
        Integer[] order = new Integer[jointActions.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Long.compare(jointActions[i], jointActions[j]));
        long[] sortedActions = new long[order.length];
        double[] sortedWeights = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            sortedActions[i] = jointActions[order[i]];
            sortedWeights[i] = weights[order[i]];
        }
        return new JointSample(sortedActions, sortedWeights);
    }

    private DeviceMemory longs(int count) {
        return device.allocate((long) Long.BYTES * count, "a sample");
    }
}
