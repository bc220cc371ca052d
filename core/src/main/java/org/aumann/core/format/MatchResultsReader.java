package org.aumann.core.format;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.HeadToHead;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/** Accumulates the rows of {@link MatchResults}. */
final class MatchResultsReader {
    private final Path path;
    private final CsvReader csv;
    private final MatchLayout layout;
    private final Seating seating;

    /** Numbers of the agents, per player; the same map for all where they draw from one population. */
    private final List<Map<String, Integer>> agents = new ArrayList<>();

    private final Map<List<Integer>, MatchTally> tallies = new HashMap<>();

    /**
     * Reads the header.
     *
     * @param path name of the file
     * @param csv stands on the header
     * @param reading names of the columns, and the seating
     */
    MatchResultsReader(Path path, CsvReader csv, GameReading reading) {
        this.path = path;
        this.csv = csv;
        MatchColumns columns = reading.columns();
        this.layout = columns == null ? MatchLayout.of(csv) : MatchLayout.of(csv, columns);
        this.seating = reading.seating();
    }

    /**
     * Reads all rows into a game.
     *
     * @return the results
     */
    MatchResults results() {
        readMatches();
        JointActionIndex index = InputFile.located(
                path.toString(),
                () -> JointActionIndex.of(agents.stream().mapToInt(Map::size).toArray()));
        requireAll(index);
        return results(index);
    }

    /**
     * Reads all rows of two players who draw from one population; an agent need not have played itself.
     *
     * @return what the agents get against each other
     */
    HeadToHead headToHead() {
        readMatches();
        if (agents.size() != 2) {
            throw new InvalidInputException(
                    path + ": found matches of " + agents.size() + " players, expected 2 to rank one population");
        }
        List<String> names = List.copyOf(agents.getFirst().keySet());
        requirePairs(names);
        return HeadToHead.of(names, (agent, opponent) -> {
            List<Integer> seats = List.of(agent, opponent);
            return Objects.requireNonNull(tallies.get(seating.group(seats)))
                    .mean(seating.place(seating.group(seats), seats, 0), 1);
        });
    }

    private void readMatches() {
        List<String> header =
                IntStream.range(0, csv.fieldCount()).mapToObj(csv::text).toList();
        while (csv.next(header)) {
            readMatch();
        }
        if (tallies.isEmpty()) {
            throw csv.endOfFile("a match: " + Labels.line(String.join(",", header)));
        }
    }

    private void readMatch() {
        List<String> names = layout.agents(csv);
        if (agents.isEmpty()) {
            Map<String, Integer> population = new LinkedHashMap<>();
            for (int p = 0; p < names.size(); p++) {
                agents.add(seating == Seating.ONE_POPULATION ? population : new LinkedHashMap<>());
            }
        }
        if (names.size() != agents.size()) {
            throw csv.unexpected(layout.agentField(), "as many agents as in the first match, " + agents.size());
        }
        double[] scores = layout.scores(csv, names.size());
        List<Integer> seats = new ArrayList<>(names.size());
        for (int p = 0; p < names.size(); p++) {
            Map<String, Integer> known = agents.get(p);
            Integer number = known.putIfAbsent(names.get(p), known.size());
            seats.add(number == null ? known.size() - 1 : number);
        }
        List<Integer> group = seating.group(seats);
        Dyadic[] shares = new Dyadic[scores.length];
        Arrays.fill(shares, Dyadic.ZERO);
        for (int p = 0; p < scores.length; p++) {
            int place = seating.place(group, seats, p);
            shares[place] = shares[place].plus(Dyadic.of(scores[p]));
        }
        tallies.computeIfAbsent(group, _ -> new MatchTally(scores.length)).add(shares);
    }

    private void requireAll(JointActionIndex index) {
        BigInteger kinds = seating.count(index);
        BigInteger missing = kinds.subtract(BigInteger.valueOf(tallies.size()));
        if (missing.signum() == 0) {
            return;
        }
        requireSelfPlay(missing);
        long first = 0;
        while (tallies.containsKey(group(index, first))) {
            first++;
        }
        List<String> absent = new ArrayList<>();
        for (int p = 0; p < agents.size(); p++) {
            absent.add(List.copyOf(agents.get(p).keySet()).get(index.action(first, p)));
        }
        throw new InvalidInputException(path + ": found no match of " + missing + " of " + kinds + " "
                + seating.noun() + ", the first being " + Labels.shown(String.join(", ", absent))
                + ", expected at least one match of each");
    }

    /** That no agent has played itself is common, and has a remedy of its own. */
    private void requireSelfPlay(BigInteger missing) {
        List<String> alone = new ArrayList<>();
        for (String agent : agents.getFirst().keySet()) {
            List<Integer> seats = new ArrayList<>();
            for (Map<String, Integer> known : agents) {
                seats.add(known.getOrDefault(agent, -1));
            }
            if (!seats.contains(-1) && !tallies.containsKey(seating.group(seats))) {
                alone.add(agent);
            }
        }
        if (agents.size() == 2 && missing.equals(BigInteger.valueOf(alone.size()))) {
            boolean isOne = alone.size() == 1;
            throw new InvalidInputException(path + ": found no match of " + Labels.shown(alone.getFirst())
                    + " against itself" + (isOne ? "" : ", nor of " + (alone.size() - 1) + " other agents")
                    + (isOne ? ", expected one; add a row for it" : ", expected one of each; add rows for them")
                    + ", or rank the agents with --solver alpharank --one-population, which needs none");
        }
    }

    private void requirePairs(List<String> names) {
        for (int agent = 0; agent < names.size(); agent++) {
            for (int opponent = 0; opponent < agent; opponent++) {
                if (!tallies.containsKey(seating.group(List.of(agent, opponent)))) {
                    throw new InvalidInputException(path + ": found no match of "
                            + Labels.shown(names.get(opponent) + ", " + names.get(agent))
                            + ", expected at least one of each pair of agents");
                }
            }
        }
    }

    private List<Integer> group(JointActionIndex index, long jointAction) {
        return seating.group(seats(index, jointAction));
    }

    private static List<Integer> seats(JointActionIndex index, long jointAction) {
        return Arrays.stream(index.actions(jointAction)).boxed().toList();
    }

    private MatchResults results(JointActionIndex index) {
        int players = index.playerCount();
        if (index.jointActionCount() > Integer.MAX_VALUE) {
            throw new InvalidInputException(path + ": found " + index.jointActionCount()
                    + " joint actions, expected at most " + Integer.MAX_VALUE);
        }
        int jointActions = (int) index.jointActionCount();
        long[] counts = new long[jointActions];
        double[][] errors = new double[players][jointActions];
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        TextTensor.filled(payoffs, target -> {
            for (int a = 0; a < jointActions; a++) {
                List<Integer> seats = seats(index, a);
                List<Integer> group = seating.group(seats);
                MatchTally tally = Objects.requireNonNull(tallies.get(group));
                counts[a] = tally.count();
                for (int p = 0; p < players; p++) {
                    int place = seating.place(group, seats, p);
                    int sharing = seating.sharing(group, place);
                    target.set(p, a, tally.mean(place, sharing));
                    errors[p][a] = tally.standardError(place, sharing);
                }
            }
        });
        List<String> labels =
                IntStream.range(0, players).mapToObj(p -> "player " + p).toList();
        NormalFormGame game = new NormalFormGame(
                InputFile.stem(path),
                payoffs,
                labels,
                agents.stream().map(known -> List.copyOf(known.keySet())).toList());
        return new MatchResults(game, counts, errors);
    }
}
