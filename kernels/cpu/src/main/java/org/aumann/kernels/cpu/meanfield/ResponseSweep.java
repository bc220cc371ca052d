package org.aumann.kernels.cpu.meanfield;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.I;
import static org.aumann.kernels.cpu.base.Runs.LANES;
import static org.aumann.kernels.cpu.meanfield.Moves.MARGIN;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.kernels.cpu.base.Runs;

/**
 * Backward induction against some reward tables, with a finite horizon. Products are rounded before they are added, as in the
 * reference, so that ties fall the same way.
 */
final class ResponseSweep {
    private final Moves moves;
    private final MeanFieldModel model;
    private final int population;
    private final int states;
    private final int stride;

    /** Reward tables at a time: one, or one per action. */
    private final int slices;

    /** By table and state: the values at one time; by row, and by state and action: those of what follows. */
    private final double[] values;

    private final double[] rowValues;
    private final double[] follows;

    /** Rewards at one time, {@code [state]} or {@code [action][state]}. */
    private final double[] rewards;

    /** By state: what is best at one time. */
    private final int[] chosen;

    /** By table: {@code [time][state]}, and the sum of all rewards without their signs. */
    private final int[][] policies;

    private final double[] magnitudes;

    private ResponseSweep(Moves moves, int population, int count) {
        this.moves = moves;
        this.model = moves.model();
        this.population = population;
        this.states = model.stateCount();
        this.stride = moves.stride();
        this.slices = model.game().dependence() == RewardDependence.STATE ? 1 : model.actionCount();
        this.values = new double[count * moves.byState()];
        this.rowValues = new double[count * moves.byRow()];
        this.follows = new double[count * moves.byAction()];
        this.rewards = new double[slices * stride];
        this.chosen = new int[stride];
        this.policies = new int[count][model.fieldSize()];
        this.magnitudes = new double[count];
    }

    /** Against tables that stand one behind the other from {@code from}. */
    static ResponseSweep against(Moves moves, int population, double[] tables, int from, int count) {
        ResponseSweep sweep = new ResponseSweep(moves, population, count);
        sweep.run(tables, from);
        return sweep;
    }

    private void run(double[] tables, int from) {
        int count = policies.length;
        for (int t = model.timeCount() - 1; t >= 0; t--) {
            for (int k = 0; k < count; k++) {
                int at = from + k * model.rewardSize() + t * slices * states;
                for (int slice = 0; slice < slices; slice++) {
                    System.arraycopy(tables, at + slice * states, rewards, slice * stride, states);
                }
                magnitudes[k] += magnitude();
                choose(k, t);
            }
            if (t > 0) {
                moves.successors().multiply(count, values, MARGIN, moves.byState(), rowValues, MARGIN, moves.byRow());
                moves.choices().multiply(count, rowValues, MARGIN, moves.byRow(), follows, 0, moves.byAction());
            }
        }
    }

    private double magnitude() {
        DoubleVector sum = DoubleVector.zero(D);
        for (int i = 0; i < rewards.length; i += LANES) {
            sum = sum.add(DoubleVector.fromArray(D, rewards, i).abs());
        }
        return Runs.sum(sum);
    }

    /** The first action of the greatest value in every state. */
    private void choose(int k, int t) {
        double[] fixed = moves.legal(population, t);
        int next = k * moves.byAction();
        int to = k * moves.byState() + MARGIN;
        int sliceStride = slices == 1 ? 0 : stride;
        int actions = model.actionCount();
        for (int i = 0; i < stride; i += LANES) {
            DoubleVector best = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
            DoubleVector action = DoubleVector.zero(D);
            for (int a = 0; a < actions; a++) {
                int at = a * stride + i;
                DoubleVector value = DoubleVector.fromArray(D, rewards, a * sliceStride + i)
                        .add(DoubleVector.fromArray(D, fixed, at))
                        .add(DoubleVector.fromArray(D, follows, next + at));
                VectorMask<Double> isBetter = value.compare(VectorOperators.GT, best);
                best = best.blend(value, isBetter);
                action = action.blend((double) a, isBetter);
            }
            best.intoArray(values, to + i);
            ((IntVector) action.convertShape(VectorOperators.D2I, I, 0)).intoArray(chosen, i);
        }
        System.arraycopy(chosen, 0, policies[k], t * states, states);
    }

    /** The sum of all rewards of a table, without their signs: finite if they are. */
    double magnitude(int table) {
        return magnitudes[table];
    }

    MeanFieldResponse response(int table) {
        double value = 0;
        int at = table * moves.byState() + MARGIN;
        for (int x = 0; x < states; x++) {
            value += model.initialProbability(population, x) * values[at + x];
        }
        return new MeanFieldResponse(value, MeanFieldPolicy.deterministic(model, population, policies[table]));
    }
}
