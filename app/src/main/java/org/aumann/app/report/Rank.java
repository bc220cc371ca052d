package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.NormalFormGame;
import org.jspecify.annotations.Nullable;

/**
 * An agent's place in a ranking.
 *
 * @param rank from 1; shared by agents whose masses differ by rounding only
 * @param player whose agent it is; absent if all players draw from one population
 * @param agent its name
 * @param mass how much of the time it is played
 */
public record Rank(
        int rank,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer player,
        String agent,
        double mass) {
    /** Masses that are nearer to each other are the same. */
    private static final double TIE = 1e-9;

    /** What in a name would break the table, or steer the terminal. */
    private static final String UNPRINTABLE = "[\\p{Cc}\\u2028\\u2029]";

    /** More rows than this are for programs to read. */
    private static final int SHOWN = 50;

    /**
     * The ranking of one population.
     *
     * @param agents their names
     * @param masses one for each. Not modified.
     * @return the greatest mass first, ties in the order of the agents
     */
    public static List<Rank> of(List<String> agents, double[] masses) {
        return of(null, agents, masses);
    }

    /**
     * The rankings of the agents of all players, one after the other.
     *
     * @param game gives the names
     * @param sigma over its joint actions
     * @return by player, the greatest marginal probability first
     */
    public static List<Rank> of(NormalFormGame game, JointDistribution sigma) {
        List<Rank> ranking = new ArrayList<>();
        for (int p = 0; p < game.playerCount(); p++) {
            int player = p;
            List<String> agents = IntStream.range(0, sigma.index().actionCount(p))
                    .mapToObj(a -> game.actionLabel(player, a))
                    .toList();
            ranking.addAll(of(player, agents, sigma.marginal(p)));
        }
        return ranking;
    }

    private static List<Rank> of(@Nullable Integer player, List<String> agents, double[] masses) {
        List<Integer> order = IntStream.range(0, masses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(a -> -tied(masses[a])))
                .toList();
        List<Rank> ranking = new ArrayList<>();
        for (int a : order) {
            boolean isTie = !ranking.isEmpty() && ranking.getLast().mass - masses[a] <= TIE;
            int rank = isTie ? ranking.getLast().rank : ranking.size() + 1;
            ranking.add(new Rank(rank, player, agents.get(a), masses[a]));
        }
        return ranking;
    }

    private static double tied(double mass) {
        return Math.rint(mass / TIE);
    }

    static void writeTo(TextReport text, List<Rank> ranking) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ranking", "mass", "agent"));
        for (Rank rank : ranking.subList(0, Math.min(SHOWN, ranking.size()))) {
            String whose = rank.player == null ? "" : " of player " + rank.player;
            rows.add(List.of(
                    "  " + rank.rank + whose, Numbers.value(rank.mass), rank.agent.replaceAll(UNPRINTABLE, " ")));
        }
        text.table("lll", rows);
        if (ranking.size() > SHOWN) {
            text.line("", "and " + Numbers.count(ranking.size() - SHOWN, "agent") + " more, which --json prints");
        }
    }
}
