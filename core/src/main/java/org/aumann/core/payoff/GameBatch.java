package org.aumann.core.payoff;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;

/**
 * The payoffs of many small games of one shape, off the heap: the stage games of a sweep of value iteration.
 *
 * <pre>{@code
 * shape [games, n, A_0, …, A_{n−1}],   element(g, p, a) = (g · n + p) · J + a,   little-endian float64
 * }</pre>
 *
 * <p>Each game is laid out as a {@link PayoffTensor}. The batch owns its memory and frees it on {@link #close}.
 * Reading is safe from several threads; writing different elements too.
 */
public final class GameBatch implements AutoCloseable {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final Arena arena;
    private final MemorySegment segment;
    private final JointActionIndex index;
    private final int gameCount;

    private GameBatch(Arena arena, MemorySegment segment, JointActionIndex index, int gameCount) {
        this.arena = arena;
        this.segment = segment;
        this.index = index;
        this.gameCount = gameCount;
    }

    /**
     * Games whose payoffs are all zero.
     *
     * @param index the joint actions of each, at most 2³¹ − 1
     * @param gameCount number of games, at least 1
     * @return a batch that the caller closes
     * @throws InvalidInputException if games are too large, or the memory cannot be had; the message says how much it would
     *     need
     */
    public static GameBatch allocate(JointActionIndex index, int gameCount) {
        if (gameCount < 1) {
            throw new IllegalArgumentException("games (" + gameCount + ") must be at least 1");
        }
        if (index.jointActionCount() > Integer.MAX_VALUE) {
            throw new InvalidInputException("joint actions (" + index.jointActionCount()
                    + ") of a game of a batch must be at most " + Integer.MAX_VALUE + "; solve such games one by one");
        }
        long bytes = Math.multiplyExact(PayoffTensor.byteSize(index, Precision.FLOAT64), gameCount);
        Arena arena = Arena.ofShared();
        try {
            return new GameBatch(arena, arena.allocate(bytes, PayoffTensor.ALIGNMENT), index, gameCount);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new InvalidInputException(
                    gameCount + " games " + index + " need " + bytes + " bytes of memory, more than there is");
        }
    }

    /**
     * The joint actions of every game.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * Number of games.
     *
     * @return at least 1
     */
    public int gameCount() {
        return gameCount;
    }

    /**
     * One payoff.
     *
     * @param game game from 0
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units
     */
    public double get(int game, int player, long jointAction) {
        return segment.getAtIndex(DOUBLE, element(game, player) + jointAction);
    }

    /**
     * Sets one payoff.
     *
     * @param game game from 0
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @param payoff payoff units
     */
    public void set(int game, int player, long jointAction, double payoff) {
        segment.setAtIndex(DOUBLE, element(game, player) + jointAction, payoff);
    }

    /**
     * Sets all payoffs of one game.
     *
     * @param game game from 0
     * @param payoffs a tensor of the same shape. Not modified.
     */
    public void set(int game, PayoffTensor payoffs) {
        if (!payoffs.index().equals(index)) {
            throw new IllegalArgumentException("shape of payoffs " + payoffs.index() + " must be " + index);
        }
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                set(game, p, a, payoffs.get(p, a));
            }
        }
    }

    /**
     * How far the payoffs of a player lie apart in one game.
     *
     * @param game game from 0
     * @param player player from 0
     * @return what {@link PayoffTensor#spread} says of {@link #tensor}
     */
    public PayoffSpread spread(int game, int player) {
        PayoffTensor view = PayoffTensor.over(arena, segment(game), index, Precision.FLOAT64);
        return new SpreadScan(view, player).measure();
    }

    private MemorySegment segment(int game) {
        return segment.asSlice(Double.BYTES * element(game, 0), PayoffTensor.byteSize(index, Precision.FLOAT64));
    }

    private long element(int game, int player) {
        return ((long) game * index.playerCount() + player) * index.jointActionCount();
    }

    /**
     * One game as a tensor of its own.
     *
     * @param game game from 0
     * @return a copy that the caller closes
     */
    public PayoffTensor tensor(int game) {
        PayoffTensor tensor = PayoffTensor.allocate(index, Precision.FLOAT64);
        tensor.segment().copyFrom(segment(game));
        return tensor;
    }

    /**
     * The memory, in the layout of the class comment.
     *
     * @return a view that lives as long as this batch
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Checks that every payoff is a finite number, and the range of every player's too.
     *
     * @throws InvalidInputException naming the first game, player and joint action whose payoff is not
     */
    public void requireFinite() {
        for (int game = 0; game < gameCount; game++) {
            for (int p = 0; p < index.playerCount(); p++) {
                PayoffRange range = range(game, p);
                if (Double.isInfinite(range.width())) {
                    throw new InvalidInputException("payoffs of player " + p + " of game " + game + " from "
                            + range.least() + " to " + range.greatest() + " must have a finite range");
                }
            }
        }
    }

    private PayoffRange range(int game, int player) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (long a = 0; a < index.jointActionCount(); a++) {
            double payoff = get(game, player, a);
            if (!Double.isFinite(payoff)) {
                throw new InvalidInputException("payoff (" + payoff + ") of player " + player + " of game " + game
                        + " at joint action " + Arrays.toString(index.actions(a)) + " must be finite");
            }
            least = Math.min(least, payoff);
            greatest = Math.max(greatest, payoff);
        }
        return new PayoffRange(least, greatest);
    }

    /**
     * Checks that sums and differences of the payoffs of every game are numbers with all their digits.
     *
     * @throws InvalidInputException naming the first game where they are not, or where a payoff is not finite
     */
    public void requireCalculable() {
        for (int game = 0; game < gameCount; game++) {
            int number = game;
            List<PayoffRange> ranges = IntStream.range(0, index.playerCount())
                    .mapToObj(p -> range(number, p))
                    .toList();
            try {
                PayoffRange.requireCalculable(ranges);
            } catch (InvalidInputException e) {
                throw new InvalidInputException("game " + game + ": " + e.getMessage());
            }
        }
    }

    /** Frees the memory. Views become unusable. */
    @Override
    public void close() {
        arena.close();
    }
}
