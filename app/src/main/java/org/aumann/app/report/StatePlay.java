package org.aumann.app.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;

/**
 * How a state is played.
 *
 * @param state its key
 * @param policy the joint actions with a probability, the most probable first
 */
public record StatePlay(String state, List<Plays.Play> policy) {
    /** Rows for people. */
    private static final int SHOWN = 10;

    /** Probabilities below are what solvers leave of actions that are not played. */
    private static final double LEAST_SHOWN = 1e-6;

    /** Copies the list. */
    public StatePlay {
        policy = List.copyOf(policy);
    }

    /** Play of the state in which it begins most likely. */
    static StatePlay atStart(StationaryPolicy policy) {
        StochasticModel model = policy.model();
        int start = 0;
        for (int s = 1; s < model.stateCount(); s++) {
            start = model.start(s) > model.start(start) ? s : start;
        }
        return new StatePlay(
                model.keys().get(start),
                plays(policy, start).stream()
                        .sorted(Comparator.comparingDouble(Plays.Play::probability)
                                .reversed())
                        .toList());
    }

    /** The joint actions of a state that have a probability, in their order; none if it is absorbing. */
    static List<Plays.Play> plays(StationaryPolicy policy, int state) {
        StochasticModel model = policy.model();
        int first = model.firstRow(state);
        return IntStream.range(0, model.jointActionCount(state))
                .filter(a -> policy.probability(first + a) > 0)
                .mapToObj(a -> new Plays.Play(model.shape(state).labels(a), policy.probability(first + a)))
                .toList();
    }

    void writeTo(TextReport text) {
        text.line("start", state);
        List<List<String>> rows = policy.stream()
                .filter(play -> play.probability() >= LEAST_SHOWN)
                .limit(SHOWN)
                .map(play -> List.of("  " + Numbers.value(play.probability()), String.join(", ", play.actions())))
                .toList();
        text.table("ll", rows);
        if (policy.size() > rows.size()) {
            text.line("", "and " + Numbers.count(policy.size() - rows.size()) + " more, with --json");
        }
    }
}
