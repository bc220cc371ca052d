package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.ReadAhead;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.Regulariser;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.cpu.base.PayoffRuns;
import org.aumann.kernels.host.AbstractIncentives;
import org.jspecify.annotations.Nullable;

/**
 * K3 on all cores with the Vector API.
 *
 * <p>Small games take the scalar loops: they end before the vector code would be compiled. What is not on
 * the path of an evaluation is left to them too.
 */
public final class VectorIncentives extends AbstractIncentives {
    /** If the greatest logit of all exceeds the probed one by more, the exponentials are taken again. */
    private static final double SAFE_EXPONENT = 500;

    /** Columns that a task reads: a few runs of {@link IncentiveOperator#SAMPLE_RUN}. */
    private static final int COLUMNS = 32;

    private final TensorGame game;
    private final SolutionConcept concept;
    private final JointActionIndex index;
    private final ScalarIncentives scalar;
    private final ReadAhead readAhead;
    private final SlabWalk walk;
    private final PayoffRuns payoffs;
    private final LogitBias bias;
    private final LogitBias biasWithRepeats;

    /** One per task; made once, since they are large. */
    private CoPlayerSums[] coPlayerSums = new CoPlayerSums[0];

    /** Made when they are first needed. */
    private @Nullable LogitProbes probes;

    /**
     * The operator of a payoff tensor.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @param tilt one float64 per joint action, or null. Not modified.
     */
    public VectorIncentives(TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        super(game, concept, tilt);
        this.game = game;
        this.concept = concept;
        this.index = game.index();
        this.scalar = new ScalarIncentives(game, concept, tilt);
        this.readAhead = ReadAhead.in(game.payoffs());
        this.walk = new SlabWalk(index, readAhead);
        this.payoffs = PayoffRuns.of(game.payoffs());
        this.bias = LogitBias.of(index, tilt);
        this.biasWithRepeats = LogitBias.withRepeats(game, tilt);
    }

    private boolean isSmall() {
        return index.jointActionCount() * index.playerCount() < PayoffRuns.SMALL;
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        if (isSmall()) {
            scalar.logits(alpha, payoffWeights, logits);
        } else {
            mapLogits(alpha, payoffWeights, HostBuffer.of(logits), bias, LogitMap.Identity::new);
        }
    }

    /**
     * Writes the logits, hands every finished block to the map of its task and then to what follows; returns
     * the maps.
     *
     * @param following one visitor per task, or none
     */
    private <M extends LogitMap> List<M> mapLogits(
            double[] alpha,
            double[] payoffWeights,
            HostBuffer logits,
            LogitBias unweighted,
            Supplier<M> map,
            SlabVisitor... following) {
        double[][] multipliers = new double[index.playerCount()][];
        for (int p = 0; p < multipliers.length; p++) {
            int first = concept.firstRow(index, p);
            multipliers[p] = Arrays.copyOfRange(alpha, first, first + concept.rowCount(index, p));
        }
        LogitBias weighted = unweighted.weighted(payoffWeights);
        logits.rescale(1);
        MemorySegment memory = logits.stored();
        List<M> maps = Stream.generate(map).limit(walk.plan().taskCount()).toList();
        SlabVisitor[] visitors = new SlabVisitor[maps.size()];
        for (int task = 0; task < visitors.length; task++) {
            SlabVisitor visitor = switch (concept) {
                case CCE ->
                    new CoarseLogits(
                            index,
                            walk.plan(),
                            payoffs,
                            multipliers,
                            payoffWeights,
                            coPlayerSums(task),
                            weighted,
                            memory,
                            maps.get(task));
                case CE ->
                    new CorrelatedLogits(
                            index, walk.plan(), payoffs, multipliers, payoffWeights, weighted, memory, maps.get(task));
            };
            visitors[task] = following.length == 0 ? visitor : visitor.then(following[task]);
        }
        walk.run(visitors);
        return maps;
    }

    private CoPlayerSums coPlayerSums(int task) {
        if (coPlayerSums.length == 0) {
            coPlayerSums = CoPlayerSums.ofTasks(index, walk.plan());
        }
        return coPlayerSums[task];
    }

