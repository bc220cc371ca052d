package org.aumann.core.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.aumann.core.InvalidInputException;

/**
 * Archives of NumPy arrays, {@code .npz}: a zip file of {@link NpyFormat} entries, each named after its
 * array with {@code .npy} behind.
 *
 * <p>Entries may be stored or deflated, of any size (ZIP64), and their checksums are verified. Written as
 * {@code numpy.savez} does, in stored entries; the bytes depend on the arrays only, not on clock or place.
 */
final class NpzFormat {
    /** Deflate makes at most this of one byte (https://zlib.net/zlib_tech.html, "Maximum Compression Factor"). */
    private static final long LARGEST_EXPANSION = 1032;

    /** The first moment a zip file can express; NumPy writes it too. */
    private static final LocalDateTime TIMESTAMP = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String SUFFIX = ".npy";

    private NpzFormat() {}

    /**
     * Reads one array.
     *
     * @param path the archive
     * @param name the array to read; if there is none of that name, the only one is read
     * @param reader reads the entry to its end, where its checksum is verified
     * @param <T> what it is read into
     * @return what {@code reader} returned
     */
    static <T> T read(Path path, String name, Function<BinaryInput, T> reader) {
        return open(path, archive -> {
            List<String> names = archive.names();
            if (!names.contains(name) && names.size() != 1) {
                throw archive.error("'" + name + SUFFIX + "' or a single array");
            }
            return archive.read(names.contains(name) ? name : names.getFirst(), reader);
        });
    }

    /**
     * Reads from an archive.
     *
     * @param path the archive
     * @param reader reads what it needs
     * @param <T> what it is read into
     * @return what {@code reader} returned
     */
    static <T> T open(Path path, Function<Archive, T> reader) {
        InputFile.requireFile(path);
        try (ZipFile archive = new ZipFile(path.toFile())) {
            return reader.apply(new Archive(path, archive));
        } catch (ZipException | EOFException e) {
            throw damaged(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidInputException damaged(Path path, IOException damage) {
        return new InvalidInputException(path + ": found a damaged archive (" + BinaryInput.reason(damage)
                + "), expected a zip file of .npy arrays");
    }

    /** The arrays of an open archive. */
    static final class Archive {
        private final Path path;
        private final ZipFile archive;

        /** Entries by the names of their arrays, as they are stored. */
        private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

        private Archive(Path path, ZipFile archive) {
            this.path = path;
            this.archive = archive;
            archive.stream().forEach(entry -> {
                String name = entry.getName();
                entries.putIfAbsent(
                        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name, entry);
            });
        }

        /**
         * Names of the arrays.
         *
         * @return in the order in which they are stored
         */
        List<String> names() {
            return List.copyOf(entries.keySet());
        }

        /**
         * That these are not the arrays that are needed.
         *
         * @param expected which are
         * @return the exception to throw
         */
        InvalidInputException error(String expected) {
            List<String> names =
                    entries.values().stream().map(ZipEntry::getName).toList();
            return new InvalidInputException(
                    path + ": found arrays " + Labels.shown(String.join(", ", names)) + ", expected " + expected);
        }

        /**
         * Reads an array.
         *
         * @param name one of {@link #names}
         * @param reader reads the entry; at its end its checksum is verified
         * @param <T> what it is read into
         * @return what {@code reader} returned
         */
        <T> T read(String name, Function<BinaryInput, T> reader) {
            ZipEntry entry = Objects.requireNonNull(entries.get(name));
            requirePlausible(path, entry);
            try (InputStream in = new EntryInputStream(archive.getInputStream(entry), entry.getCrc())) {
                return reader.apply(
                        new BinaryInput(path + " (" + Labels.shown(entry.getName()) + ")", in, entry.getSize()));
            } catch (ZipException | EOFException e) {
                throw damaged(path, e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Refuses sizes that the bytes in the archive cannot expand to, before memory is allocated for them. */
    private static void requirePlausible(Path path, ZipEntry entry) {
        long most = entry.getCompressedSize() < Long.MAX_VALUE / LARGEST_EXPANSION
                ? entry.getCompressedSize() * LARGEST_EXPANSION
                : Long.MAX_VALUE;
        if (entry.getSize() < 0 || entry.getSize() > most) {
            throw new InvalidInputException(path + ": found an entry of " + entry.getSize() + " bytes in "
                    + entry.getCompressedSize() + " compressed ones, expected at most " + most);
        }
    }

    /**
     * Writes an archive of one array.
     *
     * @param name name of the array
     * @param array writes its {@code .npy} bytes, the same ones each time: it is called twice, because the
     *     checksum of a stored entry comes before its bytes
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void write(String name, AtomicFile.Content array, OutputStream out) throws IOException {
        write(Map.of(name, array), out);
    }

    /**
     * Writes an archive of several arrays.
     *
     * @param arrays by name, in their order; each is called twice
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void write(Map<String, AtomicFile.Content> arrays, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, AtomicFile.Content> array : arrays.entrySet()) {
            CRC32 checksum = new CRC32();
            CountingOutputStream counted = new CountingOutputStream();
            array.getValue().writeTo(new CheckedOutputStream(counted, checksum));
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(TIMESTAMP);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(counted.count);
            entry.setCrc(checksum.getValue());
            zip.putNextEntry(entry);
            array.getValue().writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /** The bytes of an entry; at the end of a damaged one an exception, which {@link ZipFile} leaves out. */
    private static final class EntryInputStream extends CheckedInputStream {
        private final long expected;

        EntryInputStream(InputStream in, long expected) {
            super(in, new CRC32());
            this.expected = expected;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0 && getChecksum().getValue() != expected) {
                throw new ZipException("wrong checksum");
            }
            return read;
        }
    }

    /** Discards bytes and counts them. */
    private static final class CountingOutputStream extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
