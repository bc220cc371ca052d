package org.aumann.core.stochastic;

import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodeDraws;

/**
 * The draws of a learner's steps: integers from 0 to 2³¹ − 1 that are a pure function of seed, copy and step, so that all back ends
 * learn from the same steps.
 *
 * <pre>{@code
 * block    = Philox4x32-10, key (seed low, seed high), counter (step low, step high, copy, 0)
 * draw(d)  = word d of the block, shifted right by one bit, unsigned
 *
 * draw 0   explores if it is below ⌊2³¹ ε + ½⌋
 * draw 1   chooses the joint action: ⌊draw · J / 2³¹⌋ if it explores, else as π says
 * draw 2   chooses the successor
 * draw 3   chooses the start of the next episode
 * }</pre>
 *
 * <p>The first episode starts by draw 3 of the block with counter {@code (0, 0, copy, 1)}. Distributions become thresholds as in
 * {@link EpisodeDraws}; successors are in the order of the model, starts by ascending state. Keeps scratch memory and serves one thread.
 */
public final class LearningDraws {
    private static final int WORDS = 4;

    private final int key0;
    private final int key1;
    private final int[] block = new int[WORDS];

    /**
     * The draws of a seed.
     *
     * @param seed the 64-bit key
     */
    public LearningDraws(long seed) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
    }

    /**
     * Goes to the draws of a copy's first start.
     *
     * @param copy copy from 0
     */
    public void begin(int copy) {
        set(0, copy, 1);
    }

    /**
     * Goes to the draws of a step.
     *
     * @param copy copy from 0
     * @param step step from 0
     */
    public void step(int copy, long step) {
        set(step, copy, 0);
    }

    private void set(long step, int copy, int purpose) {
        block[0] = (int) step;
        block[1] = (int) (step >>> 32);
        block[2] = copy;
        block[3] = purpose;
        Philox.block(key0, key1, block);
    }

    /**
     * The draw that explores.
     *
     * @return an integer in {@code 0..2³¹−1}
     */
    public int exploration() {
        return block[0] >>> 1;
    }

    /**
     * The draw that chooses a joint action.
     *
     * @return an integer in {@code 0..2³¹−1}
     */
    public int jointAction() {
        return block[1] >>> 1;
    }

    /**
     * The draw that chooses a successor.
     *
     * @return an integer in {@code 0..2³¹−1}
     */
    public int successor() {
        return block[2] >>> 1;
    }

    /**
     * The draw that chooses the start of an episode.
     *
     * @return an integer in {@code 0..2³¹−1}
     */
    public int start() {
        return block[3] >>> 1;
    }

    /**
     * Below which draw something of a probability happens.
     *
     * @param probability in [0, 1]
     * @return in {@code 0..2³¹}
     */
    public static long threshold(double probability) {
        return (long) (EpisodeDraws.RANGE * probability + 0.5);
    }

    /**
     * A joint action, all alike.
     *
     * @param draw a draw
     * @param count how many there are
     * @return from 0
     */
    public static int uniform(int draw, int count) {
        return (int) ((long) draw * count / EpisodeDraws.RANGE);
    }
}
