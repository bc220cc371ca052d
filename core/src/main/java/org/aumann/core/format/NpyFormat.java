package org.aumann.core.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.jspecify.annotations.Nullable;

/**
 * NumPy arrays, {@code .npy}: payoff tensors and joint distributions.
 *
 * <p>A {@link NpyHeader}, then the elements. A payoff tensor of little-endian float32 or float64 in C order is
 * mapped, not read: any size, shared between processes, read-only. What else there is, {@link NpyElements} converts;
 * written is that form only.
 */
final class NpyFormat {
    private static final int CHUNK_BYTES = 1 << 16;

    private NpyFormat() {}

    /**
     * What to read from an array file.
     *
     * @param <T> what it is read into
     */
    interface Reader<T> {
        /**
         * Reads the whole file.
         *
         * @param in stands at its start
         * @param channel the same file, for mapping
         * @return what was read
         * @throws IOException if mapping fails
         */
        T read(BinaryInput in, FileChannel channel) throws IOException;
    }

    /**
     * Maps or reads a payoff tensor of shape {@code [n, A_0, …, A_{n−1}]}, or reads a matrix of one player's payoffs.
     *
     * @param path the file; it must not shrink while the tensor is open
     * @param otherPlayer what the other player gets, null for a tensor
     * @return a tensor that the caller closes; over a mapped file, writing to it is refused
     */
    static PayoffTensor readPayoffs(Path path, @Nullable OtherPlayer otherPlayer) {
        return read(path, (in, channel) -> {
            NpyHeader header = NpyHeader.read(in);
            boolean mappable = header.isOrdered()
                    && header.type().isStoredAs(header.type().precision())
                    && InputFile.byteSize(path) != InputFile.UNKNOWN_SIZE;
            return mappable && otherPlayer == null ? mapped(in, header, channel) : copied(in, header, otherPlayer);
        });
    }

    /**
     * The joint actions of a payoff tensor, by its header.
     *
     * @param path the file
     * @return the index
     */
    static JointActionIndex readIndex(Path path) {
        return read(path, (in, _) -> counted(in, NpyHeader.read(in)));
    }

    /**
     * Reads a payoff tensor from a stream, or a matrix of one player's payoffs.
     *
     * @param in stands at the start of an array file
     * @param otherPlayer what the other player gets, null for a tensor
     * @return a tensor that the caller closes
     */
    static PayoffTensor readPayoffs(BinaryInput in, @Nullable OtherPlayer otherPlayer) {
        return copied(in, NpyHeader.read(in), otherPlayer);
    }

    /**
     * The header of a file.
     *
     * @param path the file
     * @return type, shape and order of its array
     */
    static NpyHeader readHeader(Path path) {
        return read(path, (in, _) -> NpyHeader.read(in));
    }

    /**
     * Reads a batch of games.
     *
     * @param path the file
     * @return a batch that the caller closes
     */
    static GameBatch readBatch(Path path) {
        return read(path, (in, _) -> readBatch(in));
    }

    /**
     * Reads a batch of games from a stream.
     *
     * @param in stands at the start of an array file
     * @return a batch that the caller closes
     */
    static GameBatch readBatch(BinaryInput in) {
        NpyHeader header = NpyHeader.read(in);
        JointActionIndex index = header.batchIndex(in);
        int games = (int) (long) header.shape().getFirst();
        long elements = in.located(() -> PayoffTensor.byteSize(index, Precision.FLOAT64)) / Double.BYTES;
        if (elements > Long.MAX_VALUE / Double.BYTES / games) {
            throw in.error("shape " + header.shapeText(), "at most " + Long.MAX_VALUE + " bytes");
        }
        in.requireRemaining(games * elements * header.type().byteSize(), header.toString());
        GameBatch batch = in.located(() -> GameBatch.allocate(index, games));
        try {
            NpyElements.read(in, header, batch.segment(), Precision.FLOAT64);
            return batch;
        } catch (RuntimeException | Error e) {
            batch.close();
            throw e;
        }
    }

