package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.aumann.core.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * An experiment file: the arguments of a command, with the places where they stand.
 *
 * <p>Keys are looked up in the options of the command, so that a file and a command line can never differ in
 * what they accept.
 */
final class Experiment {
    private static final String COMMAND = "command";

    /** The command that reads experiments; one experiment does not run another. */
    private static final String RUN = "run";

    private final Path file;
    private final CommandSpec command;
    private final List<Setting> settings;

    private Experiment(Path file, CommandSpec command, List<Setting> settings) {
        this.file = file;
        this.command = command;
        this.settings = settings;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param commandLine what commands there are
     * @return the experiment; its values are not checked yet
     * @throws InvalidInputException if the file is not a map of the keys of a command
     */
    static Experiment read(Path file, CommandLine commandLine) {
        List<Setting> settings = new ArrayList<>(SettingsReader.read(file));
        Setting name = Setting.find(settings, COMMAND)
                .orElseThrow(() -> new InvalidInputException(
                        file + ": found no key 'command', expected one, such as 'command: jpsro'"));
        settings.remove(name);
        TreeMap<String, CommandLine> commands = new TreeMap<>(commandLine.getSubcommands());
        commands.remove(RUN);
        CommandLine found = commands.get(name.value());
        if (found == null) {
            throw name.error(
                    "found command '" + name.value() + "', expected one of " + String.join(", ", commands.keySet()));
        }
        Experiment experiment = new Experiment(file, found.getCommandSpec(), settings);
        settings.forEach(experiment::argument);
        return experiment;
    }

    /** What the key of a setting stands for. */
    private ArgSpec argument(Setting setting) {
        List<ArgSpec> known = new ArrayList<>(command.positionalParameters());
        command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(known::add);
        return known.stream()
                .filter(argument -> key(argument).equals(setting.key()))
                .findFirst()
                .orElseThrow(() -> setting.error("found key '" + setting.key() + "', expected one of "
                        + String.join(", ", known.stream().map(Experiment::key).toList())));
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
     * @throws InvalidInputException if an argument is missing
     */
    List<String> arguments(List<OptionSpec> overriding) {
        List<String> overridden = overriding.stream().map(Experiment::key).toList();
        List<String> arguments = new ArrayList<>(List.of(command.name()));
        for (Setting setting : settings) {
            if (argument(setting) instanceof OptionSpec && !overridden.contains(setting.key())) {
                arguments.add("--" + setting.key() + "=" + setting.value());
            }
        }
        for (OptionSpec option : overriding) {
            arguments.add(
                    option.longestName() + "=" + option.originalStringValues().getLast());
        }
        // Behind this nothing is an option, whatever it looks like.
        arguments.add("--");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            Setting setting = Setting.find(settings, key(parameter))
                    .orElseThrow(() ->
                            new InvalidInputException(file + ": found no key '" + key(parameter) + "', expected one"));
            arguments.add(setting.value());
        }
        return arguments;
    }

    /** The same error, with the file and, where it is known, the line. */
    InvalidInputException located(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return Optional.ofNullable(e.getArgSpec())
                .flatMap(argument -> Setting.find(settings, key(argument)))
                .map(setting -> setting.error(message))
                .orElseGet(() -> new InvalidInputException(file + ": " + message));
    }
}
