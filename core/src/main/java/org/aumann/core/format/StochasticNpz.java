package org.aumann.core.format;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.Precision;
import org.aumann.core.stochastic.StageShape;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;

/**
 * A stochastic game as arrays: compressed sparse rows of successors, with names.
 *
 * <pre>{@code
 * discount         [1]
 * players, states  [bytes]  names in UTF-8, one a line
 * shape            [states] number of the state's shape, −1 if it is absorbing
 * actions          [bytes]  a line for every shape and player, labels between tabs
 * start            [states]
 * first_successor  [rows + 1], rows by state and joint action (the last player fastest)
 * successor        [successors]
 * probability      [successors]
 * reward           [successors, n]
 * }</pre>
 */
final class StochasticNpz {
    private static final String DISCOUNT = "discount";
    private static final String PLAYERS = "players";
    private static final String STATES = "states";
    private static final String SHAPE = "shape";
    private static final String ACTIONS = "actions";
    private static final String START = "start";
    private static final String FIRST = "first_successor";
    private static final String SUCCESSOR = "successor";
    private static final String PROBABILITY = "probability";
    private static final String REWARD = "reward";

    private static final List<String> NAMES =
            List.of(DISCOUNT, PLAYERS, STATES, SHAPE, ACTIONS, START, FIRST, SUCCESSOR, PROBABILITY, REWARD);

    private final NpzFormat.Archive archive;

    private StochasticNpz(NpzFormat.Archive archive) {
        this.archive = archive;
    }

    static boolean isStochastic(Path path) {
        return NpzFormat.open(path, archive -> archive.names().containsAll(List.of(FIRST, SUCCESSOR, PROBABILITY)));
    }

    static StochasticModel read(Path path) {
        return NpzFormat.open(path, archive -> {
            if (!archive.names().containsAll(NAMES)) {
                throw archive.error(String.join(", ", NAMES));
            }
            return InputFile.located(path.toString(), () -> new StochasticNpz(archive).model(InputFile.stem(path)));
        });
    }

    private StochasticModel model(String name) {
        List<String> players = lines(PLAYERS);
        List<String> keys = lines(STATES);
        int n = players.size();
        StochasticModelBuilder builder = new StochasticModelBuilder(name, players, numbers(DISCOUNT, 1)[0]);
        keys.forEach(builder::addState);
        double[] start = numbers(START, keys.size());
        for (int s = 0; s < start.length; s++) {
            builder.start(s, start[s]);
        }
        List<List<List<String>>> shapes = shapes(n);
        int[] shapeOf = integers(SHAPE, keys.size(), -1, shapes.size() - 1);
        double[] probability = numbers(PROBABILITY, -1);
        int size = probability.length;
        int[] successor = integers(SUCCESSOR, size, 0, keys.size() - 1);
        double[] reward = numbers(REWARD, (long) size * n);
        int[] first = integers(FIRST, -1, 0, size);
        if (first.length == 0) {
            throw new InvalidInputException(FIRST + ": found no numbers, expected at least one");
        }
        int row = 0;
        for (int s = 0; s < keys.size(); s++) {
            if (shapeOf[s] >= 0) {
                StageShape shape = builder.beginState(s, shapes.get(shapeOf[s]));
                for (int a = 0; a < shape.jointActionCount(); a++, row++) {
                    if (row + 1 >= first.length || first[row + 1] < first[row]) {
                        throw new InvalidInputException(FIRST + ": found " + (first.length - 1)
                                + " rows that ascend, expected one for every state and joint action");
                    }
                    builder.beginRow();
                    for (int i = first[row]; i < first[row + 1]; i++) {
                        builder.add(successor[i], probability[i], Arrays.copyOfRange(reward, i * n, i * n + n));
                    }
                    builder.endRow();
                }
            }
        }
        if (row != first.length - 1 || first[0] != 0 || first[row] != size) {
            throw new InvalidInputException(FIRST + ": found " + (first.length - 1) + " rows up to successor "
                    + first[first.length - 1] + ", expected " + row + " up to " + size);
        }
        return builder.build();
    }

    private List<List<List<String>>> shapes(int players) {
        List<List<List<String>>> shapes = new ArrayList<>();
        List<String> lines = lines(ACTIONS);
        if (lines.size() % players != 0) {
            throw new InvalidInputException(ACTIONS + ": found " + lines.size() + " lines, expected one for each of "
                    + players + " players of every shape");
        }
        for (int k = 0; k < lines.size(); k += players) {
            shapes.add(lines.subList(k, k + players).stream()
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList());
        }
        return shapes;
    }