    @Override
    public double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma) {
        if (isSmall()) {
            return scalar.respond(regulariser, alpha, payoffWeights, sigma);
        }
        return switch (regulariser) {
            case ENTROPY -> softmax(alpha, payoffWeights, HostBuffer.of(sigma), null);
            case GINI -> sparsemax(alpha, payoffWeights, HostBuffer.of(sigma));
        };
    }

    @Override
    public double evaluate(
            Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma, double[] gains) {
        if (regulariser == Regulariser.ENTROPY && !isSmall()) {
            return softmax(alpha, payoffWeights, HostBuffer.of(sigma), gains);
        }
        return super.evaluate(regulariser, alpha, payoffWeights, sigma, gains);
    }

    /** The softmax, and its gains in the same walk if they are wanted. */
    private double softmax(double[] alpha, double[] payoffWeights, HostBuffer sigma, double @Nullable [] gains) {
        GainSums[] gainSums = gains == null ? new GainSums[0] : gainSums(sigma);
        double shift = probedLogit(alpha, payoffWeights);
        double sum = exponentials(alpha, payoffWeights, sigma, shift, gainSums);
        if (!(Math.abs(Math.log(sum)) < SAFE_EXPONENT)) {
            gainSums = gains == null ? new GainSums[0] : gainSums(sigma);
            shift = greatestLogit(alpha, payoffWeights, sigma, biasWithRepeats);
            sum = exponentials(alpha, payoffWeights, sigma, shift, gainSums);
        }
        sigma.rescale(1 / sum);
        if (gains != null) {
            collect(gainSums, sigma.scale(), gains);
        }
        return shift + Math.log(sum);
    }

    /** The greatest of a few logits, evenly spaced: close enough to the greatest of all, and no pass over the tensor. */
    private double probedLogit(double[] alpha, double[] payoffWeights) {
        if (probes == null) {
            long[] probed = LogitProbes.jointActions(index);
            double[] payoffsOfProbes = new double[probed.length * weightCount()];
            Arrays.setAll(payoffsOfProbes, i -> payoff(i % weightCount(), probed[i / weightCount()]));
            probes = new LogitProbes(index, concept, payoffsOfProbes, differences(probed));
        }
        return probes.greatest(alpha, payoffWeights);
    }

    private double exponentials(
            double[] alpha, double[] payoffWeights, HostBuffer sigma, double shift, GainSums[] gainSums) {
        return mapLogits(alpha, payoffWeights, sigma, biasWithRepeats, () -> new LogitMap.Exponential(shift), gainSums)
                .stream()
                .mapToDouble(LogitMap.Exponential::sum)
                .sum();
    }

    private double sparsemax(double[] alpha, double[] payoffWeights, HostBuffer sigma) {
        double greatest = greatestLogit(alpha, payoffWeights, sigma, bias);
        double[] sum = new double[1];
        double conjugate = new Sparsemax(game, sigma.stored(), greatest).project(sum);
        sigma.rescale(1 / sum[0]);
        return conjugate;
    }

    private double greatestLogit(double[] alpha, double[] payoffWeights, HostBuffer logits, LogitBias unweighted) {
        return mapLogits(alpha, payoffWeights, logits, unweighted, LogitMap.Greatest::new).stream()
                .mapToDouble(LogitMap.Greatest::greatest)
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
        GainSums[] sums = gainSums(buffer);
        walk.run(sums);
        collect(sums, buffer.scale(), gains);
    }

    private GainSums[] gainSums(HostBuffer sigma) {
        GainSums[] sums = new GainSums[walk.plan().taskCount()];
        Arrays.setAll(sums, task -> switch (concept) {
            case CCE -> new CoarseGains(index, walk.plan(), payoffs, sigma.stored());
            case CE -> new CorrelatedGains(index, walk.plan(), payoffs, sigma.stored());
        });
        return sums;
    }

    private static void collect(GainSums[] sums, double scale, double[] gains) {
        Arrays.fill(gains, 0);
        for (GainSums sum : sums) {
            sum.addTo(gains);
        }
        for (int i = 0; i < gains.length; i++) {
            gains[i] *= scale;
        }
    }

    @Override
    public double[] values(JointBuffer sigma) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        return IntStream.range(0, weightCount())
                .parallel()
                .mapToDouble(p -> value(segment, p))
                .toArray();
    }

    private double value(MemorySegment sigma, int player) {
        double value = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            value += HostBuffer.get(sigma, a) * payoff(player, a);
        }
        return value;
    }

    @Override
    protected MemorySegment elements(JointBuffer buffer) {
        return HostBuffer.segmentOf(buffer);
    }

    @Override
    public double[] differences(long[] jointActions) {
        int width = index.actionCountSum();
        double[] differences = new double[Math.multiplyExact(jointActions.length, width)];
        readAhead.forEach(Math.ceilDiv(jointActions.length, COLUMNS), task -> {
            PageLoads pages = new PageLoads(index, readAhead);
            for (int k = task * COLUMNS; k < Math.min((task + 1) * COLUMNS, jointActions.length); k++) {
                pages.load(jointActions[k]);
                deviationDifferences().add(jointActions[k], differences, k * width);
            }
        });
        return differences;
    }

    @Override
    public void close() {
        readAhead.close();
    }
}
