package org.aumann.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.aumann.core.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * An experiment file: the arguments of a command, with the places where they stand.
 *
 * <p>Keys are looked up in the options of the command, so that a file and a command line can never differ in
 * what they accept.
 */
final class Experiment {
    private static final String COMMAND = "command";

    private final Path file;
    private final CommandSpec command;
    private final List<Entry> entries;

    private Experiment(Path file, CommandSpec command, List<Entry> entries) {
        this.file = file;
        this.command = command;
        this.entries = entries;
    }

    /** A line of the file. */
    private record Entry(String key, String value, int line, int column) {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param commandLine what commands there are
     * @return the experiment; its values are not checked yet
     * @throws InvalidInputException if the file is not a map of the keys of a command
     */
    static Experiment read(Path file, CommandLine commandLine) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            String found = Files.exists(file) ? "a folder" : "no file";
            throw new InvalidInputException(file + ": found " + found + ", expected an experiment");
        }
        List<Entry> entries = entries(file);
        Entry name = find(entries, COMMAND)
                .orElseThrow(() -> new InvalidInputException(
                        file + ": found no key 'command', expected one, such as 'command: jpsro'"));
        CommandLine found = commandLine.getSubcommands().get(name.value);
        if (found == null || name.value.equals("run")) {
            TreeSet<String> known = new TreeSet<>(commandLine.getSubcommands().keySet());
            known.remove("run");
            throw error(file, name, "found command '" + name.value + "', expected one of " + String.join(", ", known));
        }
        Experiment experiment = new Experiment(
                file,
                found.getCommandSpec(),
                entries.stream().filter(entry -> !entry.key.equals(COMMAND)).toList());
        experiment.entries.forEach(experiment::argument);
        return experiment;
    }

    private static List<Entry> entries(Path file) {
        List<Entry> entries = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new YAMLFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), in)) {
            expect(file, parser, parser.nextToken() == JsonToken.START_OBJECT, "lines of the form 'key: value'");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                TokenStreamLocation place = parser.currentTokenLocation();
                String key = parser.currentName();
                boolean isScalar = parser.nextToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL;
                expect(file, parser, isScalar, "one value of key '" + key + "'");
                Entry entry = new Entry(key, parser.getString(), place.getLineNr(), place.getColumnNr());
                if (find(entries, key).isPresent()) {
                    throw error(file, entry, "found key '" + key + "' again, expected it once");
                }
                entries.add(entry);
            }
            expect(file, parser, parser.nextToken() == null, "the end of the file after one map");
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String message = e.getOriginalMessage();
            throw place == null
                    ? new InvalidInputException(file + ": " + message)
                    : new InvalidInputException(
                            file.toString(), place.getLineNr(), place.getColumnNr(), String.valueOf(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static void expect(Path file, JsonParser parser, boolean isFound, String expected) {
        if (!isFound) {
            TokenStreamLocation place = parser.currentTokenLocation();
            throw new InvalidInputException(
                    file.toString(), place.getLineNr(), place.getColumnNr(), "found something else than " + expected);
        }
    }

    /** What the key of an entry stands for. */
    private ArgSpec argument(Entry entry) {
        return Optional.<ArgSpec>ofNullable(command.findOption("--" + entry.key))
                .or(() -> command.positionalParameters().stream()
                        .filter(parameter -> key(parameter).equals(entry.key))
                        .map(ArgSpec.class::cast)
                        .findFirst())
                .filter(found -> !isHelp(found))
                .orElseThrow(() -> error(
                        file, entry, "found key '" + entry.key + "', expected one of " + String.join(", ", keys())));
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(COMMAND));
        command.positionalParameters().forEach(parameter -> keys.add(key(parameter)));
        command.options().stream().filter(option -> !isHelp(option)).forEach(option -> keys.add(key(option)));
        return keys;
    }

    private static boolean isHelp(ArgSpec argument) {
        return argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp());
    }

    private static String key(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName().substring("--".length())
                : argument.paramLabel().toLowerCase(Locale.ROOT);
    }

    /**
     * The command line of the experiment.
     *
     * @param overriding options that take the place of those in the file
     * @return the name of the command, its options and its arguments
     */
    List<String> arguments(List<OptionSpec> overriding) {
        List<String> overridden = overriding.stream().map(Experiment::key).toList();
        List<String> arguments = new ArrayList<>(List.of(command.name()));
        for (Entry entry : entries) {
            if (argument(entry) instanceof OptionSpec && !overridden.contains(entry.key)) {
                arguments.add("--" + entry.key + "=" + entry.value);
            }
        }
        for (OptionSpec option : overriding) {
            arguments.add(
                    option.longestName() + "=" + option.originalStringValues().getLast());
        }
        // Behind this nothing is an option, whatever it looks like.
        arguments.add("--");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            Entry entry = find(entries, key(parameter))
                    .orElseThrow(() ->
                            new InvalidInputException(file + ": found no key '" + key(parameter) + "', expected one"));
            arguments.add(entry.value);
        }
        return arguments;
    }

    private static Optional<Entry> find(List<Entry> entries, String key) {
        return entries.stream().filter(entry -> entry.key.equals(key)).findFirst();
    }

    /** The same error, with the file and, where it is known, the line. */
    InvalidInputException located(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return Optional.ofNullable(e.getArgSpec())
                .flatMap(argument -> find(entries, key(argument)))
                .map(entry -> error(file, entry, message))
                .orElseGet(() -> new InvalidInputException(file + ": " + message));
    }

    private static InvalidInputException error(Path file, Entry entry, String message) {
        return new InvalidInputException(file.toString(), entry.line, entry.column, message);
    }
}
