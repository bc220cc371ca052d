package org.aumann.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Standard output whose reader may leave before the end, as {@code head} does: then the process ends at once and without a
 * word, like any other in a pipeline, instead of computing what nobody reads.
 */
final class PipeOutput extends FilterOutputStream {
    /** What a shell makes of a process that SIGPIPE has ended. */
    static final int CLOSED_STATUS = 141;

    private final BooleanSupplier isPipe;
    private final Runnable end;

    /**
     * A stream.
     *
     * @param out where to write
     * @param isPipe whether somebody reads what is written; else a failure is one
     * @param end ends the process
     */
    PipeOutput(OutputStream out, BooleanSupplier isPipe, Runnable end) {
        super(out);
        this.isPipe = isPipe;
        this.end = end;
    }

    /** Whether this process writes to another one. */
    static boolean isStandardOutputPiped() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // A failure to write is reported as one.
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (!isPipe.getAsBoolean()) {
                throw e;
            }
            end.run();
        }
    }
}
