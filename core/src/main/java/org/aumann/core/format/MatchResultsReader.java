package org.aumann.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/** Accumulates the rows of {@link MatchResults}. */
final class MatchResultsReader {
    private final Path path;
    private final CsvReader csv;
    private final List<String> header = new ArrayList<>();
    private final List<Map<String, Integer>> agents = new ArrayList<>();
    private final Map<List<Integer>, Cell> cells = new HashMap<>();

    /**
     * A reader of one file.
     *
     * @param path its name
     * @param csv stands before the header
     */
    MatchResultsReader(Path path, CsvReader csv) {
        this.path = path;
        this.csv = csv;
    }

    /** The scores of one joint action: count, means, and sums of squared deviations (Welford 1962). */
    private static final class Cell {
        private final double[] means;
        private final double[] squares;
        private long count;

        Cell(int players) {
            means = new double[players];
            squares = new double[players];
        }

        void add(int player, double score) {
            double deviation = score - means[player];
            means[player] += deviation / count;
            squares[player] += deviation * (score - means[player]);
        }

        double standardError(int player) {
            return count < 2 ? Double.NaN : Math.sqrt(squares[player] / (count - 1) / count);
        }
    }

    /**
     * Reads all rows.
     *
     * @return the results
     */
    MatchResults read() {
        readHeader();
        while (csv.next(header)) {
            readMatch();
        }
        if (cells.isEmpty()) {
            throw csv.endOfFile("a match: " + String.join(",", header));
        }
        JointActionIndex index = InputFile.located(
                path.toString(),
                () -> JointActionIndex.of(agents.stream().mapToInt(Map::size).toArray()));
        requireAll(index);
        return results(index);
    }

    private void readHeader() {
        if (!csv.next()) {
            throw csv.endOfFile("the header agent_0,score_0,agent_1,score_1,...");
        }
        for (int field = 0; field < csv.fieldCount(); field++) {
            String name = (field % 2 == 0 ? "agent_" : "score_") + field / 2;
            if (!csv.text(field).equals(name)) {
                throw csv.unexpected(field, "the column '" + name + "' of the header agent_0,score_0,agent_1,...");
            }
            header.add(name);
        }
        if (header.size() % 2 != 0) {
            throw csv.unexpected(header.size() - 1, "a column 'score_" + header.size() / 2 + "' after it");
        }
        for (int p = 0; p < header.size() / 2; p++) {
            agents.add(new LinkedHashMap<>());
        }
    }

    private void readMatch() {
        List<Integer> jointAction = new ArrayList<>(agents.size());
        for (int p = 0; p < agents.size(); p++) {
            String agent = csv.text(2 * p);
            if (agent.isEmpty()) {
                throw csv.unexpected(2 * p, "the agent of player " + p);
            }
            Map<String, Integer> known = agents.get(p);
            Integer action = known.putIfAbsent(agent, known.size());
            jointAction.add(action == null ? known.size() - 1 : action);
        }
        Cell cell = cells.computeIfAbsent(jointAction, _ -> new Cell(agents.size()));
        cell.count++;
        for (int p = 0; p < agents.size(); p++) {
            cell.add(p, csv.number(2 * p + 1, "the score of player " + p));
        }
    }

    private void requireAll(JointActionIndex index) {
        long missing = index.jointActionCount() - cells.size();
        if (missing == 0) {
            return;
        }
        // At most one step per cell that is there before the first that is not.
        long first = 0;
        while (cells.containsKey(key(index, first))) {
            first++;
        }
        List<String> absent = new ArrayList<>();
        for (int p = 0; p < agents.size(); p++) {
            absent.add(List.copyOf(agents.get(p).keySet()).get(index.action(first, p)));
        }
        throw new InvalidInputException(path + ": found no match of " + missing + " of " + index.jointActionCount()
                + " joint actions, the first being " + Labels.shown(String.join(", ", absent))
                + ", expected at least one match of each");
    }

    private static List<Integer> key(JointActionIndex index, long jointAction) {
        return Arrays.stream(index.actions(jointAction)).boxed().toList();
    }

    private MatchResults results(JointActionIndex index) {
        int players = index.playerCount();
        // There is a cell for each joint action, so their number is an int.
        long[] counts = new long[cells.size()];
        double[][] errors = new double[players][cells.size()];
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        TextTensor.filled(payoffs, target -> {
            for (int a = 0; a < counts.length; a++) {
                Cell cell = Objects.requireNonNull(cells.get(key(index, a)));
                counts[a] = cell.count;
                for (int p = 0; p < players; p++) {
                    target.set(p, a, cell.means[p]);
                    errors[p][a] = cell.standardError(p);
                }
            }
            // A mean of scores near the end of the float64 range may overflow.
            InputFile.located(path.toString(), () -> {
                target.requireFinite();
                return target;
            });
        });
        List<String> labels = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            labels.add("player " + p);
        }
        NormalFormGame game = new NormalFormGame(
                InputFile.stem(path),
                payoffs,
                labels,
                agents.stream().map(known -> List.copyOf(known.keySet())).toList());
        return new MatchResults(game, counts, errors);
    }
}
