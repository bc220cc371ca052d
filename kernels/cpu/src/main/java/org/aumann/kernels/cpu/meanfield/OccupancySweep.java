package org.aumann.kernels.cpu.meanfield;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.I;
import static org.aumann.kernels.cpu.base.Runs.LANES;
import static org.aumann.kernels.cpu.meanfield.Moves.MARGIN;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.kernels.cpu.base.Runs;

/**
 * The occupancies of some policies with a finite horizon, and what their fixed rewards are worth. A policy's numbers are the
 * same bits whatever the others are.
 */
final class OccupancySweep {
    /** States whose probabilities are multiplied at a time: they stay in the first-level cache. */
    private static final int TILE = 512;

    private final Moves moves;
    private final MeanFieldModel model;
    private final List<MeanFieldPolicy> policies;
    private final int states;
    private final int stride;

    /** By policy and state: who is there at one time. */
    private final double[] now;

    /** By policy and row: who is led there. */
    private final double[] flows;

    /** By state and action: who takes it. */
    private final double[] takers;

    /** By state: what is done there. */
    private final int[] actions;

    /** One padded occupancy per policy. */
    private final double[][] occupancies;

    /** By policy and state: what fixed rewards have been worth there, so that no sum waits for the one before. */
    private final double[] worth;

    private OccupancySweep(Moves moves, List<MeanFieldPolicy> policies) {
        this.moves = moves;
        this.model = moves.model();
        this.policies = policies;
        this.states = model.stateCount();
        this.stride = moves.stride();
        this.now = new double[policies.size() * moves.byState()];
        this.flows = new double[policies.size() * moves.byRow()];
        this.takers = new double[policies.size() * moves.byAction()];
        this.actions = new int[stride];
        this.occupancies = new double[policies.size()][Runs.padded(model.fieldSize())];
        this.worth = new double[policies.size() * stride];
    }

    static OccupancySweep of(Moves moves, List<MeanFieldPolicy> policies) {
        OccupancySweep sweep = new OccupancySweep(moves, policies);
        sweep.run();
        return sweep;
    }

    /** {@code [time][state]}, padded. */
    double[] occupancy(int policy) {
        return occupancies[policy];
    }

    /** {@code Σ µ(t, x) π(t, x, a) fixed(t, x, a)}. */
    double fixed(int policy) {
        double sum = 0;
        for (int i = policy * stride; i < (policy + 1) * stride; i++) {
            sum += worth[i];
        }
        return sum;
    }

    private void run() {
        int count = policies.size();
        for (int k = 0; k < count; k++) {
            for (int x = 0; x < states; x++) {
                now[k * moves.byState() + MARGIN + x] =
                        model.initialProbability(policies.get(k).population(), x);
            }
        }
        for (int t = 0; t < model.timeCount(); t++) {
            for (int k = 0; k < count; k++) {
                System.arraycopy(now, k * moves.byState() + MARGIN, occupancies[k], t * states, states);
                act(t, k);
            }
            if (t + 1 < model.timeCount()) {
                moves.collection().multiply(count, takers, MARGIN, moves.byAction(), flows, MARGIN, moves.byRow());
                moves.inflows().multiply(count, flows, MARGIN, moves.byRow(), now, MARGIN, moves.byState());
            }
        }
    }

    /** Who takes which action: of everybody in a state the share that the policy says. */
    private void act(int t, int k) {
        MeanFieldPolicy policy = policies.get(k);
        double[] fixed = moves.fixed(policy.population(), t);
        if (policy.isDeterministic()) {
            policy.copyActions(t, actions);
            choose(k, fixed);
            return;
        }
        for (int from = 0; from < states; from += TILE) {
            int count = Math.min(TILE, states - from);
            for (int a = 0; a < model.actionCount(); a++) {
                policy.copyProbabilities(t, a, from, count, takers, k * moves.byAction() + MARGIN + a * stride + from);
            }
            share(k, fixed, from, count);
        }
    }

    private void choose(int k, double[] fixed) {
        int here = k * moves.byState() + MARGIN;
        int there = k * moves.byAction() + MARGIN;
        int count = model.actionCount();
        for (int i = 0; i < stride; i += LANES) {
            DoubleVector present = DoubleVector.fromArray(D, now, here + i);
            IntVector chosen = IntVector.fromArray(I, actions, i);
            DoubleVector value = DoubleVector.fromArray(D, worth, k * stride + i);
            for (int a = 0; a < count; a++) {
                DoubleVector taking =
                        DoubleVector.zero(D).blend(present, chosen.eq(a).cast(D));
                taking.intoArray(takers, there + a * stride + i);
                value = taking.fma(DoubleVector.fromArray(D, fixed, a * stride + i), value);
            }
            value.intoArray(worth, k * stride + i);
        }
    }

    /** The probabilities are in the place of those who take the action. */
    private void share(int k, double[] fixed, int from, int length) {
        int here = k * moves.byState() + MARGIN;
        int there = k * moves.byAction() + MARGIN;
        int count = model.actionCount();
        for (int i = from; i < from + length; i += LANES) {
            DoubleVector present = DoubleVector.fromArray(D, now, here + i);
            DoubleVector value = DoubleVector.fromArray(D, worth, k * stride + i);
            for (int a = 0; a < count; a++) {
                DoubleVector taking = DoubleVector.fromArray(D, takers, there + a * stride + i)
                        .mul(present);
                taking.intoArray(takers, there + a * stride + i);
                value = taking.fma(DoubleVector.fromArray(D, fixed, a * stride + i), value);
            }
            value.intoArray(worth, k * stride + i);
        }
    }
}
