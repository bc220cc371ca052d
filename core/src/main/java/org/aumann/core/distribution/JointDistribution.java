package org.aumann.core.distribution;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/**
 * A probability distribution σ over joint actions, float64, off the heap.
 *
 * <p>Order of {@link JointActionIndex}. The memory is freed when the object is no longer reachable.
 * Immutable once made, and safe for use by several threads.
 */
public final class JointDistribution {
    /** How far the probabilities of a distribution may miss a sum of 1. */
    public static final double SUM_TOLERANCE = 1e-9;

    /** What a joint action in the support has at least, as a part of the uniform probability. */
    public static final double SUPPORT_THRESHOLD = 1e-6;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final JointActionIndex index;
    private final MemorySegment segment;

    private JointDistribution(JointActionIndex index, MemorySegment segment) {
        this.index = index;
        this.segment = segment;
    }

    /**
     * A distribution from an array.
     *
     * @param index the joint actions
     * @param probabilities length {@code J}, non-negative, summing to 1 within {@link #SUM_TOLERANCE}. Not
     *     modified.
     * @return the distribution
     */
    public static JointDistribution of(JointActionIndex index, double... probabilities) {
        return copyOf(index, MemorySegment.ofArray(probabilities));
    }

    /**
     * A distribution from float64 memory.
     *
     * @param index the joint actions
     * @param probabilities length {@code J}, non-negative, summing to 1 within {@link #SUM_TOLERANCE}. Not
     *     modified.
     * @return the distribution
     * @throws InvalidInputException if these are not probabilities
     */
    public static JointDistribution copyOf(JointActionIndex index, MemorySegment probabilities) {
        long bytes = Math.multiplyExact(index.jointActionCount(), 8L);
        if (probabilities.byteSize() != bytes) {
            throw new InvalidInputException("probabilities (" + probabilities.byteSize() / 8 + ") must be "
                    + index.jointActionCount() + ", one per joint action of " + index);
        }
        MemorySegment segment = memory(index);
        MemorySegment.copy(probabilities, 0, segment, 0, bytes);
        return checked(index, segment);
    }

    /**
     * Takes over float64 memory without copying: for distributions too large to have twice.
     *
     * @param index the joint actions
     * @param probabilities as in {@link #copyOf}. Not to be written to any more.
     * @return the distribution
     */
    public static JointDistribution over(JointActionIndex index, MemorySegment probabilities) {
        if (probabilities.byteSize() != Math.multiplyExact(index.jointActionCount(), 8L)) {
            throw new IllegalArgumentException("probabilities.byteSize (" + probabilities.byteSize() + ") must be 8 x "
                    + index.jointActionCount());
        }
        return checked(index, probabilities.asReadOnly());
    }

    /**
     * Memory for the probabilities of a distribution, to be filled and given to {@link #over}.
     *
     * @param index the joint actions
     * @return {@code 8 J} bytes of zeros, freed when no longer reachable
     * @throws InvalidInputException if the memory cannot be had; the message says how much it would need
     */
    public static MemorySegment memory(JointActionIndex index) {
        return memory(index, Arena.ofAuto());
    }

    /**
     * Checks, before a game is read, that there is memory for a distribution over its joint actions.
     *
     * @param index the joint actions
     * @throws InvalidInputException as {@link #memory(JointActionIndex)}
     */
    public static void requireMemory(JointActionIndex index) {
        try (Arena arena = Arena.ofConfined()) {
            memory(index, arena);
        }
    }

    private static MemorySegment memory(JointActionIndex index, Arena arena) {
        try {
            return arena.allocate(Math.multiplyExact(index.jointActionCount(), 8L), 64);
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw new InvalidInputException("a distribution over the " + index.jointActionCount() + " joint actions of "
                    + index + " needs 8 bytes for each, more memory than there is");
        }
    }

