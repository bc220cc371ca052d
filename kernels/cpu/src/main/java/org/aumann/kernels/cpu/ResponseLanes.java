package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.RewardDependence;

/**
 * Backward induction against up to as many reward tables as a vector has lanes, with a finite horizon. Products are rounded
 * before they are added, as in the reference, so that ties fall the same way.
 */
final class ResponseLanes {
    /** States whose rewards are brought into lanes at a time: they stay in the first-level cache. */
    private static final int TILE = 128;

    private final MeanFieldModel model;
    private final MoveRows moves;
    private final int population;
    private final int states;
    private final int actions;
    private final boolean isByState;

    /** {@code [state][lane]}: the values at one time, and {@code [row][lane]}: those of what follows. */
    private final double[] values;

    private final double[] follows;

    /** {@code [action][state][lane]} of a tile, or {@code [state][lane]}. */
    private final double[] rewards;

    /** {@code [action][state]} of a tile. */
    private final double[] fixed;

    /** {@code [state][lane]} of a tile. */
    private final double[] chosen = new double[TILE * LANES];

    /** By lanes: the sum of all rewards, without their signs. */
    private final double[] magnitude = new double[LANES];

    ResponseLanes(MeanFieldModel model, MoveRows moves, int population) {
        this.model = model;
        this.moves = moves;
        this.population = population;
        this.states = model.stateCount();
        this.actions = model.actionCount();
        this.isByState = model.game().dependence() == RewardDependence.STATE;
        this.values = new double[states * LANES];
        this.follows = new double[moves.successors().productLength()];
        this.fixed = new double[actions * TILE];
        this.rewards = new double[(isByState ? 1 : actions) * TILE * LANES];
    }

    /** Best responses to some tables; {@code magnitudes} refuses sums of rewards that are not finite. */
    List<MeanFieldResponse> sweep(double[] tables, int from, int count, DoubleConsumer magnitudes) {
        int[][] policies = new int[count][model.fieldSize()];
        for (int t = model.timeCount() - 1; t >= 0; t--) {
            for (int begin = 0; begin < states; begin += TILE) {
                int length = Math.min(TILE, states - begin);
                load(tables, from, count, t, begin, length);
                choose(t, begin, length);
                for (int lane = 0; lane < count; lane++) {
                    int[] policy = policies[lane];
                    int to = t * states + begin;
                    for (int i = 0; i < length; i++) {
                        policy[to + i] = (int) chosen[i * LANES + lane];
                    }
                }
            }
            if (t > 0) {
                moves.successors().multiply(values, follows);
            }
        }
        for (double sum : magnitude) {
            magnitudes.accept(sum);
        }
        return responses(policies);
    }

    private List<MeanFieldResponse> responses(int[][] policies) {
        double[] value = new double[LANES];
        for (int x = 0; x < states; x++) {
            double probability = model.initialProbability(population, x);
            for (int lane = 0; lane < LANES; lane++) {
                value[lane] += probability * values[x * LANES + lane];
            }
        }
        List<MeanFieldResponse> responses = new ArrayList<>();
        for (int lane = 0; lane < policies.length; lane++) {
            responses.add(new MeanFieldResponse(
                    value[lane], MeanFieldPolicy.deterministic(model, population, policies[lane])));
        }
        return responses;
    }

    private void load(double[] tables, int from, int count, int t, int begin, int length) {
        int slices = isByState ? 1 : actions;
        for (int slice = 0; slice < slices; slice++) {
            for (int lane = 0; lane < count; lane++) {
                int at = from + lane * model.rewardSize() + (t * slices + slice) * states + begin;
                int to = slice * TILE * LANES + lane;
                for (int i = 0; i < length; i++) {
                    rewards[to + i * LANES] = tables[at + i];
                }
            }
            DoubleVector sum = DoubleVector.fromArray(D, magnitude, 0);
            for (int i = 0; i < length; i++) {
                sum = sum.add(DoubleVector.fromArray(D, rewards, (slice * TILE + i) * LANES)
                        .abs());
            }
            sum.intoArray(magnitude, 0);
        }
    }

    /** The first action of the greatest value in every lane. */
    private void choose(int t, int begin, int length) {
        for (int a = 0; a < actions; a++) {
            model.copyFixedRewards(population, model.index(t, begin, a), length, fixed, a * TILE);
        }
        int[] rowOf = moves.rowOf();
        for (int i = 0; i < length; i++) {
            int x = begin + i;
            DoubleVector best = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
            DoubleVector action = DoubleVector.zero(D);
            for (int a = 0; a < actions; a++) {
                int row = rowOf[x * actions + a];
                if (model.isLegal(x, a)) {
                    int reward = isByState ? i : a * TILE + i;
                    DoubleVector value = DoubleVector.fromArray(D, rewards, reward * LANES)
                            .add(fixed[a * TILE + i])
                            .add(DoubleVector.fromArray(D, follows, row * LANES));
                    VectorMask<Double> isBetter = value.compare(VectorOperators.GT, best);
                    best = best.blend(value, isBetter);
                    action = action.blend(a, isBetter);
                }
            }
            best.intoArray(values, x * LANES);
            action.intoArray(chosen, i * LANES);
        }
    }
}
