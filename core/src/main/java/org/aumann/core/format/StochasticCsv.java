package org.aumann.core.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.CompensatedSum;
import org.aumann.core.stochastic.StageShape;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;

/**
 * A stochastic game as a long table: a row for every state, joint action and successor.
 *
 * <pre>{@code
 * # discount 0.9
 * # start s0=0.5,s1=0.5
 * state,action:A,action:B,reward:A,reward:B,next,probability
 * s0,north,south,0,1.5,s1,1
 * }</pre>
 *
 * <p>Players are named by the columns, actions by what stands in them; a state without rows is absorbing. Without a start play begins in
 * the first state. Reads one file; not safe for use by several threads.
 */
final class StochasticCsv {
    private static final String STATE = "state";
    private static final String ACTION = "action:";
    private static final String REWARD = "reward:";
    private static final String NEXT = "next";
    private static final String PROBABILITY = "probability";
    private static final String COMMENT = "#";
    private static final String DISCOUNT = "discount";
    private static final String START = "start";

    private final Path path;
    private final CsvReader csv;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, StateRows> states = new LinkedHashMap<>();
    private List<String> players = List.of();
    private List<String> header = List.of();

    /** The rows of a state as they come. */
    private static final class StateRows {
        final List<Map<String, Integer>> actions = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();

        StateRows(int players) {
            for (int p = 0; p < players; p++) {
                actions.add(new LinkedHashMap<>());
            }
        }
    }

    /** One row. */
    private static final class Entry {
        final int[] actions;
        final double[] rewards;
        final String next;
        final double probability;
        final long line;

        Entry(int[] actions, double[] rewards, String next, double probability, long line) {
            this.actions = actions;
            this.rewards = rewards;
            this.next = next;
            this.probability = probability;
            this.line = line;
        }
    }

    private StochasticCsv(Path path, CsvReader csv) {
        this.path = path;
        this.csv = csv;
    }

    static boolean isStochastic(Path path) {
        try (CsvReader csv = CsvReader.open(path)) {
            while (csv.next()) {
                if (!csv.text(0).startsWith(COMMENT)) {
                    return isHeader(csv);
                }
            }
            return false;
        }
    }

    private static boolean isHeader(CsvReader csv) {
        return csv.text(0).equals(STATE)
                && csv.fieldCount() > 3
                && csv.text(csv.fieldCount() - 2).equals(NEXT)
                && csv.text(csv.fieldCount() - 1).equals(PROBABILITY);
    }

    static StochasticModel read(Path path) {
        try (CsvReader csv = CsvReader.open(path)) {
            StochasticCsv file = new StochasticCsv(path, csv);
            file.readHeader();
            while (csv.next(file.header)) {
                file.readRow();
            }
            return InputFile.located(path.toString(), file::model);
        }
    }

    private void readHeader() {
        while (csv.next()) {
            String first = csv.text(0);
            if (!first.startsWith(COMMENT)) {
                readColumns();
                return;
            }
            List<String> fields = new ArrayList<>();
            for (int field = 0; field < csv.fieldCount(); field++) {
                fields.add(csv.text(field));
            }
            String[] words = String.join(",", fields).substring(1).strip().split("\\s+", 2);
            if (words.length == 2) {
                settings.put(words[0], words[1]);
            }
        }
        throw csv.endOfFile("a header: " + example());
    }

    private static String example() {
        return "state,action:A,action:B,reward:A,reward:B,next,probability";
    }

    private void readColumns() {
        int n = (csv.fieldCount() - 3) / 2;
        List<String> names = new ArrayList<>();
        List<String> expected = new ArrayList<>(List.of(STATE));
        for (int p = 0; p < Math.max(1, n); p++) {
            String column = 1 + p < csv.fieldCount() ? csv.text(1 + p) : "";
            names.add(
                    column.startsWith(ACTION)
                            ? column.substring(ACTION.length()).strip()
                            : "");
        }
        names.forEach(name -> expected.add(ACTION + name));
        names.forEach(name -> expected.add(REWARD + name));
        expected.addAll(List.of(NEXT, PROBABILITY));
        for (int field = 0; field < csv.fieldCount(); field++) {
            boolean isNamed = field < 1 || field > n || !names.get(field - 1).isEmpty();
            if (field >= expected.size() || !isNamed || !csv.text(field).equals(expected.get(field))) {
                throw csv.unexpected(field, "columns as in " + example());
            }
        }
        csv.requireFields(expected);
        players = names;
        header = expected;
    }

    private void readRow() {
        int n = players.size();
        String state = key(0);
        StateRows rows = states.computeIfAbsent(state, _ -> new StateRows(n));
        int[] actions = new int[n];
        double[] rewards = new double[n];
        for (int p = 0; p < n; p++) {
            Map<String, Integer> known = rows.actions.get(p);
            actions[p] = known.computeIfAbsent(key(1 + p), _ -> known.size());
            rewards[p] = csv.number(1 + n + p, "a reward");
        }
        double probability = csv.number(header.size() - 1, "a probability");
        if (!(probability >= 0 && probability <= 1 + StochasticModelBuilder.SUM_TOLERANCE)) {
            throw csv.unexpected(header.size() - 1, "a probability from 0 to 1");
        }
        rows.entries.add(new Entry(actions, rewards, key(header.size() - 2), probability, csv.line()));
    }

