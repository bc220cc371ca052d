package org.aumann.solvers.stochastic;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;

/**
 * Nash equilibria of stage games with any number of players: by Newton's method near a profile that is known, else at the end of the path of logit
 * equilibria of the stage game alone.
 */
final class StageEquilibria {
    private static final int MOST_STEPS = 300;
    private static final double FIRST_POLISH = 1;
    private static final double POLISH_EVERY = 0.5;
    private static final String STAGE = "stage";

    private StageEquilibria() {}

    /**
     * A stage game as a stochastic game that ends after one move.
     *
     * @param payoffs {@code [player][joint action]}. Not modified.
     */
    static StochasticModel model(List<List<String>> labels, double[][] payoffs) {
        int n = payoffs.length;
        StochasticModelBuilder builder = new StochasticModelBuilder(
                STAGE, IntStream.range(0, n).mapToObj(Integer::toString).toList(), 0);
        builder.addState(STAGE);
        int end = builder.addState("end");
        builder.start(0, 1);
        builder.beginState(0, labels);
        double[] rewards = new double[n];
        for (int a = 0; a < payoffs[0].length; a++) {
            for (int p = 0; p < n; p++) {
                rewards[p] = payoffs[p][a];
            }
            builder.beginRow();
            builder.add(end, 1, rewards);
            builder.endRow();
        }
        return builder.build();
    }

    /**
     * An equilibrium of a stage game.
     *
     * @param stage made by {@link #model}
     * @param near strategies that may be close to one, player by player; empty for none. Not modified.
     * @param prior where the path begins, player by player, all positive. Not modified.
     * @return strategies player by player; at the end of the path if rounding spoils the last steps
     */
    static double[] of(StochasticModel stage, double[] near, double[] prior) {
        LogitPath path = new LogitPath(stage, prior);
        if (near.length > 0) {
            double[][] values = path.play().values();
            Optional<StationaryPlay> found = path.polished(new StationaryPlay(near, values));
            if (found.isPresent()) {
                return found.get().strategies();
            }
        }
        double nextPolish = FIRST_POLISH;
        for (int step = 0; step < MOST_STEPS && !path.isAtEnd(); step++) {
            path.advance();
            if (path.t() >= nextPolish || path.isAtEnd()) {
                nextPolish = path.t() + POLISH_EVERY;
                Optional<StationaryPlay> found = path.polished(path.play());
                if (found.isPresent()) {
                    return found.get().strategies();
                }
            }
        }
        return path.play().strategies();
    }
}