    /**
     * Reads the payoffs of one player, of shape {@code [A_0, …, A_{n−1}]}.
     *
     * @param in stands at the start of an array file
     * @param payoffs the tensor. Modified.
     * @param player whose
     */
    static void readPlayer(BinaryInput in, PayoffTensor payoffs, int player) {
        readPlayer(in, NpyHeader.read(in), payoffs, player);
    }

    private static void readPlayer(BinaryInput in, NpyHeader header, PayoffTensor payoffs, int player) {
        in.requireRemaining(payoffs.index().jointActionCount() * header.type().byteSize(), header.toString());
        NpyElements.read(in, header, payoffs.segment(player), payoffs.precision());
    }

    /**
     * Reads a joint distribution of shape {@code [A_0, …, A_{n−1}]}.
     *
     * @param path the file
     * @param index the joint actions it must be over
     * @param maker takes over the numbers
     * @param <T> what it makes of them
     * @return the distribution
     */
    static <T> T readSigma(Path path, JointActionIndex index, SigmaMaker<T> maker) {
        return read(path, (in, _) -> readSigma(in, index, maker));
    }

    /**
     * Reads a joint distribution from a stream.
     *
     * @param in stands at the start of an array file
     * @param index the joint actions it must be over
     * @param maker takes over the numbers
     * @param <T> what it makes of them
     * @return the distribution
     */
    static <T> T readSigma(BinaryInput in, JointActionIndex index, SigmaMaker<T> maker) {
        NpyHeader header = NpyHeader.read(in);
        NpyHeader expected = NpyHeader.ofSigma(index);
        if (!header.shape().equals(expected.shape())) {
            throw in.error(header.toString(), expected.shapeText() + ", the action counts of the game");
        }
        // Cannot overflow: a game of this size is in memory already.
        in.requireRemaining(index.jointActionCount() * header.type().byteSize(), header.toString());
        MemorySegment segment = JointDistribution.memory(index);
        NpyElements.read(in, header, segment, Precision.FLOAT64);
        return in.located(() -> maker.over(index, segment));
    }

