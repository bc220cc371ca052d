package org.aumann.core.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A parameter together with the check of its values.
 *
 * @param parameter what the catalogue says about it
 * @param canonical the canonical text of a value, or empty if the value breaks the rule
 */
public record ParameterRule(CatalogueParameter parameter, Function<String, Optional<String>> canonical) {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
    private static final Pattern ACTION_COUNTS = Pattern.compile("[1-9][0-9]{0,8}(x[1-9][0-9]{0,8})*");

    private static final Pattern CELLS = Pattern.compile("\\[([0-9]{1,4}\\|[0-9]{1,4}(;[0-9]{1,4}\\|[0-9]{1,4})*)?\\]");
    private static final Pattern NUMBERS =
            Pattern.compile("\\[([0-9]*\\.?[0-9]+([eE]-?[0-9]+)?(;[0-9]*\\.?[0-9]+([eE]-?[0-9]+)?)*)?\\]");

    /**
     * An integer.
     *
     * @param name the name before the {@code =}
     * @param defaultValue where the specification does not give one
     * @param least the smallest allowed
     * @param greatest the largest allowed
     * @param description one line
     * @return the rule
     */
    public static ParameterRule integer(String name, long defaultValue, long least, long greatest, String description) {
        return of(
                name,
                ParameterType.INTEGER,
                Long.toString(defaultValue),
                least + ".." + greatest,
                description,
                text -> {
                    try {
                        long value = Long.parseLong(text);
                        return value >= least && value <= greatest
                                ? Optional.of(Long.toString(value))
                                : Optional.empty();
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                });
    }

    /**
     * The parameter {@code players}.
     *
     * @param defaultValue where the specification does not give one
     * @param least the smallest allowed
     * @param greatest the largest allowed
     * @return the rule
     */
    public static ParameterRule players(int defaultValue, int least, int greatest) {
        return integer("players", defaultValue, least, greatest, "number of players");
    }

    /**
     * The parameter {@code seed}, of games with random payoffs.
     *
     * @return the rule
     */
    public static ParameterRule seed() {
        return integer("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE, "seed of the random payoffs");
    }

    /**
     * A finite number.
     *
     * @param name the name before the {@code =}
     * @param defaultValue where the specification does not give one
     * @param least the smallest allowed
     * @param greatest the largest allowed
     * @param description one line
     * @return the rule
     */
    public static ParameterRule real(
            String name, double defaultValue, double least, double greatest, String description) {
        return of(
                name, ParameterType.REAL, Double.toString(defaultValue), least + ".." + greatest, description, text -> {
                    if (!DECIMAL.matcher(text).matches()) {
                        return Optional.empty();
                    }
                    double value = Double.parseDouble(text);
                    // Adding 0 turns -0.0 into 0.0: one game, one name.
                    return value >= least && value <= greatest
                            ? Optional.of(Double.toString(value + 0.0))
                            : Optional.empty();
                });
    }

    /**
     * One of several words.
     *
     * @param name the name before the {@code =}
     * @param description one line
     * @param values the words, in lower case; the first is the default
     * @return the rule
     */
    public static ParameterRule choice(String name, String description, String... values) {
        List<String> known = List.of(values);
        return of(name, ParameterType.CHOICE, values[0], String.join("|", values), description, text -> {
            String value = text.toLowerCase(Locale.ROOT);
            return known.contains(value) ? Optional.of(value) : Optional.empty();
        });
    }

    /** A game by its name, or in a file; whether it exists is not known yet. */
    static ParameterRule game(String defaultValue) {
        return of(
                "game",
                ParameterType.GAME,
                defaultValue,
                "name(...) or FILE",
                "a normal-form game of the catalogue, or its file",
                text -> text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    static ParameterRule precision() {
        return choice("precision", "how payoffs are stored", "float64", "float32");
    }

    static ParameterRule actions(String defaultValue) {
        return of(
                "actions",
                ParameterType.SHAPE,
                defaultValue,
                "A or AxBxC",
                "actions of every player, or one number per player",
                text -> ACTION_COUNTS.matcher(text).matches() ? Optional.of(text) : Optional.empty());
    }

    /** Cells of a grid; none unless given. */
    static ParameterRule cells(String name, String description) {
        return list(name, "[x|y;x|y...]", description, CELLS);
    }

    /** Numbers that are at least 0; none unless given. */
    static ParameterRule numbers(String name, String description) {
        return list(name, "[a;b...]", description, NUMBERS);
    }

    private static ParameterRule list(String name, String range, String description, Pattern pattern) {
        return of(name, ParameterType.LIST, "[]", range, description, text -> {
            String value = text.replace(" ", "");
            return pattern.matcher(value).matches() ? Optional.of(value) : Optional.empty();
        });
    }

    private static ParameterRule of(
            String name,
            ParameterType type,
            String defaultValue,
            String range,
            String description,
            Function<String, Optional<String>> canonical) {
        return new ParameterRule(new CatalogueParameter(name, type, defaultValue, range, description), canonical);
    }
}
