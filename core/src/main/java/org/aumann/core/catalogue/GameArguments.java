package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.Precision;

/**
 * The values of all parameters of one game, each checked by its rule.
 *
 * <p>{@link #toString} is the canonical full name of the game. Immutable.
 */
public final class GameArguments {
    private final String id;
    private final Map<String, String> values;
    private final Set<String> given;

    /**
     * @param id the game
     * @param values canonical value of every parameter, in the order of the canonical name
     * @param given the parameters that the user set
     */
    GameArguments(String id, Map<String, String> values, Set<String> given) {
        this.id = id;
        this.values = new LinkedHashMap<>(values);
        this.given = Set.copyOf(given);
    }

    /**
     * The value as it stands in the canonical name.
     *
     * @param parameter one of the game's
     * @return the word of a choice, else the text of the value
     */
    public String text(String parameter) {
        String value = values.get(parameter);
        if (value == null) {
            throw new IllegalStateException("game " + id + " declares no parameter " + parameter);
        }
        return value;
    }

    /**
     * The value of a parameter made by {@link ParameterRule#integer}.
     *
     * @param parameter one of the game's
     * @return the value
     * @throws ArithmeticException if the rule allows more than an {@code int} holds, and the value is such
     */
    public int integer(String parameter) {
        return Math.toIntExact(Long.parseLong(text(parameter)));
    }

    /**
     * The value of the parameter made by {@link ParameterRule#seed}.
     *
     * @return the seed
     */
    public long seed() {
        return Long.parseLong(text("seed"));
    }

    /**
     * The value of a parameter made by {@link ParameterRule#real}.
     *
     * @param parameter one of the game's
     * @return the value
     */
    public double real(String parameter) {
        return Double.parseDouble(text(parameter));
    }

    /**
     * The value of a choice between {@code true} and {@code false}.
     *
     * @param parameter one of the game's
     * @return the value
     */
    public boolean flag(String parameter) {
        return Boolean.parseBoolean(text(parameter));
    }

    /** The parts of a list. */
    List<String> list(String parameter) {
        String text = text(parameter);
        return text.equals("[]")
                ? List.of()
                : List.of(text.substring(1, text.length() - 1).split(";", -1));
    }

    Precision precision() {
        return Precision.valueOf(text("precision").toUpperCase(Locale.ROOT));
    }

    /**
     * The shape given by {@code players} and {@code actions}.
     *
     * @param players number of players
     * @return the joint actions
     * @throws InvalidInputException if {@code actions} is a list for another number of players
     */
    JointActionIndex shape(int players) {
        int[] counts = actionCounts();
        if (counts.length == 1) {
            int[] all = new int[players];
            Arrays.fill(all, counts[0]);
            return JointActionIndex.of(all);
        }
        if (counts.length != players) {
            throw new InvalidInputException("actions (" + text("actions") + ") of " + id + " lists " + counts.length
                    + " players, it must list players (" + players + ")");
        }
        return JointActionIndex.of(counts);
    }

    /**
     * The number of actions that all players have.
     *
     * @throws InvalidInputException if {@code actions} lists different ones
     */
    int commonActionCount() {
        int[] counts = actionCounts();
        if (Arrays.stream(counts).distinct().count() > 1) {
            throw new InvalidInputException("actions (" + text("actions") + ") of " + id
                    + " must be the same for all players of a symmetric game");
        }
        return counts[0];
    }

    /** These arguments with {@code players} set by the list of actions, where the user gave only the list. */
    GameArguments withPlayersFromActions() {
        int listed = actionCounts().length;
        if (listed == 1 || given.contains("players")) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put("players", Integer.toString(listed));
        return new GameArguments(id, changed, given);
    }

    /** These arguments without a parameter whose value goes without saying: it has no place in the name. */
    GameArguments without(String parameter) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        fewer.remove(parameter);
        return new GameArguments(id, fewer, given);
    }

    private int[] actionCounts() {
        return Arrays.stream(text("actions").split("x", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** The canonical full name: {@code id(name=value,…)}, or only the id where there are no parameters. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? id
                : values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(",", id + "(", ")"));
    }
}