    /** A name, which is not empty and one line. */
    private String key(int field) {
        String name = csv.text(field);
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw csv.unexpected(field, "a name for " + header.get(field));
        }
        return name;
    }

    private StochasticModel model() {
        String discount = settings.get(DISCOUNT);
        if (discount == null) {
            throw new InvalidInputException("found no line '# discount ...' before the header, expected one");
        }
        if (states.isEmpty()) {
            throw new InvalidInputException("found no rows, expected at least one");
        }
        StochasticModelBuilder builder =
                new StochasticModelBuilder(InputFile.stem(path), players, number(discount, DISCOUNT));
        Map<String, Integer> numbers = new LinkedHashMap<>();
        states.keySet().forEach(key -> numbers.computeIfAbsent(key, builder::addState));
        states.values()
                .forEach(rows -> rows.entries.forEach(entry -> {
                    if (entry.probability > 0) {
                        numbers.computeIfAbsent(entry.next, builder::addState);
                    }
                }));
        start(builder, numbers);
        states.forEach((key, rows) -> add(builder, key, rows, numbers));
        return builder.build();
    }

    private static double number(String text, String what) {
        double value = Numbers.parse(text);
        if (!Double.isFinite(value)) {
            throw new InvalidInputException("'# " + what + "': found " + Labels.shown(text) + ", expected a number");
        }
        return value;
    }

    /** One state, or a list with probabilities. Names may contain commas: a part that is no state is tried together with the next ones. */
    private void start(StochasticModelBuilder builder, Map<String, Integer> numbers) {
        String text = settings.getOrDefault(START, states.keySet().iterator().next());
        if (numbers.containsKey(text)) {
            builder.start(numbers.get(text), 1);
            return;
        }
        String unknown = "";
        String entry = "";
        for (String part : text.split(",", -1)) {
            entry = unknown.isEmpty() ? part.strip() : entry + "," + part;
            int equals = entry.lastIndexOf('=');
            String key = (equals < 0 ? entry : entry.substring(0, equals)).strip();
            Integer state = equals < 0 ? null : numbers.get(key);
            if (state == null) {
                unknown = unknown.isEmpty() ? Labels.shown(key) : unknown;
            } else {
                builder.start(state, number(entry.substring(equals + 1).strip(), START));
                unknown = "";
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidInputException("'# start': found " + unknown + ", expected one of the states");
        }
    }

    private void add(StochasticModelBuilder builder, String key, StateRows rows, Map<String, Integer> numbers) {
        List<List<String>> labels = rows.actions.stream()
                .map(actions -> List.copyOf(actions.keySet()))
                .toList();
        StageShape shape = builder.beginState(Objects.requireNonNull(numbers.get(key)), labels);
        List<List<Entry>> ofRow = new ArrayList<>();
        for (int a = 0; a < shape.jointActionCount(); a++) {
            ofRow.add(new ArrayList<>());
        }
        rows.entries.forEach(entry ->
                ofRow.get((int) shape.index().jointAction(entry.actions)).add(entry));
        for (int a = 0; a < shape.jointActionCount(); a++) {
            String joint = "state " + Labels.shown(key) + ", joint action (" + String.join(", ", shape.labels(a)) + ")";
            List<Entry> entries = ofRow.get(a);
            if (entries.isEmpty()) {
                throw new InvalidInputException(joint + ": found no row, expected one for each of "
                        + shape.jointActionCount() + " joint actions");
            }
            CompensatedSum sum = new CompensatedSum();
            entries.forEach(entry -> sum.add(entry.probability));
            if (!(Math.abs(sum.value() - 1) <= StochasticModelBuilder.SUM_TOLERANCE)) {
                throw new InvalidInputException("line " + entries.getFirst().line + ": " + joint
                        + ": found probabilities that sum to " + sum.value() + ", expected 1");
            }
            builder.beginRow();
            for (Entry entry : entries) {
                if (entry.probability > 0) {
                    builder.add(Objects.requireNonNull(numbers.get(entry.next)), entry.probability, entry.rewards);
                }
            }
            builder.endRow();
        }
    }

    static void write(StochasticModel model, OutputStream out) throws IOException {
        List<String> head = new ArrayList<>(List.of(STATE));
        model.players().forEach(player -> head.add(ACTION + player));
        model.players().forEach(player -> head.add(REWARD + player));
        head.addAll(List.of(NEXT, PROBABILITY));
        List<String> starts = new ArrayList<>();
        for (int s = 0; s < model.stateCount(); s++) {
            if (model.start(s) > 0) {
                starts.add(model.keys().get(s) + "=" + model.start(s));
            }
        }
        starts.set(0, "# start " + starts.getFirst());
        write(out, "# discount " + model.discount() + "\n" + CsvReader.row(starts) + CsvReader.row(head));
        for (int s = 0; s < model.stateCount(); s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                writeRow(model, s, a, out);
            }
        }
    }

    private static void writeRow(StochasticModel model, int state, int jointAction, OutputStream out)
            throws IOException {
        int row = model.firstRow(state) + jointAction;
        for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
            List<String> fields = new ArrayList<>(List.of(model.keys().get(state)));
            fields.addAll(model.shape(state).labels(jointAction));
            for (int p = 0; p < model.playerCount(); p++) {
                fields.add(Double.toString(model.transitionReward(i, model.firstCell(state, p) + jointAction, p)));
            }
            fields.addAll(Arrays.asList(model.keys().get(model.successor(i)), Double.toString(model.probability(i))));
            write(out, CsvReader.row(fields));
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
