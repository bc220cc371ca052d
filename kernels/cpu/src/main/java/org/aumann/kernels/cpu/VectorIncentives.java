package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;

/**
 * K3 on all cores with the Vector API.
 *
 * <p>Small games take the scalar loops: they end before the vector code would be compiled. What is not on
 * the path of an evaluation is left to them too.
 */
final class VectorIncentives implements IncentiveOperator {
    /** Payoffs below which the scalar loops win, also because vector code is slow until it is compiled. */
    static final long SMALL = 32_768;

    /** Logits that are looked at first: their greatest is the shift of the exponentials. */
    private static final int PROBES = 256;

    /** If the greatest logit of all exceeds the probed one by more, the exponentials are taken again. */
    private static final double SAFE_EXPONENT = 500;

    private final MetaGame game;
    private final SolutionConcept concept;
    private final JointActionIndex index;
    private final ScalarIncentives scalar;
    private final SlabWalk walk;
    private final double[][] logRepeats;

    VectorIncentives(MetaGame game, SolutionConcept concept) {
        this.game = game;
        this.concept = concept;
        this.index = game.index();
        this.scalar = new ScalarIncentives(game, concept);
        this.walk = new SlabWalk(index);
        this.logRepeats = game.isUnweighted() ? LogitsKernel.NONE : logRepeats(game);
    }

    private static double[][] logRepeats(MetaGame game) {
        double[][] logs = new double[game.index().playerCount()][];
        for (int p = 0; p < logs.length; p++) {
            logs[p] = new double[game.index().actionCount(p)];
            for (int a = 0; a < logs[p].length; a++) {
                logs[p][a] = Math.log(game.repeats(p, a));
            }
        }
        return logs;
    }

    private boolean isSmall() {
        return index.jointActionCount() * index.playerCount() < SMALL;
    }

    @Override
    public int rowCount() {
        return scalar.rowCount();
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        if (isSmall()) {
            scalar.logits(alpha, payoffWeights, logits);
        } else {
            mapLogits(alpha, payoffWeights, HostBuffer.of(logits), LogitsKernel.NONE, LogitMap.Identity::new);
        }
    }

    /** Writes the logits and hands every finished block to the map of its task; returns the maps. */
    private <M extends LogitMap> M[] mapLogits(
            double[] alpha, double[] payoffWeights, HostBuffer logits, double[][] bias, Supplier<M> map) {
        double[][] multipliers = new double[index.playerCount()][];
        for (int p = 0; p < multipliers.length; p++) {
            int first = concept.firstRow(index, p);
            multipliers[p] = Arrays.copyOfRange(alpha, first, first + concept.rowCount(index, p));
        }
        logits.rescale(1);
        MemorySegment segment = logits.stored();
        @SuppressWarnings("unchecked")
        M[] maps = (M[]) new LogitMap[walk.taskCount()];
        SlabKernel[] kernels = new SlabKernel[walk.taskCount()];
        for (int task = 0; task < kernels.length; task++) {
            maps[task] = map.get();
            LogitsKernel kernel = switch (concept) {
                case CCE -> new CoarseLogitsKernel(game.payoffs(), multipliers, payoffWeights, segment, maps[task]);
                case CE -> new CorrelatedLogitsKernel(game.payoffs(), multipliers, payoffWeights, segment, maps[task]);
            };
            kernels[task] = kernel.withBias(bias);
        }
        walk.run(task -> kernels[task]);
        return maps;
    }

