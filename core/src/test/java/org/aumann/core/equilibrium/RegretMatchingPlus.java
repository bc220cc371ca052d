package org.aumann.core.equilibrium;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.policy.TabularPolicy;

/**
 * A few lines of counterfactual regret minimisation (CFR+, Tammelin 2014), to find near-equilibria of small
 * zero-sum games in tests.
 */
final class RegretMatchingPlus {
    private final GameTree tree;
    private final List<double[]> regret = new ArrayList<>();
    private final List<double[]> current = new ArrayList<>();
    private final List<double[]> average = new ArrayList<>();

    RegretMatchingPlus(GameTree tree) {
        this.tree = tree;
        for (int p = 0; p < tree.playerCount(); p++) {
            int sequences = tree.sequenceForm(p).sequenceCount();
            regret.add(new double[sequences]);
            current.add(new double[sequences]);
            average.add(new double[sequences]);
            match(p);
        }
    }

    /** The average policies after some iterations. */
    List<TabularPolicy> run(int iterations) {
        for (int t = 1; t <= iterations; t++) {
            for (int p = 0; p < tree.playerCount(); p++) {
                walk(0, p, 1, 1, t);
                match(p);
            }
        }
        List<TabularPolicy> policies = new ArrayList<>();
        for (int p = 0; p < tree.playerCount(); p++) {
            policies.add(TabularPolicy.of(tree.sequenceForm(p), normalised(p, average.get(p))));
        }
        return policies;
    }

    /** The value of a node to the player; adds counterfactual regrets and the policy, weighted by the iteration. */
    private double walk(int node, int player, double own, double others, int iteration) {
        int actor = tree.actor(node);
        if (actor == GameTree.TERMINAL) {
            return tree.payoff(player, tree.terminal(node));
        }
        double value = 0;
        double[] values = new double[tree.childCount(node)];
        for (int a = 0; a < values.length; a++) {
            int child = tree.firstChild(node) + a;
            double probability =
                    actor == GameTree.CHANCE ? tree.edgeProbability(child) : current.get(actor)[first(node) + a];
            values[a] = actor == player
                    ? walk(child, player, own * probability, others, iteration)
                    : walk(child, player, own, others * probability, iteration);
            value += probability * values[a];
        }
        if (actor == player) {
            for (int a = 0; a < values.length; a++) {
                int sequence = first(node) + a;
                regret.get(player)[sequence] += others * (values[a] - value);
                average.get(player)[sequence] += iteration * own * current.get(player)[sequence];
            }
        }
        return value;
    }

    private int first(int node) {
        return tree.sequenceForm(tree.actor(node)).firstSequence(tree.infostate(node));
    }

    private void match(int player) {
        double[] positive = regret.get(player);
        for (int s = 0; s < positive.length; s++) {
            positive[s] = Math.max(0, positive[s]);
        }
        current.set(player, normalised(player, positive));
    }

    private double[] normalised(int player, double[] weights) {
        SequenceForm form = tree.sequenceForm(player);
        double[] probability = new double[weights.length];
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            int end = first + form.actionCount(i);
            double sum = 0;
            for (int s = first; s < end; s++) {
                sum += weights[s];
            }
            for (int s = first; s < end; s++) {
                probability[s] = sum > 0 ? weights[s] / sum : 1.0 / (end - first);
            }
        }
        return probability;
    }
}
