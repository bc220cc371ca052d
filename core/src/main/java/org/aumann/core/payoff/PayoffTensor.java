package org.aumann.core.payoff;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The payoffs {@code G_p(a)} of a normal-form (meta-)game, off the heap, with long indices.
 *
 * <pre>{@code
 * shape [n, A_0, …, A_{n−1}],   element(p, a) = p · J + a,   little-endian float32 or float64
 * }</pre>
 *
 * <p>Player-major, then the order of {@link JointActionIndex}. The tensor owns its memory and frees it on
 * {@link #close}; a tensor over a mapped file owns the mapping. Reading is safe from several threads;
 * writing different elements too.
 */
public final class PayoffTensor implements AutoCloseable {
    /** The start of the payoffs, so that aligned vector loads are possible. */
    public static final long ALIGNMENT = 64;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final Arena arena;
    private final MemorySegment segment;
    private final JointActionIndex index;
    private final Precision precision;

    /** Of a tensor that cannot change, once they are known. */
    private final @Nullable PayoffSpread[] spreads;

    private PayoffTensor(Arena arena, MemorySegment segment, JointActionIndex index, Precision precision) {
        this.arena = arena;
        this.segment = segment;
        this.index = index;
        this.precision = precision;
        this.spreads = new PayoffSpread[index.playerCount()];
    }

    /**
     * A tensor of zeros.
     *
     * @param index the joint actions
     * @param precision how payoffs are stored
     * @return a tensor that the caller closes
     * @throws InvalidInputException if the memory cannot be had; the message says how much it would need
     */
    public static PayoffTensor allocate(JointActionIndex index, Precision precision) {
        long bytes = byteSize(index, precision);
        Arena arena = Arena.ofShared();
        try {
            return new PayoffTensor(arena, arena.allocate(bytes, ALIGNMENT), index, precision);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new InvalidInputException("payoff tensor " + index + " with " + index.jointActionCount()
                    + " joint actions needs " + bytes + " bytes of memory, more than there is");
        }
    }

    /**
     * A tensor over memory that is already there, such as a mapped file.
     *
     * @param arena owns the memory; closed with the tensor
     * @param segment the payoffs in the layout of the class comment, exactly as long as needed
     * @param index the joint actions
     * @param precision how payoffs are stored
     * @return a tensor that the caller closes
     */
    public static PayoffTensor over(Arena arena, MemorySegment segment, JointActionIndex index, Precision precision) {
        long bytes = byteSize(index, precision);
        if (segment.byteSize() != bytes) {
            throw new IllegalArgumentException("segment.byteSize (" + segment.byteSize() + ") must be " + bytes + " = "
                    + index.playerCount() + " players x " + index.jointActionCount() + " joint actions x "
                    + precision.byteSize() + " bytes");
        }
        return new PayoffTensor(arena, segment, index, precision);
    }

    /**
     * A small float64 tensor from arrays.
     *
     * @param index the joint actions
     * @param payoffs one array per player, length {@code J}. Not modified.
     * @return a tensor that the caller closes
     */
    public static PayoffTensor of(JointActionIndex index, double[]... payoffs) {
        if (payoffs.length != index.playerCount()) {
            throw new IllegalArgumentException(
                    "payoffs.length (" + payoffs.length + ") must be the number of players, " + index.playerCount());
        }
        for (int p = 0; p < payoffs.length; p++) {
            if (payoffs[p].length != index.jointActionCount()) {
                throw new IllegalArgumentException("payoffs[" + p + "].length (" + payoffs[p].length + ") must be "
                        + index.jointActionCount() + " joint actions");
            }
        }
        PayoffTensor tensor = allocate(index, Precision.FLOAT64);
        for (int p = 0; p < payoffs.length; p++) {
            for (int a = 0; a < payoffs[p].length; a++) {
                tensor.set(p, a, payoffs[p][a]);
            }
        }
        return tensor;
    }

    /**
     * Bytes that a tensor needs.
     *
     * @param index the joint actions
     * @param precision how payoffs are stored
     * @return {@code n · J · precision.byteSize()}
     * @throws InvalidInputException if that exceeds 2⁶³−1
     */
    public static long byteSize(JointActionIndex index, Precision precision) {
        try {
            return Math.multiplyExact(
                    Math.multiplyExact(index.jointActionCount(), (long) index.playerCount()), precision.byteSize());
        } catch (ArithmeticException e) {
            throw new InvalidInputException("payoff tensor " + index + " with " + index.jointActionCount()
                    + " joint actions needs more than " + Long.MAX_VALUE + " bytes");
        }
    }

    /**
     * The joint actions.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * How payoffs are stored.
     *
     * @return float32 or float64
     */
    public Precision precision() {
        return precision;
    }

    /**
     * Number of players.
     *
     * @return at least 1
     */
    public int playerCount() {
        return index.playerCount();
    }

    /**
     * One payoff.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units
     */
    public double get(int player, long jointAction) {
        long element = player * index.jointActionCount() + jointAction;
        return switch (precision) {
            case FLOAT32 -> segment.getAtIndex(FLOAT, element);
            case FLOAT64 -> segment.getAtIndex(DOUBLE, element);
        };
    }

    /**
     * Sets one payoff, rounded to the tensor's precision.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @param payoff payoff units
     */
    public void set(int player, long jointAction, double payoff) {
        long element = player * index.jointActionCount() + jointAction;
        switch (precision) {
            case FLOAT32 -> segment.setAtIndex(FLOAT, element, (float) payoff);
            case FLOAT64 -> segment.setAtIndex(DOUBLE, element, payoff);
        }
    }

    /**
     * The memory, in the layout of the class comment.
     *
     * @return a view that lives as long as this tensor
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * The payoffs of one player.
     *
     * @param player player from 0
     * @return a view of {@code J} elements that lives as long as this tensor
     */
    public MemorySegment segment(int player) {
        long bytes = index.jointActionCount() * precision.byteSize();
        return segment.asSlice(player * bytes, bytes);
    }

    /**
     * A larger tensor with these payoffs in its low corner and zeros elsewhere.
     *
     * <p>Every payoff is moved once, in runs along the last axis: {@code 2 n J} payoffs of traffic, less
     * than a single evaluation of the gains.
     *
     * @param actionCounts new numbers of actions, none smaller than now. Not modified.
     * @return a tensor that the caller closes; this one stays open
     */
    public PayoffTensor grown(int... actionCounts) {
        JointActionIndex larger = JointActionIndex.of(actionCounts);
        int last = playerCount() - 1;
        for (int p = 0; p <= last; p++) {
            if (larger.actionCount(p) < index.actionCount(p)) {
                throw new IllegalArgumentException(
                        "actionCounts[" + p + "] (" + actionCounts[p] + ") must be at least " + index.actionCount(p));
            }
        }
        PayoffTensor tensor = allocate(larger, precision);
        long run = index.actionCount(last);
        long bytes = run * precision.byteSize();
        for (int p = 0; p <= last; p++) {
            for (long from = 0; from < index.jointActionCount(); from += run) {
                long to = larger.jointAction(index.actions(from));
                MemorySegment.copy(
                        segment(p), from * precision.byteSize(), tensor.segment(p), to * precision.byteSize(), bytes);
            }
        }
        return tensor;
    }

    /**
     * Smallest and largest payoff of a player.
     *
     * <p>Time {@code O(J)}; a tensor over a mapped file, which cannot change, is read once.
     *
     * @param player player from 0
     * @return both, in payoff units; not a number if any payoff is not
     */
    public PayoffRange range(int player) {
        return spread(player).range();
    }

    /**
     * How far the payoffs of a player lie apart.
     *
     * <p>Time {@code O(J)}; a tensor over a mapped file, which cannot change, is read once.
     *
     * @param player player from 0
     * @return the range and the differences that the player's own choice makes, payoff units; not numbers if any
     *     payoff is not
     */
    public PayoffSpread spread(int player) {
        PayoffSpread known = spreads[player];
        if (known != null) {
            return known;
        }
        PayoffSpread spread = new SpreadScan(this, player).measure();
        if (segment.isReadOnly()) {
            spreads[player] = spread;
        }
        return spread;
    }

    /**
     * Checks that every payoff is a finite number.
     *
     * @throws InvalidInputException naming the first player and joint action whose payoff is not
     */
    public void requireFinite() {
        for (int p = 0; p < playerCount(); p++) {
            PayoffRange range = range(p);
            if (range.isFinite()) {
                continue;
            }
            for (long a = 0; a < index.jointActionCount(); a++) {
                if (!Double.isFinite(get(p, a))) {
                    throw new InvalidInputException("payoff (" + get(p, a) + ") of player " + p + " at joint action "
                            + Arrays.toString(index.actions(a)) + " must be finite");
                }
            }
        }
    }

    /** Frees the memory. Views become unusable. */
    @Override
    public void close() {
        arena.close();
    }
}