    private List<String> lines(String name) {
        int[] codes = integers(name, -1, Byte.MIN_VALUE, 255);
        byte[] bytes = new byte[codes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) codes[i];
        }
        return bytes.length == 0 ? List.of() : List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
    }

    /** As many numbers as expected; any if that is −1. */
    private double[] numbers(String name, long expected) {
        double[] numbers = archive.read(name, in -> NpyFormat.readNumbers(in, name));
        if (expected >= 0 && numbers.length != expected) {
            throw new InvalidInputException(name + ": found " + numbers.length + " numbers, expected " + expected);
        }
        return numbers;
    }

    private int[] integers(String name, long expected, int least, int greatest) {
        double[] numbers = numbers(name, expected);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            if (!(numbers[i] >= least && numbers[i] <= greatest && numbers[i] == Math.rint(numbers[i]))) {
                throw new InvalidInputException(name + "[" + i + "]: found " + numbers[i]
                        + ", expected an integer from " + least + " to " + greatest);
            }
            integers[i] = (int) numbers[i];
        }
        return integers;
    }

    static void write(StochasticModel model, OutputStream out) throws IOException {
        Map<StageShape, Integer> shapes = new HashMap<>();
        List<String> actions = new ArrayList<>();
        long[] shapeOf = new long[model.stateCount()];
        double[] start = new double[model.stateCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            start[s] = model.start(s);
            shapeOf[s] = model.isAbsorbing(s)
                    ? -1
                    : shapes.computeIfAbsent(model.shape(s), shape -> {
                        shape.labels().forEach(labels -> actions.add(String.join("\t", labels)));
                        return shapes.size();
                    });
        }
        Map<String, AtomicFile.Content> arrays = new LinkedHashMap<>();
        numbers(arrays, DISCOUNT, new double[] {model.discount()}, 1);
        text(arrays, PLAYERS, model.players());
        text(arrays, STATES, model.keys());
        integers(arrays, SHAPE, Arrays.stream(shapeOf));
        text(arrays, ACTIONS, actions);
        numbers(arrays, START, start, start.length);
        integers(arrays, FIRST, Arrays.stream(model.firstSuccessors()).asLongStream());
        integers(arrays, SUCCESSOR, Arrays.stream(model.successors()).asLongStream());
        numbers(arrays, PROBABILITY, model.probabilities(), model.successorCount());
        numbers(arrays, REWARD, rewards(model), model.successorCount(), model.playerCount());
        NpzFormat.write(arrays, out);
    }

    private static double[] rewards(StochasticModel model) {
        int n = model.playerCount();
        double[] rewards = new double[Math.multiplyExact(model.successorCount(), n)];
        for (int s = 0; s < model.stateCount(); s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                int row = model.firstRow(s) + a;
                for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                    for (int p = 0; p < n; p++) {
                        rewards[i * n + p] = model.transitionReward(i, model.firstCell(s, p) + a, p);
                    }
                }
            }
        }
        return rewards;
    }

    private static void numbers(Map<String, AtomicFile.Content> arrays, String name, double[] numbers, long... shape) {
        List<Long> lengths = Arrays.stream(shape).boxed().toList();
        arrays.put(
                name,
                out -> NpyFormat.writeArray(
                        NpyType.of(Precision.FLOAT64), lengths, MemorySegment.ofArray(numbers), out));
    }

    private static void integers(Map<String, AtomicFile.Content> arrays, String name, LongStream integers) {
        long[] elements = integers.toArray();
        NpyType type = new NpyType(NpyType.Kind.I8, ByteOrder.LITTLE_ENDIAN);
        arrays.put(
                name,
                out -> NpyFormat.writeArray(
                        type, List.of((long) elements.length), MemorySegment.ofArray(elements), out));
    }

    private static void text(Map<String, AtomicFile.Content> arrays, String name, List<String> lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        NpyType type = new NpyType(NpyType.Kind.U1, ByteOrder.LITTLE_ENDIAN);
        arrays.put(
                name,
                out -> NpyFormat.writeArray(type, List.of((long) bytes.length), MemorySegment.ofArray(bytes), out));
    }
}
