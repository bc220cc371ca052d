package org.aumann.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files for the tests, good and bad. */
final class GameFiles {
    static final String CHICKEN = """
            NFG 1 R "chicken" { "row" "column" } { { "dare" "swerve" } { "dare" "swerve" } }
            0 0  2 7  7 2  6 6
            """;

    /** Matching pennies, the second player not seeing the first one's choice. */
    static final String PENNIES = """
            EFG 2 R "pennies" { "even" "odd" }
            p "" 1 1 "" { "h" "t" } 0
            p "" 2 1 "" { "h" "t" } 0
            t "" 1 "" { 1 -1 }
            t "" 2 "" { -1 1 }
            p "" 2 1 0
            t "" 2
            t "" 1
            """;

    /** The player forgets the first choice. */
    static final String IMPERFECT_RECALL = """
            EFG 2 R "absent-minded" { "one" }
            p "" 1 1 "" { "l" "r" } 0
            p "" 1 2 "" { "l" "r" } 0
            t "" 1 "" { 1 }
            t "" 2 "" { 0 }
            p "" 1 2 0
            t "" 2
            t "" 1
            """;

    private GameFiles() {}

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A NumPy file of float64 numbers; the shape is a Python tuple. */
    static byte[] npy(String shape, double... numbers) {
        String description = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
        int padding = 63 - (10 + description.length()) % 64;
        String header = description + " ".repeat(padding) + "\n";
        ByteBuffer buffer =
                ByteBuffer.allocate(10 + header.length() + 8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        buffer.put((byte) 1).put((byte) 0).putShort((short) header.length());
        buffer.put(header.getBytes(StandardCharsets.US_ASCII));
        for (double number : numbers) {
            buffer.putDouble(number);
        }
        return buffer.array();
    }

    /** A zip file with one member. */
    static byte[] zip(String name, byte[] content) {
        return zip(Map.of(name, content));
    }

    /** A zip file of members by name. */
    static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
