package org.aumann.app.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.Labels;
import org.aumann.kernels.BackendException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line as a function from arguments to an exit status.
 *
 * <p>Bad input is one line on standard error and status 2, with nothing on standard output. One object can
 * run any number of command lines.
 */
final class Cli {
    /** The examples must fit into a line. */
    private static final int USAGE_WIDTH = 100;

    private final Streams streams;
    private final boolean debug;

    /**
     * A command line.
     *
     * @param streams where commands write
     * @param debug whether internal errors come with their stack trace
     */
    Cli(Streams streams, boolean debug) {
        this.streams = streams;
        this.debug = debug;
    }

    /**
     * Runs a command; never throws.
     *
     * @param arguments the command line
     * @return an {@link ExitStatus}
     */
    int run(String... arguments) {
        int status = runMapped(arguments);
        streams.err().flush();
        if (streams.out().checkError() && status == ExitStatus.OK) {
            return failed(ExitStatus.FAILED, "standard output cannot be written");
        }
        return status;
    }

    private int runMapped(String... arguments) {
        try {
            return execute(arguments);
        } catch (ParameterException e) {
            return failed(ExitStatus.BAD_INPUT, message(e));
        } catch (InvalidInputException e) {
            return failed(ExitStatus.BAD_INPUT, e.getMessage());
        } catch (UncheckedIOException e) {
            return failed(ExitStatus.BAD_INPUT, message(e));
        } catch (BackendException e) {
            return failed(ExitStatus.FAILED, e.getMessage());
        } catch (OutOfMemoryError e) {
            return failed(
                    ExitStatus.FAILED,
                    "out of memory: " + e.getMessage() + "; maybe AUMANN_JAVA_OPTS=-Xmx8g gives enough");
        } catch (Exception | Error e) {
            if (debug) {
                e.printStackTrace(streams.err());
            }
            String hint = debug ? "" : "; AUMANN_DEBUG=1 shows the stack trace";
            Optional<String> foreign = ForeignClasses.thrower(e);
            return foreign.isPresent()
                    ? failed(ExitStatus.BAD_INPUT, foreign.get() + " has thrown " + e + hint)
                    : failed(ExitStatus.INTERNAL_ERROR, "internal error: " + e + hint);
        }
    }

    /**
     * Runs a command.
     *
     * @param arguments the command line
     * @return an {@link ExitStatus}
     * @throws ParameterException if the command line is wrong
     */
    int execute(String... arguments) {
        try (ForeignClasses classes = ForeignClasses.of(arguments)) {
            return classes.call(() -> executeCommand(arguments));
        }
    }

    private int executeCommand(String... arguments) {
        CommandLine commandLine = commandLine();
        ParseResult parsed = commandLine.parseArgs(arguments);
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return ExitStatus.OK;
        }
        List<CommandLine> commands = parsed.asCommandLineList();
        if (commands.getLast().getCommandSpec().userObject() instanceof AbstractCommand command) {
            return command.run();
        }
        commandLine.usage(commandLine.getOut());
        return ExitStatus.OK;
    }

    /**
     * All commands with their options.
     *
     * @return a new object: picocli keeps what it parsed
     */
    CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RootCommand());
        Stream.of(
                        new RunCommand(streams, this),
                        new SolveCommand(streams),
                        new JpsroCommand(streams),
                        new MfpsroCommand(streams),
                        new JalCommand(streams),
                        new GapCommand(streams),
                        new ConvertCommand(streams),
                        new GamesCommand(streams),
                        new SolversCommand(streams),
                        new BackendsCommand(streams))
                .forEach(commandLine::addSubcommand);
        Converters.register(commandLine);
        commandLine.setExpandAtFiles(false);
        commandLine.setUsageHelpWidth(USAGE_WIDTH);
        commandLine.setOut(writer(streams.out()));
        commandLine.setErr(writer(streams.err()));
        return commandLine;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return e.getMessage() + "; maybe " + String.join(" or ", suggestions);
            }
        }
        return String.valueOf(e.getMessage());
    }

    /** The JDK puts only the file name into many of these messages. */
    private static String message(UncheckedIOException e) {
        if (e.getCause() instanceof FileSystemException named) {
            String reason = named.getReason();
            return named.getFile() + ": " + (reason == null ? named.getClass().getSimpleName() : reason);
        }
        return "input or output failed: " + e.getMessage();
    }

    private int failed(int status, @Nullable String message) {
        String line = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
        streams.err().println("aumann: " + Labels.line(line));
        streams.err().flush();
        return status;
    }
}
