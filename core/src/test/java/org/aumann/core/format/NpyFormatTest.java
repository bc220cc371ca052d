package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The NumPy formats, against bytes made by hand from the definition in the NumPy documentation. */
final class NpyFormatTest {
    private static final String HEADER = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1, 2), }";

    @TempDir
    Path folder;

    @Test
    void theBytesAreThoseOfTheDefinition() {
        Path file = folder.resolve("game.npy");
        try (NormalFormGame game = NormalFormGame.numbered(
                "game", PayoffTensor.of(JointActionIndex.of(1, 2), new double[] {1, 2}, new double[] {-1, 0.5}))) {
            TensorFiles.write(game, file);
        }
        assertThat(file).hasBinaryContent(NpyFixtures.npy(HEADER, NpyFixtures.doubles(1, 2, -1, 0.5)));
    }

    @Test
    void headersOfAllVersionsAndStylesAreRead() {
        byte[] data = NpyFixtures.doubles(3, 4, 5, 6);
        String text = "{\"shape\":(2L,1,2),'fortran_order':False , 'descr' : '<f8'}";
        ByteBuffer second =
                ByteBuffer.allocate(12 + text.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        second.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 2)
                .put((byte) 0);
        // The data starts at an odd offset: mapping must not need alignment.
        second.putInt(text.length())
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        Path file = FormatFixtures.write(folder, "game.npy", second.array());
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(game.payoffs().get(1, 0)).isEqualTo(5);
            assertThat(game.payoffs().index()).isEqualTo(JointActionIndex.of(1, 2));
        }
    }

    /** The values of shape (2, 2, 3), in C order; those of a kind that has them all. */
    private static double[] values(char kind) {
        return switch (kind) {
            case 'u' -> new double[] {0, 1, 2, 3, 4, 5, 6, 7, 255, 128, 10, 11};
            case 'b' -> new double[] {0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1};
            case 'i' -> new double[] {0, 1, -2, 3, 4, -5, 6, 7, 127, -128, 10, 11};
            default -> new double[] {0, 1.5, -2, 3, 4.25, -5, 6, 7, 8, 0x1p-24, -65504, 11};
        };
    }

    /** The values of shape (2, 2, 3), the first dimension fastest. */
    private static double[] firstFastest(double[] values) {
        double[] transposed = new double[values.length];
        int next = 0;
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 2; row++) {
                for (int player = 0; player < 2; player++) {
                    transposed[next++] = values[(player * 2 + row) * 3 + column];
                }
            }
        }
        return transposed;
    }

    static Stream<String> types() {
        Stream<String> bytes = Stream.of("|i1", "|u1", "|b1", "<i1", ">u1");
        return Stream.concat(
                bytes,
                Stream.of("f2", "f4", "f8", "i2", "i4", "i8", "u2", "u4", "u8")
                        .flatMap(type -> Stream.of("<" + type, ">" + type)));
    }

    /** Every type, byte order and array order, mapped and from an archive, against the numbers themselves. */
    @ParameterizedTest
    @MethodSource("types")
    void everyTypeIsReadInBothOrders(String type) {
        double[] expected = values(type.charAt(1));
        String header = HEADER.replace("<f8", type).replace("(2, 1, 2)", "(2, 2, 3)");
        byte[] rows = NpyFixtures.npy(header, NpyFixtures.encode(type, expected));
        byte[] columns =
                NpyFixtures.npy(header.replace("False", "True"), NpyFixtures.encode(type, firstFastest(expected)));
        for (byte[] bytes : List.of(
                rows, columns, NpyFixtures.zip(Map.of("x.npy", rows)), NpyFixtures.zip(Map.of("x.npy", columns)))) {
            Path file = FormatFixtures.write(folder, bytes[0] == 'P' ? "game.npz" : "game.npy", bytes);
            try (NormalFormGame game = TensorFiles.read(file)) {
                assertThat(game.payoffs().index()).isEqualTo(JointActionIndex.of(2, 3));
                for (int k = 0; k < expected.length; k++) {
                    assertThat(game.payoffs().get(k / 6, k % 6)).isEqualTo(expected[k]);
                }
            }
        }
    }

    /** Beyond a chunk of 64 KiB, where the next one must go on in the right place. */
    @Test
    void longArraysInFortranOrderAreTransposed() {
        int rows = 300;
        int columns = 101;
        double[] data = new double[2 * rows * columns];
        for (int k = 0; k < data.length; k++) {
            data[k] = k;
        }
        String header = HEADER.replace("False", "True").replace("(2, 1, 2)", "(2, 300, 101)");
        Path file = FormatFixtures.write(folder, "game.npy", NpyFixtures.npy(header, NpyFixtures.doubles(data)));
        try (NormalFormGame game = TensorFiles.read(file)) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    assertThat(game.payoffs().get(1, (long) row * columns + column))
                            .isEqualTo(1 + 2.0 * (row + (double) rows * column));
                }
            }
        }
    }

    @Test
    void halfPrecisionIsKeptAsFloat32() {
        byte[] halves = NpyFixtures.encode("<f2", 1, 2, 3, 4);
        Path file = FormatFixtures.write(folder, "game.npy", NpyFixtures.npy(HEADER.replace("<f8", "<f2"), halves));
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(game.payoffs().precision()).isEqualTo(Precision.FLOAT32);
        }
    }

    @Test
    void integersAreReadExactlyOrRefused() {
        assertIntegers("<i4", 1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertIntegers("<i8", 1L << 53, -(1L << 53), Long.MIN_VALUE, (1L << 53) + 2);
        assertIntegers("<u8", 0, Long.MIN_VALUE, -2048, 3L << 61);
        assertNpyRefused(
                NpyFixtures.npy(HEADER.replace("<f8", "<i8"), longs(0, 1, Long.MAX_VALUE, 0)),
                "integer 9223372036854775807 at byte 144, expected one that float64 holds exactly");
        assertNpyRefused(
                NpyFixtures.npy(HEADER.replace("<f8", "<i8"), longs(0, -(1L << 53) - 1, 0, 0)),
                "integer -9007199254740993 at byte 136, expected one that float64 holds exactly");
        assertNpyRefused(
                NpyFixtures.npy(HEADER.replace("<f8", "<u8"), longs(-1, 0, 0, 0)),
                "integer 18446744073709551615 at byte 128, expected one that float64 holds exactly");
    }

    private static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }

    private void assertIntegers(String type, long... integers) {
        byte[] data = type.endsWith("4")
                ? NpyFixtures.encode(
                        type, Arrays.stream(integers).asDoubleStream().toArray())
                : longs(integers);
        Path file = FormatFixtures.write(folder, "game.npy", NpyFixtures.npy(HEADER.replace("<f8", type), data));
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(game.payoffs().precision()).isEqualTo(Precision.FLOAT64);
            for (int k = 0; k < integers.length; k++) {
                BigInteger expected = type.startsWith("<u")
                        ? new BigInteger(Long.toUnsignedString(integers[k]))
                        : BigInteger.valueOf(integers[k]);
                assertThat(new BigDecimal(game.payoffs().get(k / 2, k % 2)).toBigIntegerExact())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void mappedPayoffsCannotBeSet() {
        Path file = FormatFixtures.write(folder, "game.npy", NpyFixtures.npy(HEADER, NpyFixtures.doubles(1, 2, 3, 4)));
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThatThrownBy(() -> game.payoffs().set(0, 0, 9)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'<f8' | '<c16' | dtype '<c16', expected '<' or '>' and one of f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, "
                        + "u8, b1",
                "'<f8' | [('a', '<f8')] | '[' at byte 20, expected a dtype in quotation marks",
                "False | Maybe | fortran_order 'Maybe', expected True or False",
                "(2, 1, 2) | (4,) | shape (4,), expected (n, A_0, ..., A_{n-1}) with n players and n + 1 dimensions",
                "(2, 1, 2) | () | shape (), expected (n, A_0, ..., A_{n-1}) with n players and n + 1 dimensions",
                "(2, 1, 2) | (3, 1, 2) | shape (3, 1, 2), expected (n, A_0, ..., A_{n-1}) with n players and n + 1 "
                        + "dimensions",
                "(2, 1, 2) | (2, 0, 2) | shape (2, 0, 2), expected 1 to 2147483647 actions of player 0",
                "(2, 1, 2) | (2, 1, 3) | 32 bytes of data from byte 128 on, expected 48 bytes for shape (2, 1, 3) of "
                        + "'<f8'",
                "(2, 1, 2) | (2, 1, 1) | 32 bytes of data from byte 128 on, expected 16 bytes for shape (2, 1, 1) of "
                        + "'<f8'",
                "(2, 1, 2) | (2, 1000000, 1000000) | 32 bytes of data from byte 128 on, expected 16000000000000 bytes "
                        + "for shape (2, 1000000, 1000000) of '<f8'",
                "(2, 1, 2) | (2, 1, -2) | dimension '-2', expected an integer from 0 to 9223372036854775807",
                "(2, 1, 2) | (2, 1, 99999999999999999999) | dimension '99999999999999999999', expected an integer "
                        + "from 0 to 9223372036854775807",
                "'shape' | 'shapes' | header key 'shapes', expected 'descr', 'fortran_order' and 'shape' once each",
                "'shape' | 'descr' | header key 'descr', expected 'descr', 'fortran_order' and 'shape' once each",
                "'shape': (2, 1, 2), | `` | header keys [descr, fortran_order], expected 'descr', 'fortran_order' and "
                        + "'shape'",
                "), } | ), } x | 'x' at byte 73, expected the end of the header",
                "), } | ), | end of header at byte 128, expected a key of the header in quotation marks",
            })
    void headersOfOtherArraysAreRefused(String part, String replacement, String message) {
        assertNpyRefused(NpyFixtures.npy(HEADER.replace(part, replacement), NpyFixtures.doubles(1, 2, 3, 4)), message);
    }

    @Test
    void otherFilesAreRefused() {
        byte[] good = NpyFixtures.npy(HEADER, NpyFixtures.doubles(1, 2, 3, 4));
        byte[] magic = good.clone();
        magic[0] = 'P';
        assertNpyRefused(magic, "magic 50 4E 55 4D 50 59 at byte 0, expected 93 4E 55 4D 50 59 (a NumPy .npy file)");
        byte[] version = good.clone();
        version[6] = 9;
        assertNpyRefused(version, "version 9.0 at byte 6, expected 1.0, 2.0 or 3.0");
        assertNpyRefused(
                new byte[0], "end of data at byte 0, expected 8 bytes from byte 0 on: the .npy magic and version");
        byte[] second = good.clone();
        second[6] = 2;
        assertNpyRefused(second, "a header of 662372470 bytes at byte 8, expected at most 65536");
        assertNpyRefused(
                NpyFixtures.npy(HEADER, NpyFixtures.doubles(1, 2, 3, 4, 5)),
                "40 bytes of data from byte 128 on, expected 32 bytes for shape (2, 1, 2) of '<f8'");
    }

    @Test
    void payoffsThatAreNotFiniteAreRefused() {
        Path file = FormatFixtures.write(
                folder, "bad.npy", NpyFixtures.npy(HEADER, NpyFixtures.doubles(1, 2, 3, Double.NaN)));
        FormatFixtures.assertRefused(
                file, ": payoff (NaN) of player 1 at joint action [0, 1] must be finite", () -> TensorFiles.read(file));
        byte[] infinite = NpyFixtures.npy(HEADER, NpyFixtures.doubles(1, Double.POSITIVE_INFINITY, 3, 4));
        Path archive = FormatFixtures.write(folder, "bad.npz", NpyFixtures.zip(Map.of("x.npy", infinite)));
        FormatFixtures.assertRefused(
                archive,
                " ('x.npy'): payoff (Infinity) of player 0 at joint action [0, 1] must be finite",
                () -> TensorFiles.read(archive));
    }

    private void assertNpyRefused(byte[] bytes, String message) {
        Path file = FormatFixtures.write(folder, "bad.npy", bytes);
        FormatFixtures.assertRefused(file, ": found " + message, () -> TensorFiles.read(file));
    }

    @Test
    void theArrayNamedPayoffsIsRead() {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("other.npy", NpyFixtures.npy(HEADER, NpyFixtures.doubles(0, 0, 0, 0)));
        entries.put("payoffs.npy", NpyFixtures.npy(HEADER, NpyFixtures.doubles(7, 0, 0, 0)));
        Path file = FormatFixtures.write(folder, "game.npz", NpyFixtures.zip(entries));
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(game.payoffs().get(0, 0)).isEqualTo(7);
        }
        entries.put("another.npy", NpyFixtures.npy(HEADER, NpyFixtures.doubles(0, 0, 0, 0)));
        entries.remove("payoffs.npy");
        Path ambiguous = FormatFixtures.write(folder, "game.npz", NpyFixtures.zip(entries));
        FormatFixtures.assertRefused(
                ambiguous,
                ": found arrays 'another.npy, other.npy', expected 'payoffs.npy', a single array, or for each of n players "
                        + "one of the same n dimensions",
                () -> TensorFiles.read(ambiguous));
    }

    @Test
    void damagedArchivesAreRefused() {
        Path empty = FormatFixtures.write(folder, "empty.npz", new byte[0]);
        FormatFixtures.assertRefused(
                empty,
                ": found a damaged archive (zip file is empty), expected a zip file of .npy arrays",
                () -> TensorFiles.read(empty));
        Path stored = folder.resolve("game.npz");
        try (NormalFormGame game =
                NormalFormGame.numbered("game", PayoffTensor.of(JointActionIndex.of(2), new double[] {1, 2}))) {
            TensorFiles.write(game, stored);
        }
        byte[] bytes = FormatFixtures.bytes(stored);
        // The last byte of the data stands before the directory, which starts with PK 01 02.
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        bytes[directory - 8] ^= 1;
        FormatFixtures.write(folder, "game.npz", bytes);
        FormatFixtures.assertRefused(
                stored,
                " ('payoffs.npy'): found damaged compressed data after byte 144 (wrong checksum), expected a whole "
                        + "archive",
                () -> TensorFiles.read(stored));
    }

    @Test
    void sizesThatCannotBeAreRefusedBeforeAllocation() {
        String absurd = HEADER.replace("(2, 1, 2)", "(2, 1000000, 1000000)");
        Path file = FormatFixtures.write(
                folder, "game.npz", NpyFixtures.zip(Map.of("payoffs.npy", NpyFixtures.npy(absurd, new byte[8]))));
        FormatFixtures.assertRefused(
                file,
                " ('payoffs.npy'): found 8 bytes of data from byte 128 on, expected 16000000000000 bytes for shape "
                        + "(2, 1000000, 1000000) of '<f8'",
                () -> TensorFiles.read(file));
    }
}
