package org.aumann.solvers.stochastic;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.Loop;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.jspecify.annotations.Nullable;

/**
 * Planning: value iteration with a selection from the stage game of every state.
 *
 * <pre>{@code
 * Q_p(s, a) = r_p(s, a) + γ Σ_{s'} T(s' | s, a) V_p(s'),    V_p(s) = what the selection from {Q_p(s, ·)} is worth to p
 * }</pre>
 *
 * <p>A sweep is a back-up of all states (K8) and a batch of stage games (K6) for each of their shapes, which begin with the last solutions. Games that have
 * changed by less than a part of the tolerance are not solved again: for selections that move values by no more than payoffs move, that is less
 * than another sweep would change. What values miss of a fixed point is up to the horizon times the tolerance of the stage games. Two players of opposed interests have values whatever the selection is: theirs are found by policy iteration
 * (Hoffman and Karp 1966), a best response of the second player to the first one's strategies between two sweeps.
 *
 * <p>The run converges when no value changes by more than the tolerance in a sweep, relative to its unit: the range of the player's rewards
 * over the whole of play. It need not: where selections come again and again, the run ends as {@code CYCLIC} (Zinkevich, Greenwald and Littman
 * 2005); where values stand still but a stage game is not solved to its tolerance, as {@code STALLED}.
 */
public final class ValueIteration extends Loop<JointActionIteration, JointActionResult> {
    /** Part of the tolerance that games may change by without a new solve, where the horizon is 1. */
    private static final double SKIPPED = 0.1;

    /** Sweeps that change nothing although stage games are open, after which they are given up. */
    private static final int PATIENCE = 8;

    /** What values may be wrong by, relative to their units, as stage games are solved up to a tolerance. */
    private static final double NOISE = 1e-10;

    private final StochasticModel model;
    private final BackUpOperator backUps;
    private final List<StageGroup> groups = new ArrayList<>();
    private final CycleDetector detector;
    private final double[] unit;
    private final double[] skipped;
    private final double[][] values;
    private final double[] payoffs;
    private final double[] policy;
    private final boolean isZeroSum;
    private double residual = Double.POSITIVE_INFINITY;
    private int period;
    private long stageSolves;
    private boolean isOpen;
    private int openSweeps;

    /**
     * A run.
     *
     * @param model the game
     * @param selection what is played in the stage games
     * @param backend runs the kernels; not owned, closed later
     * @param limits when it ends; iterations are sweeps
     * @param listener hears of every sweep
     * @throws org.aumann.core.InvalidInputException if the selection is not for this game, or a stage game is too large for it
     */
    public ValueIteration(
            StochasticModel model,
            Selection selection,
            ComputeBackend backend,
            LoopLimits limits,
            LoopListener<JointActionIteration> listener) {
        super(limits, List.of(), listener);
        selection.requireFor(model);
        this.model = model;
        this.unit = units(model);
        double part = SKIPPED * limits.tolerance() / model.horizon();
        this.skipped = Arrays.stream(unit).map(u -> part * u).toArray();
        this.values = new double[model.playerCount()][model.stateCount()];
        this.payoffs = new double[model.cellCount()];
        this.policy = StationaryPolicy.uniform(model).probabilities();
        this.detector = new CycleDetector(Math.max(limits.tolerance(), CycleDetector.LONGEST * Math.ulp(1.0)));
        this.isZeroSum = selection.isValueOfZeroSumGames() && isZeroSum(model);
        double[] noise = Arrays.stream(unit).map(u -> NOISE * u).toArray();
        this.backUps = backend.backUps(model);
        try {
            states(model)
                    .forEach((index, states) -> groups.add(new StageGroup(
                            model, states.stream().mapToInt(s -> s).toArray(), index, selection, backend, noise)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The range of every player's rewards over the whole of play; 1 where there is none. */
    static double[] units(StochasticModel model) {
        return IntStream.range(0, model.playerCount())
                .mapToDouble(p -> model.rewardRange(p) > 0 ? model.rewardRange(p) * model.horizon() : 1)
                .toArray();
    }

    private static Map<JointActionIndex, List<Integer>> states(StochasticModel model) {
        Map<JointActionIndex, List<Integer>> states = new LinkedHashMap<>();
        for (int s = 0; s < model.stateCount(); s++) {
            if (!model.isAbsorbing(s)) {
                states.computeIfAbsent(model.shape(s).index(), _ -> new ArrayList<>())
                        .add(s);
            }
        }
        return states;
    }

    private static boolean isZeroSum(StochasticModel model) {
        if (model.playerCount() != 2) {
            return false;
        }
        for (int s = 0; s < model.stateCount(); s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                if (model.reward(model.firstCell(s, 0) + a) + model.reward(model.firstCell(s, 1) + a) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    protected JointActionIteration iterate(int number, Deadline deadline) {
        backUp();
        double[][] next = new double[values.length][model.stateCount()];
        isOpen = false;
        for (StageGroup group : groups) {
            stageSolves += group.update(payoffs, skipped);
            take(group, group.solver().solve(group.games(), group.states().length, deadline), next);
        }
        residual = 0;
        for (int p = 0; p < values.length; p++) {
            for (int s = 0; s < next[p].length; s++) {
                residual = Math.max(residual, Math.abs(next[p][s] - values[p][s]) / unit[p]);
            }
            values[p] = next[p];
        }
        if (residual > limits().tolerance()) {
            if (isZeroSum) {
                new ZeroSumResponse(model).answer(policy, values);
            } else {
                period = detector.add(policy, values, unit);
            }
        }
        openSweeps = isOpen && residual <= limits().tolerance() ? openSweeps + 1 : 0;
        return new JointActionIteration(number, residual, startValues());
    }

    private void backUp() {
        if (payoffs.length == 0) {
            return; // play is over wherever it begins
        }
        double[] flat = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        backUps.values().write(MemorySegment.ofArray(flat));
        backUps.backUp();
        backUps.payoffs().read(MemorySegment.ofArray(payoffs));
    }

    private void take(StageGroup group, StageAnswers answers, double[][] next) {
        for (int game = 0; game < group.states().length; game++) {
            int state = group.states()[game];
            isOpen |= !answers.isSolved(game);
            for (int a = 0; a < model.jointActionCount(state); a++) {
                policy[model.firstRow(state) + a] = answers.probability(game, a);
            }
            for (int p = 0; p < next.length; p++) {
                next[p][state] = answers.value(game, p);
            }
        }
    }

    private List<Double> startValues() {
        return Arrays.stream(values).map(model::atStart).toList();
    }

    @Override
    protected @Nullable Status reached() {
        if (period > 0) {
            return Status.CYCLIC;
        }
        if (openSweeps == PATIENCE) {
            return Status.STALLED;
        }
        return residual <= limits().tolerance() && !isOpen ? Status.CONVERGED : null;
    }

    @Override
    public JointActionResult result(Status status) {
        StationaryPolicy last = StationaryPolicy.of(model, policy);
        return new JointActionResult(
                status,
                last,
                startValues(),
                StationaryCertificate.of(last, values),
                period > 0 ? CyclicPlay.of(model, detector) : null,
                new JointActionResult.Work(history().size(), stageSolves, 0),
                history());
    }

    @Override
    public void close() {
        groups.forEach(StageGroup::close);
        backUps.close();
    }
}
