package org.aumann.core.rollout;

import org.aumann.core.random.Philox;

/**
 * The draws of sampled episodes: integers from 0 to 2³¹ − 1 that are a pure function of seed, cell, episode and
 * position, so that every back end plays the same episodes.
 *
 * <pre>{@code
 * block(b)  = Philox4x32-10, key (seed low, seed high), counter (b, episode, cell low, cell high)
 * draw(d)   = word d mod 4 of block(d / 4), shifted right by one bit, unsigned
 * }</pre>
 *
 * <p>Every node that is not terminal takes one draw, also one with a single action: the node at depth
 * {@code d} takes draw {@code d}, the root being at depth 0. A draw chooses the first action {@code a} with
 * {@code draw < t_a}:
 *
 * <pre>{@code
 * c_a = p_0 + … + p_a                  float64, from left to right
 * t_a = min(2³¹, ⌊2³¹ c_a + ½⌋)        before the last action with p_a > 0
 * t_a = 2³¹                            from that action on: it catches what rounding left
 * }</pre>
 *
 * <p>So an action without probability is never drawn, and the probability of any other differs from
 * {@code p_a} by at most 2⁻³¹, less than the error of 10¹⁷ episodes. A table holds {@code t_a − 1}, the last
 * draw that chooses {@code a} or an action before it, which fits a signed 32-bit integer.
 *
 * <p>The cell of a joint policy does not depend on the sizes of the populations, so that a game that grows
 * keeps its episodes: with {@code w = ⌊64 / n⌋} bits for each of the {@code n} players,
 *
 * <pre>{@code cell = Σ_p k_p · 2^(w p)          if every k_p < 2^w}</pre>
 *
 * <p>and with the finaliser {@code mix} of SplitMix64 (Steele, Lea and Flood 2014), {@code γ = 0x9E3779B97F4A7C15},
 *
 * <pre>{@code cell = h_n    h_0 = n, h_(p+1) = mix(h_p + (k_p + 1) γ)          else}</pre>
 *
 * <p>where two joint policies that differ in one player never meet, and others with a probability of 2⁻⁶⁴: they
 * would share their draws.
 *
 * <p>Philox: Salmon, Moraes, Dror and Shaw 2011. Keeps scratch memory and serves one thread.
 */
public final class EpisodeDraws {
    /** Number of different draws, 2³¹. */
    public static final long RANGE = 1L << 31;

    /** Largest number of episodes of a cell: their number is one word of the counter. */
    public static final long EPISODE_LIMIT = 1L << 32;

    /** γ: 2⁶⁴ divided by the golden ratio, odd. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** Words of a block. */
    private static final int WORDS = 4;

    private final int key0;
    private final int key1;
    private final int[] block = new int[WORDS];
    private long cell;
    private int episode;
    private int position;

    /**
     * The draws of a seed.
     *
     * @param seed the 64-bit key
     */
    public EpisodeDraws(long seed) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
    }

    /**
     * Goes to the first draw of an episode.
     *
     * @param cell number of the joint policy, see {@link #cell}
     * @param episode episode from 0, below {@link #EPISODE_LIMIT}
     */
    public void begin(long cell, long episode) {
        this.cell = cell;
        this.episode = (int) episode;
        this.position = 0;
    }

    /**
     * The next draw of the episode.
     *
     * @return an integer in {@code 0..2³¹−1}
     */
    public int next() {
        int word = position % WORDS;
        if (word == 0) {
            block[0] = position / WORDS;
            block[1] = episode;
            block[2] = (int) cell;
            block[3] = (int) (cell >>> 32);
            Philox.block(key0, key1, block);
        }
        position++;
        return block[word] >>> 1;
    }

    /**
     * The number of a joint policy in the counters.
     *
     * @param jointPolicy one policy per player, at least 0. Not modified.
     * @return a number that depends on these alone, whatever the sizes of the populations; different for joint
     *     policies that differ, but for a chance of 2⁻⁶⁴ where a policy has more than {@code ⌊64/n⌋} bits
     */
    public static long cell(int... jointPolicy) {
        int width = Long.SIZE / jointPolicy.length;
        long cell = 0;
        for (int p = 0; p < jointPolicy.length; p++) {
            if (width < Integer.SIZE && jointPolicy[p] >>> width != 0) {
                return mixed(jointPolicy);
            }
            cell |= (long) jointPolicy[p] << (width * p);
        }
        return cell;
    }

    private static long mixed(int... jointPolicy) {
        long cell = jointPolicy.length;
        for (int policy : jointPolicy) {
            cell += (policy + 1L) * GOLDEN_RATIO;
            cell = (cell ^ (cell >>> 30)) * 0xBF58476D1CE4E5B9L;
            cell = (cell ^ (cell >>> 27)) * 0x94D049BB133111EBL;
            cell ^= cell >>> 31;
        }
        return cell;
    }

    /**
     * The action that a draw chooses.
     *
     * @param draw a draw
     * @param probability probabilities of the actions, non-negative and not all zero. Not modified.
     * @param count number of actions, the first so many entries
     * @return action from 0, one with a positive probability
     */
    public static int action(int draw, double[] probability, int count) {
        int[] last = new int[count];
        lastDraws(probability, 0, count, last, 0);
        int action = 0;
        while (draw > last[action]) {
            action++;
        }
        return action;
    }

    /**
     * The table {@code t_a − 1} of a distribution: the last draw that chooses an action or one before it.
     *
     * @param probability holds the probabilities, non-negative and not all zero. Not modified.
     * @param first entry of action 0
     * @param count number of actions
     * @param last receives the table. Modified.
     * @param to entry of action 0 in it
     */
    public static void lastDraws(double[] probability, int first, int count, int[] last, int to) {
        int lastPositive = count - 1;
        while (lastPositive > 0 && probability[first + lastPositive] <= 0) {
            lastPositive--;
        }
        double sum = 0;
        for (int a = 0; a < lastPositive; a++) {
            sum += probability[first + a];
            last[to + a] = (int) (Math.min(RANGE, (long) (RANGE * sum + 0.5)) - 1);
        }
        for (int a = lastPositive; a < count; a++) {
            last[to + a] = (int) (RANGE - 1);
        }
    }
}
