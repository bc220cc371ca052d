package org.aumann.core.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/**
 * The header of a NumPy array file: element type, shape and order.
 *
 * <pre>{@code
 * byte 0    93 4E 55 4D 50 59           "\x93NUMPY"
 * byte 6    1 0, 2 0 or 3 0             version
 * byte 8    length of the rest, little-endian, 2 bytes in version 1, else 4
 * then      {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3, 3), }
 *           padded with spaces and a line feed to a multiple of 64 bytes
 * }</pre>
 *
 * <p>Format: NumPy documentation, {@code numpy.lib.format},
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 *
 * @param type element type
 * @param shape length of each dimension
 * @param order which dimension is the fastest
 */
record NpyHeader(NpyType type, List<Long> shape, Order order) {
    /** The order of the elements. */
    enum Order {
        /** The last dimension is the fastest: ours. */
        C,
        /** The first dimension is the fastest. */
        FORTRAN
    }

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy pads to this, so that a mapped array is aligned. */
    private static final int ALIGNMENT = 64;

    /** Far more than 64 dimensions need; a longer header is not that of an array of numbers. */
    private static final int LENGTH_LIMIT = 1 << 16;

    /**
     * Reads a header.
     *
     * @param in stands at the start of the file; afterwards on the first element
     * @return the header
     */
    static NpyHeader read(BinaryInput in) {
        byte[] start = new byte[12];
        in.read(start, 8, "the .npy magic and version");
        byte[] magic = Arrays.copyOf(start, MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw in.error("magic " + hexadecimal(magic) + " at byte 0", hexadecimal(MAGIC) + " (a NumPy .npy file)");
        }
        int version = start[6] & 0xFF;
        if (version < 1 || version > 3 || start[7] != 0) {
            throw in.error("version " + version + "." + (start[7] & 0xFF) + " at byte 6", "1.0, 2.0 or 3.0");
        }
        int width = version == 1 ? 2 : 4;
        in.read(start, width, "the length of the header");
        long length = 0;
        for (int k = width - 1; k >= 0; k--) {
            length = length << 8 | (start[k] & 0xFF);
        }
        if (length > LENGTH_LIMIT) {
            throw in.error("a header of " + length + " bytes at byte 8", "at most " + LENGTH_LIMIT);
        }
        long offset = in.offset();
        byte[] text = new byte[(int) length];
        in.read(text, text.length, "the header");
        return new NpyHeaderParser(in, offset, new String(text, StandardCharsets.ISO_8859_1)).parse();
    }

    private static String hexadecimal(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    /**
     * Whether the elements stand in C order.
     *
     * @return true for Fortran order too if there is no more than one dimension longer than 1
     */
    boolean isOrdered() {
        return order == Order.C || shape.stream().filter(length -> length > 1).count() <= 1;
    }

    /**
     * The bytes of this header, version 1.0.
     *
     * @return a multiple of 64 bytes
     */
    byte[] toBytes() {
        String fortran = order == Order.FORTRAN ? "True" : "False";
        String text = "{'descr': '" + type.descriptor() + "', 'fortran_order': " + fortran + ", 'shape': " + shapeText()
                + ", }";
        int start = MAGIC.length + 4;
        int total = (start + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        int length = total - start;
        if (length > 0xFFFF) {
            throw new InvalidInputException(
                    "dimensions (" + shape.size() + ") must be few enough for a .npy header of 65535 bytes");
        }
        byte[] bytes = new byte[total];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte) length;
        bytes[9] = (byte) (length >> 8);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, start, text.length());
        bytes[total - 1] = '\n';
        return bytes;
    }

    /**
     * The header of a payoff tensor.
     *
     * @param payoffs the tensor. Not modified.
     * @return its precision, shape {@code [n, A_0, …, A_{n−1}]}
     */
    static NpyHeader ofPayoffs(PayoffTensor payoffs) {
        List<Long> shape = new ArrayList<>(shapeOf(payoffs.index()));
        shape.addFirst((long) payoffs.playerCount());
        return new NpyHeader(NpyType.of(payoffs.precision()), List.copyOf(shape), Order.C);
    }

