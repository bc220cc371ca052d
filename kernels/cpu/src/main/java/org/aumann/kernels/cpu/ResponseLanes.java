package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.util.ArrayList;
import java.util.List;
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
    private final MeanFieldModel model;
    private final int population;
    private final int states;
    private final int actions;
    private final boolean isByState;

    /** {@code [state][lane]}: the values of what follows, and of now. */
    private double[] next;

    private double[] now;

    /** {@code [action][state][lane]} of one time, or {@code [state][lane]}. */
    private final double[] rewards;

    ResponseLanes(MeanFieldModel model, int population) {
        this.model = model;
        this.population = population;
        this.states = model.stateCount();
        this.actions = model.actionCount();
        this.isByState = model.game().dependence() == RewardDependence.STATE;
        this.next = new double[states * LANES];
        this.now = new double[states * LANES];
        this.rewards = new double[model.rewardSize() / model.timeCount() * LANES];
    }

    List<MeanFieldResponse> sweep(double[] tables, int from, int count) {
        int[][] policies = new int[count][model.fieldSize()];
        double[] chosen = new double[states * LANES];
        for (int t = model.timeCount() - 1; t >= 0; t--) {
            load(tables, from, count, t);
            for (int x = 0; x < states; x++) {
                choose(t, x, chosen);
            }
            for (int lane = 0; lane < count; lane++) {
                for (int x = 0; x < states; x++) {
                    policies[lane][t * states + x] = (int) chosen[x * LANES + lane];
                }
            }
            double[] swapped = next;
            next = now;
            now = swapped;
        }
        List<MeanFieldResponse> responses = new ArrayList<>();
        for (int lane = 0; lane < count; lane++) {
            double value = 0;
            for (int x = 0; x < states; x++) {
                value += model.initialProbability(population, x) * next[x * LANES + lane];
            }
            responses.add(
                    new MeanFieldResponse(value, MeanFieldPolicy.deterministic(model, population, policies[lane])));
        }
        return responses;
    }

    private void load(double[] tables, int from, int count, int t) {
        int size = model.rewardSize() / model.timeCount();
        for (int lane = 0; lane < count; lane++) {
            int begin = from + lane * model.rewardSize() + t * size;
            for (int i = 0; i < size; i++) {
                rewards[i * LANES + lane] = tables[begin + i];
            }
        }
    }

    /** The first action of the greatest value in every lane. */
    private void choose(int t, int x, double[] chosen) {
        DoubleVector best = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
        DoubleVector action = DoubleVector.zero(D);
        for (int a = 0; a < actions; a++) {
            int first = model.firstSuccessor(x, a);
            int end = model.endSuccessor(x, a);
            if (first == end) {
                continue;
            }
            DoubleVector follows = DoubleVector.zero(D);
            for (int k = first; k < end; k++) {
                follows = follows.add(DoubleVector.fromArray(D, next, model.successor(k) * LANES)
                        .mul(model.probability(k)));
            }
            int reward = (isByState ? x : a * states + x) * LANES;
            DoubleVector value = DoubleVector.fromArray(D, rewards, reward)
                    .add(model.fixedReward(population, model.index(t, x, a)))
                    .add(follows);
            VectorMask<Double> isBetter = value.compare(VectorOperators.GT, best);
            best = best.blend(value, isBetter);
            action = action.blend(DoubleVector.broadcast(D, (double) a), isBetter);
        }
        best.intoArray(now, x * LANES);
        action.intoArray(chosen, x * LANES);
    }
}
