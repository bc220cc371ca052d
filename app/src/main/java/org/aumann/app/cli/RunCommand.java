package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.aumann.app.task.Task;
import org.aumann.core.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aumann run}. */
@Command(
        name = "run",
        description = {
            "Run an experiment file: a command with its options, one a line.",
            "",
            "  command: jpsro",
            "  game: kuhn_poker(players=3)",
            "  train: mgcce",
            "  iterations: 40",
            "",
            "The keys are the long options of the command without their dashes, and its arguments in lower case. "
                    + "Unknown keys are refused. --json, --quiet, --seed, --backend and --classpath on the command "
                    + "line come before those in the file. File names are relative to the current folder."
        },
        footer = {"  aumann run examples/kuhn3-jpsro.yaml", "  aumann run examples/leduc-jpsro.yaml --seed 7 --json"})
final class RunCommand extends AbstractCommand {
    private final Cli cli;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The experiment, YAML.")
    private Path file = Path.of("");

    RunCommand(Streams streams, Cli cli) {
        super(streams);
        this.cli = cli;
    }

    @Override
    Task task() {
        Experiment experiment = Experiment.read(file, cli.commandLine());
        List<OptionSpec> given = List.copyOf(spec.commandLine().getParseResult().matchedOptions());
        String[] arguments = experiment.arguments(given).toArray(String[]::new);
        return _ -> {
            try {
                return cli.execute(arguments) == ExitStatus.OK;
            } catch (ParameterException e) {
                throw experiment.located(e);
            } catch (InvalidInputException e) {
                throw new InvalidInputException(file + ": " + e.getMessage());
            }
        };
    }
}