    @Override
    public double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma) {
        if (isSmall()) {
            return scalar.respond(regulariser, alpha, payoffWeights, sigma);
        }
        return switch (regulariser) {
            case ENTROPY -> softmax(alpha, payoffWeights, HostBuffer.of(sigma));
            case GINI -> sparsemax(alpha, payoffWeights, HostBuffer.of(sigma));
        };
    }

    private double softmax(double[] alpha, double[] payoffWeights, HostBuffer sigma) {
        double shift = probedLogit(alpha, payoffWeights);
        double sum = exponentials(alpha, payoffWeights, sigma, shift);
        if (!(Math.abs(Math.log(sum)) < SAFE_EXPONENT)) {
            shift = greatestLogit(alpha, payoffWeights, sigma, logRepeats);
            sum = exponentials(alpha, payoffWeights, sigma, shift);
        }
        sigma.rescale(1 / sum);
        return shift + Math.log(sum);
    }

    /** The greatest of a few logits, evenly spaced: close enough to the greatest of all, and no pass over the tensor. */
    private double probedLogit(double[] alpha, double[] payoffWeights) {
        int probes = (int) Math.min(PROBES, index.jointActionCount());
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < probes; k++) {
            long a = index.jointActionCount() / probes * k;
            greatest = Math.max(greatest, scalar.logit(a, alpha, payoffWeights));
        }
        return greatest;
    }

    private double exponentials(double[] alpha, double[] payoffWeights, HostBuffer sigma, double shift) {
        LogitMap[] maps = mapLogits(alpha, payoffWeights, sigma, logRepeats, () -> new LogitMap.Exponential(shift));
        return Arrays.stream(maps)
                .mapToDouble(map -> ((LogitMap.Exponential) map).sum())
                .sum();
    }

    private double sparsemax(double[] alpha, double[] payoffWeights, HostBuffer sigma) {
        double greatest = greatestLogit(alpha, payoffWeights, sigma, LogitsKernel.NONE);
        double[] sum = new double[1];
        double conjugate = new Sparsemax(game, sigma.stored()).project(greatest, sum);
        sigma.rescale(1 / sum[0]);
        return conjugate;
    }

    private double greatestLogit(double[] alpha, double[] payoffWeights, HostBuffer logits, double[][] bias) {
        LogitMap[] maps = mapLogits(alpha, payoffWeights, logits, bias, LogitMap.Greatest::new);
        return Arrays.stream(maps)
                .mapToDouble(map -> ((LogitMap.Greatest) map).greatest())
                .max()
                .orElseThrow();
    }

    @Override
    public void gains(JointBuffer sigma, double[] gains) {
        if (isSmall()) {
            scalar.gains(sigma, gains);
            return;
        }
        HostBuffer buffer = HostBuffer.of(sigma);
        GainsKernel[] kernels = new GainsKernel[walk.taskCount()];
        Arrays.setAll(kernels, task -> switch (concept) {
            case CCE -> new CoarseGainsKernel(game.payoffs(), buffer.stored());
            case CE -> new CorrelatedGainsKernel(game.payoffs(), buffer.stored());
        });
        walk.run(task -> kernels[task]);
        Arrays.fill(gains, 0);
        for (GainsKernel kernel : kernels) {
            kernel.addTo(gains);
        }
        for (int i = 0; i < gains.length; i++) {
            gains[i] *= buffer.scale();
        }
    }

    @Override
    public double[] values(JointBuffer sigma) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        return IntStream.range(0, index.playerCount())
                .parallel()
                .mapToDouble(p -> scalar.value(segment, p))
                .toArray();
    }

    @Override
    public double[] marginal(JointBuffer sigma, int player) {
        return scalar.marginal(sigma, player);
    }

    @Override
    public double[] opponentMarginal(JointBuffer sigma, int player) {
        return scalar.opponentMarginal(sigma, player);
    }

    @Override
    public double[] conditional(JointBuffer sigma, int player, int action) {
        return scalar.conditional(sigma, player, action);
    }

    @Override
    public double[] differences(long[] jointActions) {
        int width = index.actionCountSum();
        double[] differences = new double[Math.multiplyExact(jointActions.length, width)];
        IntStream.range(0, jointActions.length)
                .parallel()
                .forEach(k -> scalar.differences(jointActions[k], differences, k * width));
        return differences;
    }

    @Override
    public JointSample sample(Regulariser regulariser, JointBuffer sigma, int count, double offset) {
        return scalar.sample(regulariser, sigma, count, offset);
    }

    @Override
    public void close() {}
}
