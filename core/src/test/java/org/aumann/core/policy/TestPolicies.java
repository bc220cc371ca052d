package org.aumann.core.policy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.game.strategic.ReducedNormalForm;

/** Policies for tests: uniform profiles, random behaviour and pure strategies. */
public final class TestPolicies {
    private TestPolicies() {}

    /**
     * Everybody plays uniformly.
     *
     * @param tree the game
     * @return one policy per player
     */
    public static List<TabularPolicy> uniformProfile(GameTree tree) {
        return IntStream.range(0, tree.playerCount())
                .mapToObj(p -> TabularPolicy.uniform(tree.sequenceForm(p)))
                .toList();
    }

    /**
     * A policy with random probabilities, a third of them zero.
     *
     * @param form the player's infostates
     * @param random source of the draws
     * @return the policy
     */
    public static TabularPolicy behavioural(SequenceForm form, RandomGenerator random) {
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            int actions = form.actionCount(i);
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                double weight = Math.max(0, random.nextDouble() - 1 / 3.0);
                probability[first + a] = weight;
                sum += weight;
            }
            if (sum == 0) {
                probability[first] = 1;
                sum = 1;
            }
            for (int a = 0; a < actions; a++) {
                probability[first + a] /= sum;
            }
        }
        return TabularPolicy.of(form, probability);
    }

    /**
     * Per player a number of {@link #behavioural} policies.
     *
     * @param tree the game
     * @param random source of the draws
     * @param sizes how many per player
     * @return the populations
     */
    public static List<List<TabularPolicy>> populations(GameTree tree, RandomGenerator random, int... sizes) {
        return IntStream.range(0, tree.playerCount())
                .mapToObj(p -> IntStream.range(0, sizes[p])
                        .mapToObj(_ -> behavioural(tree.sequenceForm(p), random))
                        .toList())
                .toList();
    }

    /**
     * The policy that plays a reduced pure strategy.
     *
     * @param tree the game
     * @param reduced its reduced normal form
     * @param player player from 0
     * @param strategy strategy from 0
     * @return the policy; where the strategy does not get it plays the first action
     */
    public static TabularPolicy pure(GameTree tree, ReducedNormalForm reduced, int player, int strategy) {
        SequenceForm form = tree.sequenceForm(player);
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            probability[form.firstSequence(i) + Math.max(0, reduced.action(player, strategy, i))] = 1;
        }
        return TabularPolicy.of(form, probability);
    }
}
