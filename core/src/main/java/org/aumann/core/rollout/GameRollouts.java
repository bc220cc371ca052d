package org.aumann.core.rollout;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;
import org.aumann.core.payoff.SampledPayoffs;

/**
 * K1 without a tree: sampled payoffs of joint policies, walking the states of a game of any size.
 *
 * <p>The draws are those of {@link EpisodeDraws}: a game that can also be compiled plays the same episodes in a
 * back end. Blocks of episodes are spread over the cores and added in order, so that the sums have the same
 * bits whatever the number of threads. Memory: one state and one block of sums per thread.
 */
public final class GameRollouts {
    /** Episodes whose returns are added before anything else. */
    private static final int BLOCK = 256;

    private final Game game;

    /**
     * Rollouts of a game.
     *
     * @param game the game
     */
    public GameRollouts(Game game) {
        this.game = game;
    }

    /**
     * Plays further episodes of joint policies.
     *
     * @param populations per player the policies, in the order of the samples' axes. Not modified.
     * @param seed key of the draws
     * @param plan which joint policies, and how many episodes of each
     * @param samples receives the returns; its episodes are those before the further ones. Modified.
     * @throws IllegalArgumentException if a joint policy would have more than {@link EpisodeDraws#EPISODE_LIMIT}
     */
    public void play(List<List<InfostatePolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        plan.requireDistinct(samples);
        for (int k = 0; k < plan.size(); k++) {
            long jointAction = plan.jointAction(k);
            int[] joint = samples.index().actions(jointAction);
            List<InfostatePolicy> profile = IntStream.range(0, joint.length)
                    .mapToObj(p -> populations.get(p).get(joint[p]))
                    .toList();
            long from = samples.count(jointAction);
            long end = from + plan.episodes(k);
            int blocks = Math.toIntExact((end - from + BLOCK - 1) / BLOCK);
            IntStream.range(0, blocks)
                    .parallel()
                    .mapToObj(block -> {
                        long first = from + (long) block * BLOCK;
                        Returns returns = new Returns(samples, new EpisodeDraws(seed), EpisodeDraws.cell(joint));
                        for (long episode = first; episode < Math.min(end, first + BLOCK); episode++) {
                            returns.add(profile, episode);
                        }
                        return returns;
                    })
                    .forEachOrdered(returns -> returns.addTo(jointAction));
        }
    }

    /** The returns of a block of episodes of one joint policy. */
    private final class Returns {
        private final SampledPayoffs samples;
        private final EpisodeDraws draws;
        private final long cell;
        private final double[] sum;
        private final double[] square;
        private long episodes;

        Returns(SampledPayoffs samples, EpisodeDraws draws, long cell) {
            this.samples = samples;
            this.draws = draws;
            this.cell = cell;
            this.sum = new double[game.playerCount()];
            this.square = new double[game.playerCount()];
        }

        void add(List<InfostatePolicy> profile, long episode) {
            draws.begin(cell, episode);
            GameState state = game.root();
            while (!(state.kind() instanceof NodeKind.Terminal)) {
                double[] probability = probabilities(state, profile);
                state = state.child(EpisodeDraws.action(draws.next(), probability, probability.length));
            }
            for (int p = 0; p < sum.length; p++) {
                double difference = state.payoff(p) - samples.origin(p);
                sum[p] += difference;
                square[p] += difference * difference;
            }
            episodes++;
        }

        private static double[] probabilities(GameState state, List<InfostatePolicy> profile) {
            double[] probability = new double[state.actionCount()];
            switch (state.kind()) {
                case NodeKind.Decision(int player) ->
                    profile.get(player).probabilities(state.infostateKey(), probability);
                case NodeKind.Chance _ -> {
                    for (int k = 0; k < probability.length; k++) {
                        probability[k] = state.chanceProbability(k);
                    }
                }
                case NodeKind.Terminal _ -> throw new IllegalStateException("nobody acts at the end of a game");
            }
            return probability;
        }

        void addTo(long jointAction) {
            samples.add(jointAction, episodes, sum, square);
        }
    }
}
