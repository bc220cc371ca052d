package org.aumann.app.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.CompensatedSum;
import org.aumann.core.format.AtomicFile;
import org.aumann.core.format.InputFile;
import org.aumann.core.stochastic.StageShape;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;

/**
 * A stationary joint policy of a stochastic game, as {@code aumann jal --out} writes it and {@code aumann gap --sigma} reads it.
 *
 * @param states by key, for all states that are not absorbing: the joint actions with a probability
 */
public record StationaryPolicyDocument(Map<String, List<Entry>> states) {
    /** Copies the lists, in which nothing may be missing. */
    public StationaryPolicyDocument {
        Map<String, List<Entry>> copy = LinkedHashMap.newLinkedHashMap(states.size());
        states.forEach((state, entries) -> copy.put(state, List.copyOf(entries)));
        states = Collections.unmodifiableMap(copy);
    }

    /**
     * A joint action.
     *
     * @param actions one label a player
     * @param probability how likely it is in its state
     */
    public record Entry(List<String> actions, Double probability) {
        /** Copies the list; nothing may be missing. */
        public Entry {
            actions = List.copyOf(actions);
            Objects.requireNonNull(probability);
        }
    }

    /**
     * The document of a policy.
     *
     * @param policy a policy
     * @return the document
     */
    public static StationaryPolicyDocument of(StationaryPolicy policy) {
        StochasticModel model = policy.model();
        Map<String, List<Entry>> states = new LinkedHashMap<>();
        for (int s = 0; s < model.stateCount(); s++) {
            if (!model.isAbsorbing(s)) {
                states.put(
                        model.keys().get(s),
                        StatePlay.plays(policy, s).stream()
                                .map(play -> new Entry(play.actions(), play.probability()))
                                .toList());
            }
        }
        return new StationaryPolicyDocument(states);
    }

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param file the file to create or replace
     * @throws InvalidInputException if it is no .json file, or there is no folder to write to
     */
    public static void requireWritable(Path file) {
        InputFile.requireExtension(file, List.of(".json"));
        AtomicFile.requireWritable(file);
    }

    /**
     * Writes the document, atomically.
     *
     * @param file the file to create or replace
     */
    public void write(Path file) {
        Json.write(file, this);
    }

    /**
     * Reads a policy.
     *
     * @param file the file
     * @param model the game
     * @return its policy
     * @throws InvalidInputException if the file does not hold a distribution for every state; one line with the place
     */
    public static StationaryPolicy read(Path file, StochasticModel model) {
        StationaryPolicyDocument document =
                Json.read(file, StationaryPolicyDocument.class, "a policy that 'aumann jal --out' wrote");
        return InputFile.located(file.toString(), () -> document.policy(model));
    }

    private StationaryPolicy policy(StochasticModel model) {
        double[] probability = new double[model.rowCount()];
        Map<String, List<Entry>> left = new LinkedHashMap<>(states);
        for (int s = 0; s < model.stateCount(); s++) {
            String key = model.keys().get(s);
            List<Entry> entries = left.remove(key);
            if (!model.isAbsorbing(s)) {
                if (entries == null) {
                    throw new InvalidInputException(
                            "found no state " + quoted(key) + ", expected all that are not absorbing");
                }
                fill(model, s, entries, probability);
            } else if (entries != null && !entries.isEmpty()) {
                throw error(key, "found joint actions, expected none of an absorbing state");
            }
        }
        if (!left.isEmpty()) {
            throw error(left.keySet().iterator().next(), "found a state that game " + model.name() + " does not have");
        }
        return StationaryPolicy.of(model, probability);
    }

    private static void fill(StochasticModel model, int state, List<Entry> entries, double[] probability) {
        String key = model.keys().get(state);
        int first = model.firstRow(state);
        StageShape shape = model.shape(state);
        boolean[] isFound = new boolean[shape.jointActionCount()];
        CompensatedSum sum = new CompensatedSum();
        for (Entry entry : entries) {
            String shown = "(" + String.join(", ", entry.actions) + ")";
            int jointAction = jointAction(shape, entry.actions, key, model.players());
            if (isFound[jointAction]) {
                throw error(key, "found joint action " + shown + " twice, expected it once");
            }
            if (!(entry.probability >= 0)) {
                throw error(
                        key,
                        "found probability " + entry.probability + " of joint action " + shown
                                + ", expected at least 0");
            }
            isFound[jointAction] = true;
            probability[first + jointAction] = entry.probability;
            sum.add(entry.probability);
        }
        if (!(Math.abs(sum.value() - 1) <= StationaryPolicy.SUM_TOLERANCE)) {
            throw error(key, "found probabilities that sum to " + sum.value() + ", expected 1");
        }
    }

    private static int jointAction(StageShape shape, List<String> labels, String key, List<String> players) {
        if (labels.size() != players.size()) {
            throw error(
                    key, "found " + labels.size() + " actions, expected one of each of " + players.size() + " players");
        }
        int[] actions = new int[players.size()];
        Arrays.setAll(actions, p -> {
            List<String> known = shape.labels().get(p);
            int action = known.indexOf(labels.get(p));
            if (action < 0) {
                throw error(
                        key,
                        "found action " + quoted(labels.get(p)) + " of player " + players.get(p) + ", expected one of "
                                + String.join(", ", known));
            }
            return action;
        });
        return (int) shape.index().jointAction(actions);
    }

    private static InvalidInputException error(String state, String message) {
        return new InvalidInputException("state " + quoted(state) + ": " + message);
    }

    private static String quoted(String name) {
        return "'" + name + "'";
    }
}
