package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.aumann.core.InvalidInputException;

/**
 * The text {@code id(name=value,…)} taken apart; whether such a game exists is not known yet.
 *
 * @param id the name before the parentheses
 * @param arguments the given values by parameter name, in their order
 */
record GameSpecification(String id, Map<String, String> arguments) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /**
     * Whether a text can be the id of a game, or the name of a parameter.
     *
     * @param text the text
     * @return true if it is of letters, digits and underscores, a letter first
     */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Takes a specification apart. Spaces around names and values do not count; no parentheses mean no
     * arguments.
     *
     * @param text the specification
     * @return its parts
     * @throws InvalidInputException if the text is not of that form
     */
    static GameSpecification parse(String text) {
        // The text is quoted in messages, which are one line.
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        int open = line.indexOf('(');
        String id = open < 0 ? line : line.substring(0, open).strip();
        if (!isName(id)) {
            throw new InvalidInputException("game '" + line + "' must be of the form name(parameter=value,...)");
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        if (open >= 0) {
            if (!isClosedAtEnd(line)) {
                throw new InvalidInputException(
                        "game '" + line + "' must have one ')' for every '(', the last at its end");
            }
            String list = line.substring(open + 1, line.length() - 1);
            if (!list.isBlank()) {
                split(list).forEach(argument -> add(line, argument.strip(), arguments));
            }
        }
        return new GameSpecification(id, arguments);
    }

    /** Whether the first parenthesis is closed by the last character. */
    private static boolean isClosedAtEnd(String line) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
            if (depth < 0 || (depth == 0 && line.charAt(i) == ')' && i < line.length() - 1)) {
                return false;
            }
        }
        return depth == 0;
    }

    /** At commas that are not within parentheses: a game may be an argument of another. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            depth += list.charAt(i) == '(' ? 1 : list.charAt(i) == ')' ? -1 : 0;
            if (list.charAt(i) == ',' && depth == 0) {
                parts.add(list.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(list.substring(begin));
        return parts;
    }

    private static void add(String line, String argument, Map<String, String> arguments) {
        int equals = argument.indexOf('=');
        String name = argument.substring(0, Math.max(0, equals)).strip();
        String value = argument.substring(equals + 1).strip();
        if (!isName(name) || value.isEmpty()) {
            throw new InvalidInputException(
                    "argument '" + argument + "' in game '" + line + "' must be of the form parameter=value");
        }
        if (arguments.putIfAbsent(name, value) != null) {
            throw new InvalidInputException("parameter " + name + " in game '" + line + "' must be given once");
        }
    }
}