    private static JointDistribution checked(JointActionIndex index, MemorySegment segment) {
        CompensatedSum total = new CompensatedSum();
        for (long a = 0; a < index.jointActionCount(); a++) {
            double probability = segment.getAtIndex(DOUBLE, a);
            if (!(probability >= 0)) {
                throw new InvalidInputException(
                        "probability (" + probability + ") of joint action " + a + " must be at least 0");
            }
            total.add(probability);
        }
        double sum = total.value();
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException("probabilities sum to " + sum + ", they must sum to 1 within 1e-9");
        }
        return new JointDistribution(index, segment);
    }

    /**
     * The uniform distribution.
     *
     * @param index the joint actions
     * @return probability {@code 1/J} everywhere
     */
    public static JointDistribution uniform(JointActionIndex index) {
        MemorySegment segment = memory(index);
        double probability = 1.0 / index.jointActionCount();
        for (long a = 0; a < index.jointActionCount(); a++) {
            segment.setAtIndex(DOUBLE, a, probability);
        }
        return new JointDistribution(index, segment);
    }

    /**
     * The distribution over the outcomes of a game that is uniform over its joint actions.
     *
     * @param game the game
     * @return probability {@code 1/J} for every joint action that an outcome stands for
     */
    public static JointDistribution uniform(MetaGame game) {
        return switch (game) {
            case TensorGame tensor -> uniform(tensor.index());
            case SymmetricGame symmetric -> {
                MemorySegment segment = memory(game.outcomes());
                double jointActions = Math.pow(
                        symmetric.profiles().actions(), symmetric.profiles().players());
                for (long c = 0; c < game.outcomes().jointActionCount(); c++) {
                    segment.setAtIndex(DOUBLE, c, game.multiplicity(c) / jointActions);
                }
                yield over(game.outcomes(), segment);
            }
        };
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
     * The probability of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @return a number in [0, 1]
     */
    public double probability(long jointAction) {
        return segment.getAtIndex(DOUBLE, jointAction);
    }

    /**
     * All probabilities.
     *
     * @return a read-only view, float64, length {@code J}
     */
    public MemorySegment segment() {
        return segment.asReadOnly();
    }

    /**
     * All probabilities of a small distribution.
     *
     * @return a copy, length {@code J}
     */
    public double[] toArray() {
        return segment.toArray(DOUBLE);
    }

    /**
     * The marginal {@code σ(a_p)} of one player.
     *
     * @param player player from 0
     * @return length {@code A_p}
     */
    public double[] marginal(int player) {
        double[] marginal = new double[index.actionCount(player)];
        forEachFibre(player, (base, _) -> {
            for (int r = 0; r < marginal.length; r++) {
                marginal[r] += probability(base + r * index.stride(player));
            }
        });
        return marginal;
    }

    /** What is done with the joint actions that differ in one player's action only. */
    private interface FibreVisitor {
        /**
         * Visits a fibre.
         *
         * @param base the joint action in which the player has action 0
         * @param others the joint action of the others
         */
        void visit(long base, int others);
    }

    private void forEachFibre(int player, FibreVisitor visitor) {
        long stride = index.stride(player);
        int others = 0;
        for (long slab = 0; slab < index.jointActionCount(); slab += stride * index.actionCount(player)) {
            for (long base = slab; base < slab + stride; base++) {
                visitor.visit(base, others++);
            }
        }
    }

    /**
     * The co-player marginal {@code σ(a_{-p})}: the joint distribution of the others, not the product of
     * their marginals.
     *
     * @param player player from 0
     * @return length {@code J / A_p}, the others in their order, last fastest
     */
    public double[] opponentMarginal(int player) {
        double[] marginal = new double[coPlayerActions(player)];
        forEachFibre(player, (base, others) -> {
            for (int r = 0; r < index.actionCount(player); r++) {
                marginal[others] += probability(base + r * index.stride(player));
            }
        });
        return marginal;
    }

    private int coPlayerActions(int player) {
        return Math.toIntExact(index.jointActionCount() / index.actionCount(player));
    }

    /**
     * The slice {@code σ(a_p, ·)}: what the others do when a player is recommended an action, not divided by how often
     * that is.
     *
     * @param player player from 0
     * @param action the recommended action
     * @return length {@code J / A_p}, with the sum {@code σ(a_p)}
     */
    public double[] slice(int player, int action) {
        double[] slice = new double[coPlayerActions(player)];
        forEachFibre(player, (base, others) -> slice[others] = probability(base + action * index.stride(player)));
        return slice;
    }

    /**
     * The conditional {@code σ(a_{-p} | a_p)}.
     *
     * @param player player from 0
     * @param action the recommended action
     * @return length {@code J / A_p}; all zero if the action is never recommended
     */
    public double[] conditional(int player, int action) {
        double[] conditional = slice(player, action);
        double mass = Arrays.stream(conditional).sum();
        if (mass > 0) {
            Arrays.setAll(conditional, k -> conditional[k] / mass);
        }
        return conditional;
    }

    /**
     * Shannon entropy {@code −Σ σ log σ}.
     *
     * @return nats, in [0, log J]
     */
    public double entropy() {
        CompensatedSum entropy = new CompensatedSum();
        for (long a = 0; a < index.jointActionCount(); a++) {
            double probability = probability(a);
            if (probability > 0) {
                entropy.add(-probability * Math.log(probability));
            }
        }
        return entropy.value();
    }

    /**
     * Gini impurity {@code 1 − σᵀσ}.
     *
     * @return a number in [0, 1 − 1/J]
     */
    public double gini() {
        CompensatedSum squares = new CompensatedSum();
        for (long a = 0; a < index.jointActionCount(); a++) {
            squares.add(probability(a) * probability(a));
        }
        return 1 - squares.value();
    }

    /**
     * Number of joint actions that carry more than a millionth of the uniform probability.
     *
     * <p>The threshold {@code 1e-6 / J} is relative: in a large game every probability is small.
     *
     * @return at least 1
     */
    public long support() {
        double threshold = SUPPORT_THRESHOLD / index.jointActionCount();
        long support = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            if (probability(a) > threshold) {
                support++;
            }
        }
        return support;
    }
}
