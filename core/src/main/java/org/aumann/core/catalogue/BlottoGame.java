package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Colonel Blotto for n players.
 *
 * <p>Each player spreads {@code soldiers} over {@code fields}; an action is such a division, in
 * lexicographic order, the first field most significant, {@code C(soldiers + fields − 1, fields − 1)} of
 * them. A field is worth 1, shared by those who have the most soldiers there; the players pay for the
 * fields in equal parts, so that the game is zero-sum:
 *
 * <pre>{@code G_p(a) = Σ_f [p ∈ W_f(a)] / |W_f(a)| − fields / n}</pre>
 *
 * <p>Borel 1921; Roberson 2006.
 */
final class BlottoGame implements FibreSource {
    static final GameDefinition DEFINITION = new GameDefinition(
            "blotto",
            GameKind.NORMAL_FORM,
            "soldiers spread over fields, the most soldiers take a field",
            BlottoGame::game,
            GeneratedGame.players(),
            ParameterRule.integer("soldiers", 4, 1, 1000, "soldiers of every player"),
            ParameterRule.integer("fields", 3, 1, 100, "number of fields"),
            ParameterRule.precision());

    private final List<int[]> divisions;
    private final int fields;

    private BlottoGame(List<int[]> divisions, int fields) {
        this.divisions = divisions;
        this.fields = fields;
    }

    private static NormalFormGame game(GameArguments arguments) {
        int players = arguments.integer("players");
        int soldiers = arguments.integer("soldiers");
        int fields = arguments.integer("fields");
        int[] counts = new int[players];
        Arrays.fill(counts, divisionCount(soldiers, fields));
        PayoffTensor payoffs = PayoffTensor.allocate(JointActionIndex.of(counts), arguments.precision());
        List<int[]> divisions = new ArrayList<>();
        addDivisions(new int[fields], 0, soldiers, divisions);
        FibreSource.fill(payoffs, () -> new BlottoGame(divisions, fields));
        List<String> labels = divisions.stream().map(BlottoGame::label).toList();
        List<String> names =
                IntStream.range(0, players).mapToObj(p -> "player " + p).toList();
        return new NormalFormGame(arguments.toString(), payoffs, names, Collections.nCopies(players, labels));
    }

    private static String label(int[] division) {
        return Arrays.stream(division).mapToObj(Integer::toString).collect(Collectors.joining("-"));
    }

    /** The binomial coefficient C(soldiers + fields − 1, fields − 1). */
    private static int divisionCount(int soldiers, int fields) {
        long count = 1;
        for (int k = 1; k < fields; k++) {
            count = count * (soldiers + k) / k;
            if (count > Integer.MAX_VALUE) {
                throw new InvalidInputException("divisions of soldiers (" + soldiers + ") over fields (" + fields
                        + ") of blotto must be at most " + Integer.MAX_VALUE);
            }
        }
        return (int) count;
    }

    private static void addDivisions(int[] division, int field, int left, List<int[]> list) {
        if (field == division.length - 1) {
            division[field] = left;
            list.add(division.clone());
            return;
        }
        for (int here = 0; here <= left; here++) {
            division[field] = here;
            addDivisions(division, field + 1, left - here, list);
        }
    }

    @Override
    public void fill(long jointAction, int[] actions, double[][] payoffs) {
        int last = actions.length - 1;
        double cost = (double) fields / actions.length;
        int[] chosen = actions.clone();
        for (int b = 0; b < payoffs[last].length; b++) {
            chosen[last] = b;
            for (double[] payoff : payoffs) {
                payoff[b] = 0;
            }
            for (int f = 0; f < fields; f++) {
                share(f, chosen, b, payoffs);
            }
            for (double[] payoff : payoffs) {
                payoff[b] -= cost;
            }
        }
    }

    /** Adds what the players win on a field. */
    private void share(int field, int[] chosen, int entry, double[][] payoffs) {
        int most = -1;
        int holders = 0;
        for (int division : chosen) {
            int here = divisions.get(division)[field];
            if (here > most) {
                most = here;
                holders = 0;
            }
            if (here == most) {
                holders++;
            }
        }
        for (int p = 0; p < chosen.length; p++) {
            if (divisions.get(chosen[p])[field] == most) {
                payoffs[p][entry] += 1.0 / holders;
            }
        }
    }
}
