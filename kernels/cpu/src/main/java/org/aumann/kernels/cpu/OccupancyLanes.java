package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;

/**
 * Occupancies of up to as many policies of one population as a vector has lanes, all of them deterministic or none, with a
 * finite horizon. A policy's numbers are the same bits whatever is in the other lanes.
 */
final class OccupancyLanes {
    /** States whose actions are brought into lanes at a time: they stay in the first-level cache. */
    private static final int TILE = 128;

    /** The same for probabilities, which are read from as many places as there are lanes. */
    private static final int RULE_TILE = 32;

    private final MeanFieldModel model;
    private final MoveRows moves;
    private final List<MeanFieldPolicy> policies;
    private final int population;
    private final int states;
    private final int actions;

    /** {@code [state][lane]} at one time, and {@code [row][lane]}. */
    private final double[] now;

    private final double[] flows;

    /** {@code [state][lane]} of a tile: probabilities of an action; of deterministic policies what the action earns. */
    private final double[] rule;

    /** {@code [state]} of a tile: fixed rewards of an action. */
    private final double[] rewards;

    /** By lanes: the value of the fixed rewards. */
    private final double[] earned = new double[LANES];

    OccupancyLanes(MeanFieldModel model, MoveRows moves, List<MeanFieldPolicy> policies) {
        this.model = model;
        this.moves = moves;
        this.policies = policies;
        this.population = policies.getFirst().population();
        this.states = model.stateCount();
        this.actions = model.actionCount();
        this.now = new double[moves.inflows().productLength()];
        this.flows = new double[model.rowCount() * LANES];
        this.rewards = new double[TILE];
        this.rule = new double[TILE * LANES];
    }

    /** One padded occupancy per policy. */
    double[][] sweep() {
        boolean isDeterministic = policies.getFirst().isDeterministic();
        double[][] occupancies = new double[policies.size()][Runs.padded(model.fieldSize())];
        for (int x = 0; x < states; x++) {
            Arrays.fill(now, x * LANES, x * LANES + policies.size(), model.initialProbability(population, x));
        }
        for (int t = 0; t < model.timeCount(); t++) {
            Arrays.fill(flows, 0);
            for (int from = 0; from < states; from += TILE) {
                int count = Math.min(TILE, states - from);
                store(occupancies, t, from, count);
                if (isDeterministic) {
                    collectActions(t, from, count);
                }
            }
            for (int a = 0; a < actions && !isDeterministic; a++) {
                for (int from = 0; from < states; from += RULE_TILE) {
                    collectRules(t, a, from, Math.min(RULE_TILE, states - from));
                }
            }
            if (t + 1 < model.timeCount()) {
                moves.inflows().multiply(flows, now);
            }
        }
        return occupancies;
    }

    /** What a policy's fixed rewards are worth, after the sweep. */
    double fixed(int lane) {
        return earned[lane];
    }

    private void store(double[][] occupancies, int t, int from, int count) {
        for (int lane = 0; lane < occupancies.length; lane++) {
            double[] occupancy = occupancies[lane];
            int to = t * states + from;
            int at = from * LANES + lane;
            for (int i = 0; i < count; i++) {
                occupancy[to + i] = now[at + i * LANES];
            }
        }
    }

    /** What takes an action at some states flows into their rows; neighbours in the loop go into different ones. */
    private void collectRules(int t, int a, int from, int count) {
        for (int lane = 0; lane < policies.size(); lane++) {
            policies.get(lane).copyProbabilities(t, a, from, count, rule, lane, LANES);
        }
        int[] rowOf = moves.rowOf();
        for (int i = 0; i < count; i++) {
            int to = rowOf[(from + i) * actions + a] * LANES;
            DoubleVector.fromArray(D, now, (from + i) * LANES)
                    .mul(DoubleVector.fromArray(D, rule, i * LANES))
                    .add(DoubleVector.fromArray(D, flows, to))
                    .intoArray(flows, to);
        }
        if (model.hasFixedRewards()) {
            model.copyFixedRewards(population, model.index(t, from, a), count, rewards, 0);
            earn(from, count);
        }
    }

    /** Two sums, as one would wait for itself. */
    private void earn(int from, int count) {
        DoubleVector even = DoubleVector.fromArray(D, earned, 0);
        DoubleVector odd = DoubleVector.zero(D);
        for (int i = 0; i < count; i += 2) { // beyond the last state nobody is: the rest of the tile does not matter
            int at = i * LANES;
            int here = (from + i) * LANES;
            even = DoubleVector.fromArray(D, now, here)
                    .mul(DoubleVector.fromArray(D, rule, at))
                    .mul(rewards[i])
                    .add(even);
            odd = DoubleVector.fromArray(D, now, here + LANES)
                    .mul(DoubleVector.fromArray(D, rule, at + LANES))
                    .mul(rewards[i + 1])
                    .add(odd);
        }
        even.add(odd).intoArray(earned, 0);
    }

    private void collectActions(int t, int from, int count) {
        int[] rowOf = moves.rowOf();
        for (int lane = 0; lane < policies.size(); lane++) {
            MeanFieldPolicy policy = policies.get(lane);
            for (int x = from; x < from + count; x++) {
                int to = rowOf[x * actions + policy.action(t, x)] * LANES + lane;
                flows[to] += now[x * LANES + lane];
            }
        }
        if (model.hasFixedRewards()) {
            for (int lane = 0; lane < policies.size(); lane++) {
                MeanFieldPolicy policy = policies.get(lane);
                for (int i = 0; i < count; i++) {
                    int action = policy.action(t, from + i);
                    rule[i * LANES + lane] = model.fixedReward(population, model.index(t, from + i, action));
                }
            }
            earnActions(from, count);
        }
    }

    private void earnActions(int from, int count) {
        DoubleVector sum = DoubleVector.fromArray(D, earned, 0);
        for (int i = 0; i < count; i++) {
            sum = DoubleVector.fromArray(D, now, (from + i) * LANES)
                    .fma(DoubleVector.fromArray(D, rule, i * LANES), sum);
        }
        sum.intoArray(earned, 0);
    }
}
