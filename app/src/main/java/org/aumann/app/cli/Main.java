package org.aumann.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The entry point that the launcher {@code aumann} starts. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        StandardError.restore();
        // JSON is UTF-8 whatever the locale says.
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new PipeOutput(
                        new FileOutputStream(FileDescriptor.out),
                        PipeOutput::isStandardOutputPiped,
                        () -> Runtime.getRuntime().halt(PipeOutput.CLOSED_STATUS))),
                false,
                StandardCharsets.UTF_8);
        Streams streams = new Streams(out, System.err, Boolean.getBoolean("aumann.terminal"));
        boolean debug = System.getenv("AUMANN_DEBUG") != null;
        System.exit(new Cli(streams, debug).run(arguments));
    }
}
