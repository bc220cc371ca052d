package org.aumann.core.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.Transitions;

/**
 * A random sparse game: every joint action leads to a few random states.
 *
 * <p>Next states are drawn with replacement; their weights are uniform numbers, divided by their sum. Rewards {@code r_p(s, a) ~ U(0, 1)}. Play
 * begins in every state alike. Archibald, McKinnon and Thomas 1995, "On the generation of Markov decision processes". All draws by Philox from
 * their positions.
 */
final class GarnetGame implements StochasticGame<Integer> {
    static final KindDefinition<StochasticGame<?>> DEFINITION = KindDefinition.stochastic(
            "garnet",
            "a random sparse game",
            GarnetGame::new,
            ParameterRule.integer("states", 20, 1, 10_000_000, "number of states"),
            ParameterRule.players(2, 1, 10),
            ParameterRule.actions("4"),
            ParameterRule.integer("branching", 3, 1, 1_000, "states that a joint action may lead to"),
            StochasticParameters.discount(0.9),
            ParameterRule.seed());

    private static final int STATES = 1;
    private static final int WEIGHTS = 2;
    private static final int REWARDS = 3;

    private final String name;
    private final int states;
    private final int branching;
    private final double discount;
    private final long seed;
    private final JointActionIndex index;
    private final List<List<String>> labels;

    private GarnetGame(GameArguments arguments) {
        this.name = arguments.toString();
        this.states = arguments.integer("states");
        this.branching = arguments.integer("branching");
        this.discount = arguments.real("discount");
        this.seed = arguments.seed();
        this.index = arguments.shape(arguments.integer("players"));
        this.labels = IntStream.range(0, index.playerCount())
                .mapToObj(p -> IntStream.range(0, index.actionCount(p))
                        .mapToObj(Integer::toString)
                        .toList())
                .toList();
        double successors = (double) states * index.jointActionCount() * branching;
        if (successors > Integer.MAX_VALUE) {
            throw new InvalidInputException("game " + name + " has " + Math.round(successors) + " successors, at most "
                    + Integer.MAX_VALUE + " are possible");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> players() {
        return IntStream.range(0, index.playerCount())
                .mapToObj(Integer::toString)
                .toList();
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public Map<Integer, Double> start() {
        Map<Integer, Double> start = LinkedHashMap.newLinkedHashMap(states);
        for (int s = 0; s < states; s++) {
            start.put(s, 1.0 / states);
        }
        return start;
    }

    @Override
    public boolean isAbsorbing(Integer state) {
        return false;
    }

    @Override
    public List<String> actions(Integer state, int player) {
        return labels.get(player);
    }

    @Override
    public void move(Integer state, int[] actions, Transitions<Integer> transitions) {
        long row = state * index.jointActionCount() + index.jointAction(actions);
        CounterRandom drawn = new CounterRandom(seed, STATES);
        CounterRandom weights = new CounterRandom(seed, WEIGHTS);
        CounterRandom uniform = new CounterRandom(seed, REWARDS);
        double[] rewards = new double[index.playerCount()];
        for (int p = 0; p < rewards.length; p++) {
            rewards[p] = uniform.uniform(row * rewards.length + p, 0, 1);
        }
        double sum = 0;
        for (int k = 0; k < branching; k++) {
            sum += weight(weights, row * branching + k);
        }
        for (int k = 0; k < branching; k++) {
            long position = row * branching + k;
            transitions.add((int) drawn.uniform(position, 0, states), weight(weights, position) / sum, rewards);
        }
    }

    /** In (0, 1], so that the sum is not 0. */
    private static double weight(CounterRandom random, long position) {
        return 1 - random.uniform(position, 0, 1);
    }
}
