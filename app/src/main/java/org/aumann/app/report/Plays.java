package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.Labels;
import org.aumann.core.game.NormalFormGame;

/**
 * The joint actions that a distribution plays, by their labels, the most probable first.
 *
 * @param sigma all that have a probability; empty if they are more than {@link #LIMIT}, which are for files
 * @param largest the most probable ones, for people
 * @param count how many have a probability
 */
public record Plays(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Play> sigma,
        @JsonIgnore List<Play> largest,
        @JsonIgnore long count) {
    /** Joint actions in a document. */
    public static final int LIMIT = 1_000;

    /** Rows for people. */
    private static final int SHOWN = 10;

    /** Longer labels are cut for people: those of pure strategies have a word for every infostate. */
    private static final int SHOWN_LENGTH = 100;

    /** Copies the lists. */
    public Plays {
        sigma = List.copyOf(sigma);
        largest = List.copyOf(largest);
    }

    /**
     * A joint action.
     *
     * @param actions one label a player
     * @param probability above 0
     */
    public record Play(List<String> actions, double probability) {
        /** Copies the list. */
        public Play {
            actions = List.copyOf(actions);
        }
    }

    /** None, of a distribution that is not over the joint actions of a game with labels. */
    static Plays none() {
        return new Plays(List.of(), List.of(), 0);
    }

    /**
     * The plays of a distribution.
     *
     * <p>Time {@code O(J)}.
     *
     * @param game gives the labels
     * @param sigma over its joint actions. Not modified.
     * @return its plays, ties in the order of the joint actions
     */
    public static Plays of(NormalFormGame game, JointDistribution sigma) {
        return of(game::actionLabel, sigma);
    }

    /**
     * The plays of a distribution over actions without labels.
     *
     * @param sigma over joint actions. Not modified.
     * @return its plays by the numbers of the actions
     */
    public static Plays of(JointDistribution sigma) {
        return of((player, action) -> Integer.toString(action), sigma);
    }

    /** What an action is called. */
    private interface Naming {
        String label(int player, int action);
    }

    private static Plays of(Naming naming, JointDistribution sigma) {
        Comparator<Long> greatestFirst =
                Comparator.<Long>comparingDouble(a -> -sigma.probability(a)).thenComparing(Comparator.naturalOrder());
        PriorityQueue<Long> kept = new PriorityQueue<>(greatestFirst.reversed());
        double least = 0;
        long count = 0;
        for (long a = 0; a < sigma.index().jointActionCount(); a++) {
            double probability = sigma.probability(a);
            count += probability > 0 ? 1 : 0;
            if (probability > least) {
                kept.add(a);
                if (kept.size() > LIMIT) {
                    kept.remove();
                    least = sigma.probability(kept.element());
                }
            }
        }
        List<Long> order = new ArrayList<>(kept);
        order.sort(greatestFirst);
        List<Play> plays = order.stream().map(a -> play(naming, sigma, a)).toList();
        return new Plays(count <= LIMIT ? plays : List.of(), plays.subList(0, Math.min(SHOWN, plays.size())), count);
    }

    private static Play play(Naming naming, JointDistribution sigma, long jointAction) {
        List<String> actions = IntStream.range(0, sigma.index().playerCount())
                .mapToObj(p -> naming.label(p, sigma.index().action(jointAction, p)))
                .toList();
        return new Play(actions, sigma.probability(jointAction));
    }

    void writeTo(TextReport text) {
        if (largest.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("sigma", "joint action"));
        for (Play play : largest) {
            String labels = String.join(", ", play.actions);
            rows.add(List.of(
                    "  " + Numbers.value(play.probability),
                    Labels.cut(labels, SHOWN_LENGTH).toString()));
        }
        text.table("ll", rows);
        if (count > largest.size()) {
            String where = sigma.isEmpty() ? "--out" : "--out and --json";
            text.line("", "and " + Numbers.count(count - largest.size()) + " more, with " + where);
        }
    }
}