    /**
     * The header of a joint distribution.
     *
     * @param index the joint actions
     * @return float64, shape {@code [A_0, …, A_{n−1}]}
     */
    static NpyHeader ofSigma(JointActionIndex index) {
        return new NpyHeader(NpyType.of(Precision.FLOAT64), shapeOf(index), Order.C);
    }

    private static List<Long> shapeOf(JointActionIndex index) {
        return Arrays.stream(index.actionCounts()).asLongStream().boxed().toList();
    }

    /**
     * The joint actions of a payoff tensor of this shape.
     *
     * @param in for messages
     * @return the index of {@code A_0 … A_{n−1}}
     */
    JointActionIndex payoffIndex(BinaryInput in) {
        int players = shape.size() - 1;
        if (!isGame()) {
            throw in.error(
                    "shape " + shapeText(),
                    "(n, A_0, ..., A_{n-1}) with n players and n + 1 dimensions"
                            + (players == 1 ? ", or --matrix for a matrix of one player's payoffs" : ""));
        }
        return index(in, shape.subList(1, shape.size()));
    }

    /**
     * Whether this may be the shape of a batch of games.
     *
     * @return true for {@code [games, n, A_0, …, A_{n−1}]}
     */
    boolean isBatch() {
        int players = shape.size() - 2;
        return players >= 1 && shape.get(1) == players;
    }

    /**
     * Whether this may be the shape of one game.
     *
     * @return true for {@code [n, A_0, …, A_{n−1}]}
     */
    boolean isGame() {
        int players = shape.size() - 1;
        return players >= 1 && shape.getFirst() == players;
    }

    /**
     * The joint actions of every game of a batch of this shape.
     *
     * @param in for messages
     * @return the index of {@code A_0 … A_{n−1}}
     */
    JointActionIndex batchIndex(BinaryInput in) {
        if (!isBatch()) {
            throw in.error(
                    "shape " + shapeText(),
                    "(games, n, A_0, ..., A_{n-1}) with n players and n + 2 dimensions for a batch");
        }
        if (shape.getFirst() < 1 || shape.getFirst() > Integer.MAX_VALUE) {
            throw in.error("shape " + shapeText(), "1 to " + Integer.MAX_VALUE + " games");
        }
        return index(in, shape.subList(2, shape.size()));
    }

    /**
     * The joint actions of a matrix of one player's payoffs.
     *
     * @param in for messages
     * @return the index of two players
     */
    JointActionIndex matrixIndex(BinaryInput in) {
        if (shape.size() != 2) {
            throw in.error("shape " + shapeText(), "a matrix of one player's payoffs for --matrix");
        }
        return index(in, shape);
    }

    /**
     * The joint actions of an array with one dimension for each player.
     *
     * @param in for messages
     * @return the index
     */
    JointActionIndex index(BinaryInput in) {
        return index(in, shape);
    }

    private JointActionIndex index(BinaryInput in, List<Long> actions) {
        int[] actionCounts = new int[actions.size()];
        for (int p = 0; p < actionCounts.length; p++) {
            long count = actions.get(p);
            if (count < 1 || count > Integer.MAX_VALUE) {
                throw in.error("shape " + shapeText(), "1 to " + Integer.MAX_VALUE + " actions of player " + p);
            }
            actionCounts[p] = (int) count;
        }
        return in.located(() -> JointActionIndex.of(actionCounts));
    }

    /** Type and shape, for messages. */
    @Override
    public String toString() {
        return "shape " + shapeText() + " of '" + type.descriptor() + "'";
    }

    /**
     * The shape as NumPy writes it.
     *
     * @return {@code (2, 3, 3)}, {@code (5,)} or {@code ()}
     */
    String shapeText() {
        String joined = shape.stream().map(Object::toString).collect(Collectors.joining(", "));
        return shape.size() == 1 ? "(" + joined + ",)" : "(" + joined + ")";
    }
}
