package org.aumann.kernels.cuda.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Partials;
import org.jspecify.annotations.Nullable;

/**
 * K3 on a GPU. The payoffs are uploaded once; of an evaluation only multipliers go there, and products and sums come
 * back.
 */
public final class CudaIncentives implements IncentiveOperator {
    /** What becomes of complete logits: the enum {@code LogitMap} of the kernels. */
    private static final long KEEP = 0;

    private static final long GREATEST = 1;
    private static final long EXPONENTIAL = 2;

    /** Blocks that probe logits, a warp for each. */
    private static final int PROBE_BLOCKS = 4;

    private static final int WARP = 32;
    private static final int PROBES = PROBE_BLOCKS * Kernel.BLOCK / WARP;

    /** If the greatest logit of all exceeds the probed one by more, the exponentials are taken again. */
    private static final double SAFE_EXPONENT = 500;

    private final CudaDevice device;
    private final IncentiveLayout layout;
    private final JointActionIndex index;
    private final List<TileGroup> groups;
    private final String subject;
    private final String prefix;
    private final String suffix;
    private final GameMemory memory;
    private final double[] coefficients;
    private final double[] products;

    /** Of the last coefficients. */
    private double tiltWeight;

    /**
     * The operator of a payoff tensor.
     *
     * @param device the GPU
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @param tilt one float64 per joint action, or null. Not modified.
     */
    public CudaIncentives(CudaDevice device, TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        this.device = device;
        this.index = game.index();
        this.layout = new IncentiveLayout(index, concept);
        PayoffTensor payoffs = game.payoffs();
        this.subject = payoffs.precision() + " payoffs " + index;
        this.prefix = concept.id() + "_";
        this.suffix = payoffs.precision() == Precision.FLOAT32 ? "_f32" : "_f64";
        this.groups = TileGroup.of(layout, Math.min(Kernel.GREATEST_SHARED_BYTES, device.greatestSharedByteSize()));
        long partialByteSize =
                groups.stream().mapToLong(TileGroup::partialByteSize).max().orElseThrow();
        String operation = concept.id().toUpperCase(Locale.ROOT) + " incentives of " + subject;
        this.memory = new GameMemory(device, game, layout, tilt, partialByteSize, operation);
        this.coefficients = new double[layout.coefficientCount()];
        this.products = new double[layout.productCount()];
    }

    @Override
    public int rowCount() {
        return layout.concept().rowCount(index);
    }

    private String kernel(String name, TileGroup group) {
        return prefix + name + (group.isResident() ? "" : "_wide") + suffix;
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        DeviceBuffer buffer = DeviceBuffer.of(logits);
        setCoefficients(alpha, payoffWeights);
        mapLogits(memory.noBias, buffer, KEEP, false);
    }

    private void setCoefficients(double[] alpha, double[] payoffWeights) {
        layout.coefficients(alpha, payoffWeights, coefficients);
        tiltWeight = memory.hasTilt() ? payoffWeights[index.playerCount()] : 0;
        device.upload(coefficients, memory.coefficients);
    }

    /**
     * Adds up the logits group by group; the last group maps them, and leaves its statistic of the blocks behind. Returns
     * whether the products of its gains are there too.
     */
    private boolean mapLogits(DeviceMemory bias, DeviceBuffer numbers, long map, boolean wantsGains) {
        numbers.rescale(1);
        boolean hasProducts = wantsGains && groups.getLast().itemRows() == 1;
        for (TileGroup group : groups) {
            boolean isMapped = group.isLast() && map != KEEP;
            device.kernel(kernel("logits", group))
                    .launch(
                            subject,
                            group.grid(1),
                            group.struct(),
                            Kernel.of(memory.players),
                            Kernel.of(memory.payoffs),
                            Kernel.of(memory.coefficients),
                            Kernel.of(bias),
                            memory.tilt(),
                            Kernel.of(tiltWeight),
                            Kernel.of(numbers.stored()),
                            Kernel.of(group.isFirst() ? 1 : 0),
                            Kernel.of(group.isLast() ? map : KEEP),
                            Kernel.of(memory.shift),
                            isMapped ? Kernel.of(memory.statistics) : Kernel.none(),
                            group.isLast() && hasProducts ? Kernel.of(memory.partials) : Kernel.none());
        }
        return hasProducts;
    }