    private static <T> T read(Path path, Reader<T> reader) {
        try (FileChannel channel = InputFile.open(path);
                InputStream stream = new BufferedInputStream(Channels.newInputStream(channel))) {
            return reader.read(new BinaryInput(path.toString(), stream, InputFile.byteSize(path)), channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PayoffTensor mapped(BinaryInput in, NpyHeader header, FileChannel channel) throws IOException {
        JointActionIndex index = counted(in, header);
        Arena arena = Arena.ofShared();
        try {
            long bytes = PayoffTensor.byteSize(index, header.type().precision());
            MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, in.offset(), bytes, arena);
            PayoffTensor payoffs =
                    PayoffTensor.over(arena, segment, index, header.type().precision());
            requireFinite(in, payoffs);
            return payoffs;
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private static PayoffTensor copied(BinaryInput in, NpyHeader header, @Nullable OtherPlayer otherPlayer) {
        JointActionIndex index = otherPlayer == null ? counted(in, header) : header.matrixIndex(in);
        PayoffTensor payoffs =
                in.located(() -> PayoffTensor.allocate(index, header.type().precision()));
        return TextTensor.filled(payoffs, target -> {
            if (otherPlayer == null) {
                NpyElements.read(in, header, target.segment(), target.precision());
            } else {
                readPlayer(in, header, target, 0);
                in.located(() -> {
                    otherPlayer.complete(target);
                    return target;
                });
            }
            requireFinite(in, target);
        });
    }

    /** The joint actions, once the file is known to be as long as the shape says. */
    private static JointActionIndex counted(BinaryInput in, NpyHeader header) {
        JointActionIndex index = header.payoffIndex(in);
        // 8 bytes an element, as many as any type needs, so that the next line cannot overflow.
        long elements = in.located(() -> PayoffTensor.byteSize(index, Precision.FLOAT64)) / Double.BYTES;
        in.requireRemaining(elements * header.type().byteSize(), header.toString());
        return index;
    }

    private static void requireFinite(BinaryInput in, PayoffTensor payoffs) {
        in.located(() -> {
            payoffs.requireFinite();
            return payoffs;
        });
    }

    /**
     * Writes a payoff tensor in its own precision.
     *
     * @param payoffs the tensor. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void writePayoffs(PayoffTensor payoffs, OutputStream out) throws IOException {
        write(NpyHeader.ofPayoffs(payoffs), payoffs.segment(), out);
    }

    /**
     * Writes a joint distribution.
     *
     * @param sigma the distribution. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void writeSigma(JointDistribution sigma, OutputStream out) throws IOException {
        write(NpyHeader.ofSigma(sigma.index()), sigma.segment(), out);
    }

    /**
     * Writes a table of float64 numbers.
     *
     * @param rows at least one, of one length. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void writeTable(double[][] rows, OutputStream out) throws IOException {
        List<Long> shape = List.of((long) rows.length, (long) rows[0].length);
        MemorySegment elements = MemorySegment.ofArray(
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
        writeArray(NpyType.of(Precision.FLOAT64), shape, elements, out);
    }

    /**
     * Reads a table of real numbers.
     *
     * @param in stands at the start of the array
     * @param columns length of its rows
     * @param what a column is, for messages
     * @return its rows, at least one
     */
    static double[][] readTable(BinaryInput in, int columns, String what) {
        NpyHeader header = NpyHeader.read(in);
        List<Long> shape = header.shape();
        if (shape.size() != 2 || shape.get(1) != columns || shape.getFirst() < 1 || shape.getFirst() > 1 << 24) {
            throw in.error(header.toString(), "shape (rows, " + columns + "), a column for " + what);
        }
        int rows = (int) (long) shape.getFirst();
        in.requireRemaining((long) rows * columns * header.type().byteSize(), header.toString());
        double[][] table = new double[rows][columns];
        double[] elements = new double[Math.multiplyExact(rows, columns)];
        NpyElements.read(in, header, MemorySegment.ofArray(elements), Precision.FLOAT64);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(elements, row * columns, table[row], 0, columns);
        }
        return table;
    }

    /**
     * Reads the elements of an array of numbers, whatever its shape.
     *
     * @param in stands at the start of the array
     * @param what they are, for messages
     * @return the numbers in C order
     */
    static double[] readNumbers(BinaryInput in, String what) {
        NpyHeader header = NpyHeader.read(in);
        long count = 1;
        for (long length : header.shape()) {
            count = length < 0 || count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * length;
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw in.error(header.toString(), "at most 2147483639 numbers for " + what);
        }
        in.requireRemaining(count * header.type().byteSize(), header.toString());
        double[] elements = new double[(int) count];
        NpyElements.read(in, header, MemorySegment.ofArray(elements), Precision.FLOAT64);
        return elements;
    }

    /**
     * Writes an array in C order.
     *
     * @param type of the elements
     * @param shape length of each dimension
     * @param elements as they are stored. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void writeArray(NpyType type, List<Long> shape, MemorySegment elements, OutputStream out)
            throws IOException {
        write(new NpyHeader(type, shape, NpyHeader.Order.C), elements, out);
    }

    private static void write(NpyHeader header, MemorySegment elements, OutputStream out) throws IOException {
        out.write(header.toBytes());
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long from = 0; from < elements.byteSize(); from += chunk.length) {
            int count = (int) Math.min(chunk.length, elements.byteSize() - from);
            MemorySegment.copy(elements, from, MemorySegment.ofArray(chunk), 0, count);
            out.write(chunk, 0, count);
        }
    }
}
