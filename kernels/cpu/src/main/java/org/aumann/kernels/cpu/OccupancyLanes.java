package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;

/**
 * Occupancies of up to as many policies as a vector has lanes, with a finite horizon. Products are rounded before they are
 * added, as in the reference, so that both give the same bits.
 */
final class OccupancyLanes {
    private final MeanFieldModel model;
    private final int states;
    private final int actions;

    /** {@code [state][lane]}. */
    private double[] now;

    private double[] next;

    /** {@code [action][state][lane]} of one time. */
    private final double[] rule;

    OccupancyLanes(MeanFieldModel model) {
        this.model = model;
        this.states = model.stateCount();
        this.actions = model.actionCount();
        this.now = new double[states * LANES];
        this.next = new double[states * LANES];
        this.rule = new double[actions * states * LANES];
    }

    /** One occupancy per policy. */
    double[][] sweep(List<MeanFieldPolicy> policies) {
        int count = policies.size();
        double[][] occupancies = new double[count][model.fieldSize()];
        double[][] probabilities = new double[count][];
        for (int lane = 0; lane < count; lane++) {
            probabilities[lane] = policies.get(lane).probabilities();
            for (int x = 0; x < states; x++) {
                now[x * LANES + lane] =
                        model.initialProbability(policies.get(lane).population(), x);
            }
        }
        for (int t = 0; t < model.timeCount(); t++) {
            for (int lane = 0; lane < count; lane++) {
                for (int x = 0; x < states; x++) {
                    occupancies[lane][t * states + x] = now[x * LANES + lane];
                }
            }
            if (t + 1 < model.timeCount()) {
                load(probabilities, t);
                step();
            }
        }
        return occupancies;
    }

    private void load(double[][] probabilities, int t) {
        int size = actions * states;
        for (int lane = 0; lane < probabilities.length; lane++) {
            double[] source = probabilities[lane];
            for (int i = 0; i < size; i++) {
                rule[i * LANES + lane] = source[t * size + i];
            }
        }
    }

    private void step() {
        Arrays.fill(next, 0);
        for (int x = 0; x < states; x++) {
            DoubleVector here = DoubleVector.fromArray(D, now, x * LANES);
            for (int a = 0; a < actions; a++) {
                int end = model.endSuccessor(x, a);
                DoubleVector flow = here.mul(DoubleVector.fromArray(D, rule, (a * states + x) * LANES));
                for (int k = model.firstSuccessor(x, a); k < end; k++) {
                    int to = model.successor(k) * LANES;
                    DoubleVector.fromArray(D, next, to)
                            .add(flow.mul(model.probability(k)))
                            .intoArray(next, to);
                }
            }
        }
        double[] swapped = now;
        now = next;
        next = swapped;
    }
}
