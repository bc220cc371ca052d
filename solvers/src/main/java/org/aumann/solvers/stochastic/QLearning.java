package org.aumann.solvers.stochastic;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;
import org.aumann.solvers.loop.Loop;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.jspecify.annotations.Nullable;

/**
 * Joint-action learning: tabular Q-learning of all players over joint actions, with a selection from the stage games.
 *
 * <pre>{@code
 * Q_p(s, a) ← (1 − α) Q_p(s, a) + α (r_p + γ V_p(s')),    V_p(s') = what the selection from {Q_p(s', ·)} is worth to p
 * }</pre>
 *
 * <p>Many copies learn at once, each from draws of its own (K8); the stage games that they leave are solved in one batch (K6). An iteration
 * is a hundredth of the steps. Values are medians over the copies, the policy that of the copy whose values are nearest to them. Littman 1994; Hu and Wellman
 * 2003; Greenwald and Hall 2003.
 *
 * <p>A run ends when all steps are made: as {@code CONVERGED} if the values have moved by no more than the tolerance in the last iteration.
 */
public final class QLearning extends Loop<JointActionIteration, JointActionResult> {
    /** Iterations that the steps are divided into. */
    private static final int ITERATIONS = 100;

    /** What values may be wrong by, relative to their units. */
    private static final double NOISE = 1e-10;

    private final StochasticModel model;
    private final QLearningOptions options;
    private final LearningOptions kernelOptions;
    private final double[] unit;
    private final double scale;
    private final LearningOperator learners;
    private final List<LearnerStages> stages = new ArrayList<>();
    private List<Double> medians;
    private double residual = Double.POSITIVE_INFINITY;
    private long steps;

    /**
     * A run.
     *
     * @param model the game
     * @param options how the copies learn
     * @param backend runs the kernels; not owned, closed later
     * @param limits when it ends; the tolerance is relative to the units of the values
     * @param listener hears of every iteration
     * @throws org.aumann.core.InvalidInputException if the selection is not for this game, or a stage game is too large for it
     */
    public QLearning(
            StochasticModel model,
            QLearningOptions options,
            ComputeBackend backend,
            LoopLimits limits,
            LoopListener<JointActionIteration> listener) {
        super(limits.withIterations(ITERATIONS), List.of(), listener);
        options.selection().requireFor(model);
        this.model = model;
        this.options = options;
        this.scale = options.isNormalised() ? 1 - model.discount() : 1;
        this.unit =
                Arrays.stream(ValueIteration.units(model)).map(u -> scale * u).toArray();
        LearningSelection selection = options.selection().inKernel();
        this.kernelOptions = new LearningOptions(
                selection, options.stepSize(), options.exploration(), scale, options.episodeLimit());
        this.medians =
                IntStream.range(0, model.playerCount()).mapToObj(_ -> 0.0).toList();
        this.learners = backend.learning(model, options.copies(), options.seed());
        try {
            double drift = options.drift() * Arrays.stream(unit).min().orElse(1);
            double[] noise = Arrays.stream(unit).map(u -> NOISE * u).toArray();
            for (JointActionIndex index :
                    selection == LearningSelection.EXTERNAL ? learners.shapes() : List.<JointActionIndex>of()) {
                stages.add(LearnerStages.of(learners, index, options.selection(), backend, drift, noise));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    protected JointActionIteration iterate(int number, Deadline deadline) {
        long target = options.steps() / ITERATIONS * number
                + Math.min(number, ITERATIONS) * (options.steps() % ITERATIONS) / ITERATIONS;
        while (steps < target && !deadline.isOver()) {
            int count = stages.isEmpty() ? (int) Math.min(target - steps, Integer.MAX_VALUE) : 1;
            learners.run(count, kernelOptions);
            steps += count;
            stages.forEach(shape -> shape.refresh(deadline));
        }
        List<Double> before = medians;
        medians = medians();
        residual = IntStream.range(0, unit.length)
                .mapToDouble(p -> Math.abs(medians.get(p) - before.get(p)) / unit[p])
                .max()
                .orElse(0);
        return new JointActionIteration(number, residual, medians);
    }

    /** What a player is to earn from the start, by copy. */
    private double[] startValues(double[] values, int player) {
        int states = model.stateCount();
        double[] start = new double[options.copies()];
        for (int copy = 0; copy < start.length; copy++) {
            int first = (copy * unit.length + player) * states;
            start[copy] = model.atStart(Arrays.copyOfRange(values, first, first + states));
        }
        return start;
    }

    private List<Double> medians() {
        double[] values = read(learners.values());
        return IntStream.range(0, unit.length)
                .mapToObj(p -> median(startValues(values, p)))
                .toList();
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double[] read(JointBuffer buffer) {
        double[] numbers = new double[Math.toIntExact(buffer.size())];
        buffer.read(MemorySegment.ofArray(numbers));
        return numbers;
    }

    /**
     * What every copy has learned that players earn from the start.
     *
     * @return one list a player, by copy
     */
    public List<List<Double>> startValues() {
        double[] values = read(learners.values());
        List<List<Double>> start = new ArrayList<>();
        for (int p = 0; p < unit.length; p++) {
            start.add(Arrays.stream(startValues(values, p)).boxed().toList());
        }
        return start;
    }

    /**
     * How a copy plays now.
     *
     * @param copy copy from 0
     * @return its policy, without exploration
     */
    public StationaryPolicy policy(int copy) {
        double[] all = read(learners.policies());
        int rows = model.rowCount();
        return StationaryPolicy.of(model, Arrays.copyOfRange(all, copy * rows, (copy + 1) * rows));
    }

    /** The copy whose values are nearest to the medians. */
    private int typical() {
        List<List<Double>> start = startValues();
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int copy = 0; copy < options.copies(); copy++) {
            double distance = 0;
            for (int p = 0; p < unit.length; p++) {
                distance += Math.abs(start.get(p).get(copy) - medians.get(p)) / unit[p];
            }
            if (distance < least) {
                least = distance;
                best = copy;
            }
        }
        return best;
    }

    @Override
    protected @Nullable Status reached() {
        return steps >= options.steps() && residual <= limits().tolerance() ? Status.CONVERGED : null;
    }

    @Override
    public JointActionResult result(Status status) {
        int copy = typical();
        StationaryPolicy policy = policy(copy);
        double[] values = read(learners.values());
        int states = model.stateCount();
        double[][] guess = new double[unit.length][];
        for (int p = 0; p < guess.length; p++) {
            int first = (copy * guess.length + p) * states;
            guess[p] = Arrays.stream(values, first, first + states)
                    .map(value -> scale > 0 ? value / scale : 0)
                    .toArray();
        }
        return new JointActionResult(
                status,
                policy,
                medians,
                StationaryCertificate.of(policy, guess),
                null,
                new JointActionResult.Work(
                        0, stages.stream().mapToLong(LearnerStages::solved).sum(), steps * options.copies()),
                history());
    }

    @Override
    public void close() {
        stages.forEach(LearnerStages::close);
        learners.close();
    }
}