    @Override
    public double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma) {
        setCoefficients(alpha, payoffWeights);
        return switch (regulariser) {
            case ENTROPY -> softmax(DeviceBuffer.of(sigma), false);
            case GINI -> sparsemax(DeviceBuffer.of(sigma));
        };
    }

    @Override
    public double evaluate(
            Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma, double[] gains) {
        if (regulariser == Regulariser.GINI) {
            return IncentiveOperator.super.evaluate(regulariser, alpha, payoffWeights, sigma, gains);
        }
        setCoefficients(alpha, payoffWeights);
        DeviceBuffer buffer = DeviceBuffer.of(sigma);
        double conjugate = softmax(buffer, true);
        device.download(memory.products, products);
        layout.gains(products, buffer.scale(), gains);
        return conjugate;
    }

    /** The softmax, and the products of its gains if they are wanted: those of the last group in the same launch. */
    private double softmax(DeviceBuffer sigma, boolean wantsGains) {
        probe();
        double[] shiftAndSum = exponentials(sigma, wantsGains);
        if (!(Math.abs(Math.log(shiftAndSum[1])) < SAFE_EXPONENT)) {
            mapLogits(memory.logRepeats, sigma, GREATEST, false);
            greatestOf(memory.statistics, groups.getLast().blocks());
            shiftAndSum = exponentials(sigma, wantsGains);
        }
        sigma.rescale(1 / shiftAndSum[1]);
        return shiftAndSum[0] + Math.log(shiftAndSum[1]);
    }

    /** The greatest of a few logits becomes the shift. */
    private void probe() {
        device.kernel(prefix + "probe" + suffix)
                .launch(
                        subject,
                        Grid.of(PROBE_BLOCKS),
                        Kernel.of(memory.players),
                        Kernel.of(index.playerCount()),
                        Kernel.of(index.jointActionCount()),
                        Kernel.of(memory.payoffs),
                        Kernel.of(memory.coefficients),
                        Kernel.of(memory.logRepeats),
                        memory.tilt(),
                        Kernel.of(tiltWeight),
                        Kernel.of(memory.statistics));
        greatestOf(memory.statistics, PROBES);
    }

    private void greatestOf(DeviceMemory numbers, int count) {
        device.kernel("greatest_of")
                .launch(subject, Grid.of(1), Kernel.of(numbers), Kernel.of(count), Kernel.of(memory.shift));
    }

    /** Returns the shift and the sum of the exponentials. */
    private double[] exponentials(DeviceBuffer sigma, boolean wantsGains) {
        boolean hasLast = mapLogits(memory.logRepeats, sigma, EXPONENTIAL, wantsGains);
        Partials.sum(device, memory.statistics, groups.getLast().blocks(), 1, memory.shift.address(Double.BYTES));
        if (wantsGains) {
            if (hasLast) {
                sumProducts(groups.getLast());
            }
            for (TileGroup group : groups) {
                if (!(group.isLast() && hasLast)) {
                    addProducts(group, sigma);
                }
            }
        }
        double[] shiftAndSum = new double[2];
        device.download(memory.shift, shiftAndSum);
        return shiftAndSum;
    }

    /** The products of the gains of one group, up to the scale of σ. */
    private void addProducts(TileGroup group, DeviceBuffer sigma) {
        device.kernel(kernel("gains", group))
                .launch(
                        subject,
                        group.grid(group.itemRows()),
                        group.struct(),
                        Kernel.of(memory.players),
                        Kernel.of(memory.payoffs),
                        Kernel.of(sigma.stored()),
                        Kernel.of(memory.partials));
        sumProducts(group);
    }

    private void sumProducts(TileGroup group) {
        Partials.sum(
                device,
                memory.partials,
                group.blocks(),
                group.productCount(),
                memory.products.address(group.firstProduct() * Double.BYTES));
    }

    private double sparsemax(DeviceBuffer sigma) {
        mapLogits(memory.noBias, sigma, GREATEST, false);
        greatestOf(memory.statistics, groups.getLast().blocks());
        return new Sparsemax(device, memory, sigma, subject).project();
    }

    @Override
    public void gains(JointBuffer sigma, double[] gains) {
        DeviceBuffer buffer = DeviceBuffer.of(sigma);
        downloadProducts(buffer);
        layout.gains(products, buffer.scale(), gains);
    }

    private void downloadProducts(DeviceBuffer sigma) {
        for (TileGroup group : groups) {
            addProducts(group, sigma);
        }
        device.download(memory.products, products);
    }

    @Override
    public double[] values(JointBuffer sigma) {
        DeviceBuffer buffer = DeviceBuffer.of(sigma);
        downloadProducts(buffer);
        int players = index.playerCount();
        double[] values = new double[memory.hasTilt() ? players + 1 : players];
        Arrays.setAll(values, p -> buffer.scale() * (p < players ? layout.value(products, p) : meanTilt(buffer)));
        return values;
    }

    /** Up to the scale of σ. */
    private double meanTilt(DeviceBuffer sigma) {
        Grid grid = Grid.over(sigma.size(), Kernel.BLOCKS);
        device.kernel("dot")
                .launch(
                        subject,
                        grid,
                        Kernel.of(sigma.stored()),
                        memory.tilt(),
                        Kernel.of(sigma.size()),
                        Kernel.of(memory.statistics));
        Partials.sum(device, memory.statistics, grid.x(), 1, memory.shift.address(0));
        double[] mean = new double[1];
        device.download(memory.shift, mean);
        return mean[0];
    }

    @Override
    public double[] differences(long[] jointActions) {
        double[] differences = new double[Math.multiplyExact(jointActions.length, index.actionCountSum())];
        if (jointActions.length == 0) {
            return differences;
        }
        try (DeviceMemory columns = device.copyOf(jointActions, "joint actions");
                DeviceMemory result = device.allocate((long) Double.BYTES * differences.length, "differences")) {
            device.kernel("differences" + suffix)
                    .launch(
                            subject,
                            Grid.over(differences.length, Kernel.BLOCKS),
                            Kernel.of(memory.players),
                            Kernel.of(memory.playerOfColumn),
                            Kernel.of(index.actionCountSum()),
                            Kernel.of(index.jointActionCount()),
                            Kernel.of(memory.payoffs),
                            Kernel.of(columns),
                            Kernel.of(jointActions.length),
                            Kernel.of(result));
            device.download(result, differences);
        }
        return differences;
    }

    @Override
    public JointSample sample(Regulariser regulariser, JointBuffer sigma, int count, double offset) {
        return new CurvatureSample(device, memory, regulariser, DeviceBuffer.of(sigma), subject).draw(count, offset);
    }

    @Override
    public void close() {
        memory.close();
    }
}
