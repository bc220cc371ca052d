package org.aumann.core.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.aumann.core.InvalidInputException;

/** Writes a file beside its target and renames it: a reader sees the old bytes or all of the new ones. */
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;

    /** With the process id, makes temporary names unique among the writers of a folder. */
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private AtomicFile() {}

    /** What is to be written. */
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out buffered; closed by the caller
         * @throws IOException if {@code out} fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Creates or replaces a file.
     *
     * @param path the target
     * @param content what to write
     * @throws InvalidInputException as {@link #requireWritable} does
     * @throws UncheckedIOException if writing fails; the target is as before and nothing is left beside it
     */
    public static void write(Path path, Content content) {
        Path folder = requireWritable(path);
        Path temporary =
                folder.resolve(".aumann-" + ProcessHandle.current().pid() + "-" + SEQUENCE.getAndIncrement() + ".tmp");
        try {
            try {
                writeNew(temporary, content);
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that a file could be created or replaced, as far as that can be known before.
     *
     * @param path the target
     * @return its folder
     * @throws InvalidInputException if the target is a folder, or its folder does not exist or may not be
     *     written to
     */
    public static Path requireWritable(Path path) {
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(path + ": found a folder, expected a file to write");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidInputException(path + ": found no folder " + folder + ", expected one to write to");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidInputException(
                    path + ": found folder " + folder + " without write permission, expected one to write to");
        }
        return folder;
    }

    private static void writeNew(Path temporary, Content content) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
            content.writeTo(out);
            out.flush();
            // Without this a power failure after the rename could leave the new name with no bytes.
            channel.force(true);
        }
    }
}
