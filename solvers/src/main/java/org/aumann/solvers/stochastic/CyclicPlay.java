package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;

/**
 * What is certified of play that goes round in circles: stationary in the game whose states are those of a phase and a state. Zinkevich, Greenwald and
 * Littman 2005: value iteration that cycles has found a cyclic equilibrium, if of another game than the one that was asked for.
 */
final class CyclicPlay {
    private CyclicPlay() {}

    /** The cycle of the last period of a run. */
    static SelectionCycle of(StochasticModel model, CycleDetector detector) {
        List<double[]> policies = detector.policies();
        boolean[] changes = detector.changingRows();
        List<Integer> states = IntStream.range(0, model.stateCount())
                .filter(s -> IntStream.range(model.firstRow(s), model.firstRow(s + 1))
                        .anyMatch(row -> changes[row]))
                .boxed()
                .toList();
        StochasticModel phased = phased(model, policies.size());
        double[] play = policies.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] average = new double[model.rowCount()];
        policies.forEach(policy -> Arrays.setAll(average, row -> average[row] + policy[row] / policies.size()));
        return new SelectionCycle(
                policies.size(),
                states,
                StationaryCertificate.of(StationaryPolicy.of(phased, play)),
                StationaryCertificate.of(StationaryPolicy.of(model, average)));
    }

    /** The same game with a clock: state {@code phase · states + state}. */
    private static StochasticModel phased(StochasticModel model, int period) {
        StochasticModelBuilder builder = new StochasticModelBuilder(model.name(), model.players(), model.discount());
        int count = model.stateCount();
        for (int phase = 0; phase < period; phase++) {
            for (String key : model.keys()) {
                builder.addState(key + "@" + phase);
            }
        }
        for (int s = 0; s < count; s++) {
            builder.start(s, model.start(s));
        }
        double[] rewards = new double[model.playerCount()];
        for (int phase = 0; phase < period; phase++) {
            int next = (phase + 1) % period * count;
            for (int s = 0; s < count; s++) {
                if (model.isAbsorbing(s)) {
                    continue;
                }
                builder.beginState(phase * count + s, model.shape(s).labels());
                for (int a = 0; a < model.jointActionCount(s); a++) {
                    for (int p = 0; p < rewards.length; p++) {
                        rewards[p] = model.reward(model.firstCell(s, p) + a);
                    }
                    int row = model.firstRow(s) + a;
                    builder.beginRow();
                    for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                        builder.add(next + model.successor(i), model.probability(i), rewards);
                    }
                    builder.endRow();
                }
            }
        }
        return builder.build();
    }
}
