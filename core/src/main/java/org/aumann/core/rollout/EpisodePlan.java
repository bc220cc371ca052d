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
     * @param episodes further episodes of each, from 0 to {@link EpisodeDraws#EPISODE_LIMIT}
     */
    public EpisodePlan(long[] jointActions, long[] episodes) {
        if (jointActions.length != episodes.length) {
            throw new IllegalArgumentException(
                    "jointActions.length (" + jointActions.length + ") must be " + episodes.length);
        }
        for (int k = 0; k < episodes.length; k++) {
            requireInLimit(episodes[k], jointActions[k]);
        }
        this.jointActions = jointActions;
        this.episodes = episodes;
    }

    /**
     * Brings every joint policy to a number of episodes; those that have as many get none.
     *
     * @param samples what has been played
     * @param episodes how many each should have, at most {@link EpisodeDraws#EPISODE_LIMIT}
     * @return the plan, in ascending order of the joint actions
     */
    public static EpisodePlan upTo(SampledPayoffs samples, long episodes) {
        if (episodes > EpisodeDraws.EPISODE_LIMIT) {
            throw new IllegalArgumentException("episodes (" + episodes + ") must be at most "
                    + EpisodeDraws.EPISODE_LIMIT + " of a joint policy: further ones would repeat them");
        }
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
     * <p>A joint policy with fewer than two episodes comes first, and gets one batch; one that has all of its
     * {@link EpisodeDraws#EPISODE_LIMIT} different episodes gets no more. Ends early where no error is left. Time {@code O((J + budget / batch) log J)}.
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
            long given = Math.min(Math.min(left, batch), widest.room());
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
     * Spends a budget in proportion to weights, after a few episodes for every joint policy with a weight. What
     * would go to a joint policy beyond its {@link EpisodeDraws#EPISODE_LIMIT} different episodes goes to the others,
     * in proportion to theirs.
     *
     * @param weights per joint policy how much it matters, finite and at least 0. Not modified.
     * @param budget episodes to play in all; at least {@code least} for each positive weight
     * @param least fewest episodes of a joint policy with a positive weight, at most {@link
     *     EpisodeDraws#EPISODE_LIMIT}
     * @return the plan, in ascending order of the joint actions, for samples without an episode; exactly the budget,
     *     unless all weights are 0 or all joint policies with a weight reach the limit
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
        double[] share =
                Arrays.stream(chosen).mapToDouble(a -> weights[(int) a]).toArray();
        long[] episodes = new long[chosen.length];
        Arrays.fill(episodes, least);
        for (long given = spare; spare > 0 && given > 0; spare -= given) {
            given = spread(share, spare, episodes);
        }
        return new EpisodePlan(chosen, episodes);
    }

    /** Adds to episodes in proportion to shares, up to the limit; shares that reach it become 0. Returns how many. */
    private static long spread(double[] share, long spare, long[] episodes) {
        double total = Arrays.stream(share).sum();
        int last = share.length - 1;
        while (last > 0 && share[last] == 0) {
            last--;
        }
        double sum = 0;
        long before = 0;
        long given = 0;
        for (int k = 0; k <= last; k++) {
            // Rounded sums, so that nothing is lost and no joint policy is favoured.
            sum += share[k];
            long upTo = k == last ? spare : Math.min(spare, (long) (spare * (sum / total)));
            long room = EpisodeDraws.EPISODE_LIMIT - episodes[k];
            long taken = Math.min(upTo - before, room);
            before = upTo;
            episodes[k] += taken;
            given += taken;
            if (taken == room) {
                share[k] = 0;
            }
        }
        return given;
    }

    /**
     * Checks, before anything is played, that no episode would repeat another one of its joint policy.
     *
     * @param samples what has been played
     * @throws IllegalArgumentException if a joint policy would have more than {@link EpisodeDraws#EPISODE_LIMIT}
     */
    public void requireDistinct(SampledPayoffs samples) {
        for (int k = 0; k < jointActions.length; k++) {
            requireInLimit(Math.addExact(samples.count(jointActions[k]), episodes[k]), jointActions[k]);
        }
    }

    private static void requireInLimit(long episodes, long jointAction) {
        if (episodes < 0 || episodes > EpisodeDraws.EPISODE_LIMIT) {
            throw new IllegalArgumentException("episodes (" + episodes + ") of joint action " + jointAction
                    + " must be from 0 to " + EpisodeDraws.EPISODE_LIMIT + ": further ones would repeat them");
        }
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

        /** Further episodes that are different from those played and given. */
        long room() {
            return Math.max(0, EpisodeDraws.EPISODE_LIMIT - count - given);
        }

        double error() {
            if (room() == 0) {
                return 0;
            }
            return count < 2 && given == 0 ? Double.POSITIVE_INFINITY : deviation / Math.sqrt((double) (count + given));
        }
    }
}
