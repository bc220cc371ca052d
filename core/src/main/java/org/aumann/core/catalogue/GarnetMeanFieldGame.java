package org.aumann.core.catalogue;

import java.util.Map;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * A random sparse game: every action leads to a few random states, and crowds are avoided.
 *
 * <pre>{@code r(x, a, µ) = R(x, a) − η log(µ(x) + 1e-25),   R ~ U(0, 1)}</pre>
 *
 * <p>Next states are drawn with replacement; their weights are uniform numbers, divided by their sum. Archibald, McKinnon and
 * Thomas 1995, "On the generation of Markov decision processes"; as a mean-field game Geist et al. 2022. With a
 * discount µ is the discounted occupancy. All draws by Philox from their positions.
 */
final class GarnetMeanFieldGame extends AbstractCrowdGame {
    static final KindDefinition<MeanFieldGame> DEFINITION = KindDefinition.meanField(
            "mfg_garnet",
            "a random sparse game with a horizon",
            arguments -> new GarnetMeanFieldGame(arguments, new TimeModel.FiniteHorizon(arguments.integer("horizon"))),
            Map.of(),
            rules(ParameterRule.integer("horizon", 10, 1, 100_000, "number of decisions")));

    static final KindDefinition<MeanFieldGame> DISCOUNTED = KindDefinition.meanField(
            "mfg_garnet_discounted",
            "a random sparse game without end, discounted",
            arguments -> new GarnetMeanFieldGame(arguments, new TimeModel.Discounted(arguments.real("discount"))),
            Map.of(),
            rules(ParameterRule.real("discount", 0.9, 0, 0.9999, "what a reward is worth one step later")));

    private static final int STATES = 1;
    private static final int WEIGHTS = 2;
    private static final int REWARDS = 3;

    private final long seed;
    private final int branching;

    private GarnetMeanFieldGame(GameArguments arguments, TimeModel time) {
        super(
                arguments.toString(),
                arguments.integer("states"),
                arguments.integer("actions"),
                time,
                CrowdRewards.avoiding(arguments.real("eta")));
        this.seed = arguments.seed();
        this.branching = arguments.integer("branching");
    }

    private static ParameterRule[] rules(ParameterRule time) {
        return new ParameterRule[] {
            ParameterRule.integer("states", 20, 1, 1_000_000, "number of states"),
            ParameterRule.integer("actions", 4, 1, 1_000, "number of actions"),
            ParameterRule.integer("branching", 3, 1, 1_000, "states that an action may lead to"),
            time,
            ParameterRule.real("eta", 1, 0, 1_000_000, "weight of the logarithm"),
            ParameterRule.seed()
        };
    }

    @Override
    public double initialProbability(int population, int state) {
        return 1.0 / stateCount();
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        CounterRandom states = new CounterRandom(seed, STATES);
        CounterRandom weights = new CounterRandom(seed, WEIGHTS);
        long first = ((long) state * actionCount() + action) * branching;
        double sum = 0;
        for (int k = 0; k < branching; k++) {
            sum += weight(weights, first + k);
        }
        for (int k = 0; k < branching; k++) {
            successors.add((int) states.uniform(first + k, 0, stateCount()), weight(weights, first + k) / sum);
        }
    }

    /** In (0, 1], so that the sum is not 0. */
    private static double weight(CounterRandom random, long position) {
        return 1 - random.uniform(position, 0, 1);
    }

    @Override
    public void fixedRewards(double[] rewards) {
        CounterRandom random = new CounterRandom(seed, REWARDS);
        int once = actionCount() * stateCount();
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = i < once ? random.uniform(i, 0, 1) : rewards[i - once];
        }
    }
}
