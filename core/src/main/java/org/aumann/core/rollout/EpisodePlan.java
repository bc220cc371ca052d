package org.aumann.core.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import org.aumann.core.payoff.SampledPayoffs;

/**
 * How many further episodes to play of which joint policies. Deterministic, immutable; owns its arrays.
 *
 * <p>Episodes of a joint policy are numbered on from those it has, so that a plan in two parts plays the same
 * ones as a plan in one.
 */
public final class EpisodePlan {
    private final long[] jointActions;
    private final long[] episodes;

    /**
     * Takes over both arrays.
     *
     * @param jointActions joint policies, each once, as joint actions of the sampled payoffs
     * @param episodes further episodes of each, at least 0
     */
    public EpisodePlan(long[] jointActions, long[] episodes) {
        if (jointActions.length != episodes.length) {
            throw new IllegalArgumentException(
                    "jointActions.length (" + jointActions.length + ") must be " + episodes.length);
        }
        this.jointActions = jointActions;
        this.episodes = episodes;
    }

    /**
     * Brings every joint policy to a number of episodes; those that have as many get none.
     *
     * @param samples what has been played
     * @param episodes how many each should have
     * @return the plan, in ascending order of the joint actions
     */
    public static EpisodePlan upTo(SampledPayoffs samples, long episodes) {
        int size = Math.toIntExact(samples.index().jointActionCount());
        long[] jointActions = new long[size];
        long[] missing = new long[size];
        int count = 0;
        for (int a = 0; a < size; a++) {
            if (samples.count(a) < episodes) {
                jointActions[count] = a;
                missing[count++] = episodes - samples.count(a);
            }
        }
        return new EpisodePlan(Arrays.copyOf(jointActions, count), Arrays.copyOf(missing, count));
    }

    /**
     * Spends a budget where the payoffs are known least: batch after batch goes to the joint policy whose
     * {@linkplain SampledPayoffs#standardError standard error}, the largest of its players and as its further
     * episodes would leave it, is the widest; of equals to the first.
     *
     * <p>A joint policy with fewer than two episodes comes first, and gets one batch. Ends early where no
     * error is left. Time {@code O((J + budget / batch) log J)}.
     *
     * @param samples what has been played
     * @param budget most episodes to play
     * @param batch episodes given at a time, at least 2
     * @return the plan, in ascending order of the joint actions
     */
    public static EpisodePlan widest(SampledPayoffs samples, long budget, int batch) {
        if (batch < 2) {
            throw new IllegalArgumentException("batch (" + batch + ") must be at least 2");
        }
        PriorityQueue<Share> queue = new PriorityQueue<>(
                Comparator.comparingDouble(Share::error).reversed().thenComparingLong(Share::jointAction));
        for (long a = 0; a < samples.index().jointActionCount(); a++) {
            queue.add(Share.of(samples, a));
        }
        List<Share> chosen = new ArrayList<>();
        for (long left = budget; left > 0 && !queue.isEmpty() && queue.element().error() > 0; ) {
            Share widest = queue.remove();
            long given = Math.min(left, batch);
            left -= given;
            queue.add(widest.with(given));
        }
        queue.stream()
                .filter(share -> share.given() > 0)
                .sorted(Comparator.comparingLong(Share::jointAction))
                .forEach(chosen::add);
        return new EpisodePlan(
                chosen.stream().mapToLong(Share::jointAction).toArray(),
                chosen.stream().mapToLong(Share::given).toArray());
    }

    /**
     * Spends a budget in proportion to weights, after a few episodes for every joint policy with a weight.
     *
     * @param weights per joint policy how much it matters, finite and at least 0. Not modified.
     * @param budget episodes to play in all; at least {@code least} for each positive weight
     * @param least fewest episodes of a joint policy with a positive weight
     * @return the plan, in ascending order of the joint actions; exactly the budget, unless all weights are 0
     */
    public static EpisodePlan proportional(double[] weights, long budget, int least) {
        long[] chosen = LongStream.range(0, weights.length)
                .filter(a -> weights[(int) a] > 0)
                .toArray();
        long spare = budget - Math.multiplyExact((long) least, (long) chosen.length);
        if (spare < 0) {
            throw new IllegalArgumentException("budget (" + budget + ") must be at least " + least + " episodes for "
                    + chosen.length + " joint policies");
        }
        double total = Arrays.stream(weights).sum();
        long[] episodes = new long[chosen.length];
        double sum = 0;
        long given = 0;
        for (int k = 0; k < chosen.length; k++) {
            // Rounded sums, so that nothing is lost and no joint policy is favoured.
            sum += weights[(int) chosen[k]];
            long upTo = k == chosen.length - 1 ? spare : Math.min(spare, (long) (spare * (sum / total)));
            episodes[k] = least + upTo - given;
            given = upTo;
        }
        return new EpisodePlan(chosen, episodes);
    }

    /**
     * Number of joint policies.
     *
     * @return at least 0
     */
    public int size() {
        return jointActions.length;
    }

    /**
     * A joint policy.
     *
     * @param k entry from 0
     * @return a joint action of the sampled payoffs
     */
    public long jointAction(int k) {
        return jointActions[k];
    }

    /**
     * Further episodes of a joint policy.
     *
     * @param k entry from 0
     * @return at least 0
     */
    public long episodes(int k) {
        return episodes[k];
    }

    /**
     * Further episodes of all joint policies.
     *
     * @return at least 0
     */
    public long episodes() {
        return Arrays.stream(episodes).sum();
    }

    /**
     * What a joint policy has and is given.
     *
     * @param jointAction the joint policy
     * @param count episodes played
     * @param deviation largest standard deviation of its players' returns; infinite where unknown
     * @param given episodes to play
     */
    private record Share(long jointAction, long count, double deviation, long given) {
        static Share of(SampledPayoffs samples, long jointAction) {
            long count = samples.count(jointAction);
            double error = 0;
            for (int p = 0; p < samples.index().playerCount(); p++) {
                error = Math.max(error, samples.standardError(p, jointAction));
            }
            return new Share(jointAction, count, error * Math.sqrt((double) count), 0);
        }

        Share with(long further) {
            return new Share(jointAction, count, count < 2 ? 0 : deviation, given + further);
        }

        double error() {
            return count < 2 && given == 0 ? Double.POSITIVE_INFINITY : deviation / Math.sqrt((double) (count + given));
        }
    }
}
