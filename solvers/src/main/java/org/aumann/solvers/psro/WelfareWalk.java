package org.aumann.solvers.psro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.loop.PolicyGame;

/**
 * Finds policies that may lead to more welfare, where no player gains anything by any policy alone.
 *
 * <p>From a joint policy drawn from σ the players answer each other in turn, each for the sum of all payoffs:
 *
 * <pre>{@code
 * a_p ← one of argmax_x E[Σ_q u_q | x, a_{-p}], drawn uniformly at every infostate, p = 0, 1, …, n−1, 0, …
 * }</pre>
 *
 * <p>The welfare of the walk never falls. Where it stands still the draws go on: what a player would do where
 * nobody comes, and what it says to those who do not listen, changes at no cost until one of the others can make
 * use of it. This is the neutral drift by which conventions are found; a response to a mixture cannot find them, as
 * it meets several half conventions at once. The walk ends when so many rounds have raised nothing; each player's
 * last policy of it that is not in the population enters.
 *
 * <p>Whether such policies are played is up to the meta-solvers and the best responses to follow. One round takes
 * one sweep of each player over the terminals, {@code O(players · terminals)}, not counting the draws.
 *
 * <p>Immutable.
 */
final class WelfareWalk {
    /** Actions this close to the best, relative to the range of welfare, count as equally good. */
    private static final double TIE_TOLERANCE = 1e-12;

    /** Rounds in a row without more welfare that end a walk: Trade Comm needs 16 with four items, 32 with five. */
    private static final int IDLE_ROUNDS = 32;

    private final GameTree tree;
    private final TreeOperator operator;
    private final double least;
    private final double greatest;

    /**
     * A source of walks.
     *
     * @param tree the game
     * @param operator its kernels, not owned
     */
    WelfareWalk(GameTree tree, TreeOperator operator) {
        this.tree = tree;
        this.operator = operator;
        this.least = IntStream.range(0, tree.terminalCount())
                .mapToDouble(this::welfare)
                .min()
                .orElse(0);
        this.greatest = IntStream.range(0, tree.terminalCount())
                .mapToDouble(this::welfare)
                .max()
                .orElse(0);
    }

    /** The most welfare at any end of the game: no policies have more. All there is in constant-sum games. */
    double greatest() {
        return greatest;
    }

    /**
     * Walks once.
     *
     * @param game the populations; each may grow by one policy
     * @param sigma a distribution over its joint policies. Not modified.
     * @param random source of all draws
     * @param deadline when to stop, between rounds
     * @return policies that have entered
     */
    int grow(PolicyGame<TabularPolicy> game, JointDistribution sigma, RandomGenerator random, Deadline deadline) {
        List<TabularPolicy> joint = drawn(game.policies(), sigma, random);
        Map<Integer, TabularPolicy> novel = new TreeMap<>();
        double best = Double.NEGATIVE_INFINITY;
        int idle = 0;
        while (idle < IDLE_ROUNDS && !deadline.isOver()) {
            double reached = round(joint, novel, game, random);
            boolean hasRisen = reached > best + TIE_TOLERANCE * (greatest - least);
            best = Math.max(best, reached);
            idle = hasRisen ? 0 : idle + 1;
        }
        novel.forEach(game::add);
        return novel.size();
    }

    /** Every player answers once; returns the welfare of the joint policy then, and keeps what is novel, by player. */
    private double round(
            List<TabularPolicy> joint,
            Map<Integer, TabularPolicy> novel,
            PolicyGame<TabularPolicy> game,
            RandomGenerator random) {
        double welfare = least;
        for (int p = 0; p < joint.size(); p++) {
            Sweep sweep = new Sweep(p, joint, random);
            TabularPolicy policy = sweep.policy();
            welfare = sweep.welfare();
            joint.set(p, policy);
            if (game.isNovel(p, policy)) {
                novel.put(p, policy);
            }
        }
        return welfare;
    }

    /** A joint policy of positive probability. */
    private List<TabularPolicy> drawn(
            List<List<TabularPolicy>> policies, JointDistribution sigma, RandomGenerator random) {
        JointActionIndex index = sigma.index();
        double left = random.nextDouble();
        long drawn = 0;
        for (long a = 0; a < index.jointActionCount() && left >= 0; a++) {
            if (sigma.probability(a) > 0) {
                drawn = a;
                left -= sigma.probability(a);
            }
        }
        List<TabularPolicy> joint = new ArrayList<>();
        for (int p = 0; p < index.playerCount(); p++) {
            joint.add(policies.get(p).get(index.action(drawn, p)));
        }
        return joint;
    }

    private double welfare(int terminal) {
        double sum = 0;
        for (int p = 0; p < tree.playerCount(); p++) {
            sum += tree.payoff(p, terminal);
        }
        return sum;
    }

    /** Backward induction of one player for the welfare above the least, which is a constant less. */
    private final class Sweep {
        private final SequenceForm form;
        private final RandomGenerator random;
        private final double[] value;
        private final double[] mass;
        private final double[] probability;

        Sweep(int player, List<TabularPolicy> joint, RandomGenerator random) {
            this.random = random;
            form = tree.sequenceForm(player);
            value = new double[form.sequenceCount()];
            mass = new double[form.sequenceCount()];
            probability = new double[form.sequenceCount()];
            double[] weights =
                    operator.terminalWeights(joint.stream().map(List::of).toList(), player, new double[] {1});
            for (int z = 0; z < weights.length; z++) {
                if (weights[z] > 0) {
                    int sequence = tree.sequence(player, z);
                    value[sequence] += weights[z] * (WelfareWalk.this.welfare(z) - least);
                    mass[sequence] += weights[z];
                }
            }
            for (int i = form.infostateCount() - 1; i >= 0; i--) {
                fold(i);
            }
        }

        private void fold(int infostate) {
            int first = form.firstSequence(infostate);
            int end = first + form.actionCount(infostate);
            double best = 0;
            double greatestMass = 0;
            for (int s = first; s < end; s++) {
                best = Math.max(best, value[s]);
                greatestMass = Math.max(greatestMass, mass[s]);
            }
            double enough = best - TIE_TOLERANCE * (greatest - least) * greatestMass;
            int[] tied =
                    IntStream.range(first, end).filter(s -> value[s] >= enough).toArray();
            TieBreak.RANDOM.play(tied, probability, random);
            value[form.parentSequence(infostate)] += best;
            mass[form.parentSequence(infostate)] += greatestMass;
        }

        double welfare() {
            return value[0] + least;
        }

        TabularPolicy policy() {
            return TabularPolicy.of(form, probability);
        }
    }
}
