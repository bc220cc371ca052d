package org.aumann.core.equilibrium;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;

/**
 * One exact best response, by recursion over the nodes.
 *
 * <p>First from the root to the terminals: how likely is each node if the player wants to get there, under
 * chance and the mixture of the others' joint policies. Mixing at the level of joint policies means that
 * what the player sees changes what the others are believed to play. Then backwards: at an infostate the
 * player takes the action with the greatest sum over the infostate's nodes.
 */
final class BestResponseWalk {
    /**
     * A joint policy of all players with its probability; the best responder's own policy is not looked at.
     *
     * @param probability a number in [0, 1]
     * @param policies one per player
     */
    record WeightedPolicies(double probability, List<TabularPolicy> policies) {}

    private final GameTree tree;
    private final int player;
    private final List<WeightedPolicies> mixture;
    private final double[] terminalWeight;
    private final List<List<Integer>> nodesOfInfostate;
    private final double[] valueOfNode;

    BestResponseWalk(GameTree tree, int player, List<WeightedPolicies> mixture) {
        this.tree = tree;
        this.player = player;
        this.mixture = mixture;
        this.terminalWeight = new double[tree.terminalCount()];
        this.nodesOfInfostate = IntStream.range(0, tree.sequenceForm(player).infostateCount())
                .<List<Integer>>mapToObj(_ -> new ArrayList<>())
                .toList();
        this.valueOfNode = new double[tree.nodeCount()];
        Arrays.fill(valueOfNode, Double.NaN);
    }

    /**
     * The best response value.
     *
     * @return payoff units, per unit of probability in the mixture
     */
    double value() {
        weigh(0, mixture.stream().mapToDouble(WeightedPolicies::probability).toArray());
        return value(0);
    }

    /**
     * Finds the weight of all terminals below a node, and the nodes of every infostate.
     *
     * @param node where to start
     * @param reach per joint policy its probability times that of chance and the others on the way here.
     *     Not modified.
     */
    private void weigh(int node, double[] reach) {
        int actor = tree.actor(node);
        if (actor == GameTree.TERMINAL) {
            terminalWeight[tree.terminal(node)] = Arrays.stream(reach).sum();
            return;
        }
        if (actor == player) {
            nodesOfInfostate.get(tree.infostate(node)).add(node);
        }
        for (int action = 0; action < tree.childCount(node); action++) {
            double[] childReach = reach.clone();
            for (int k = 0; k < reach.length; k++) {
                childReach[k] *= probability(node, actor, action, mixture.get(k).policies);
            }
            weigh(tree.firstChild(node) + action, childReach);
        }
    }

    private double probability(int node, int actor, int action, List<TabularPolicy> policies) {
        if (actor == player) {
            return 1;
        }
        return ExtensiveReference.probability(tree, node, action, policies);
    }

    /** Sum over the terminals below a node of weight times payoff, the player playing best. */
    private double value(int node) {
        if (Double.isNaN(valueOfNode[node])) {
            valueOfNode[node] = computeValue(node);
        }
        return valueOfNode[node];
    }

    private double computeValue(int node) {
        int actor = tree.actor(node);
        if (actor == GameTree.TERMINAL) {
            int terminal = tree.terminal(node);
            return terminalWeight[terminal] * tree.payoff(player, terminal);
        }
        if (actor == player) {
            return value(tree.firstChild(node) + bestAction(tree.infostate(node)));
        }
        double sum = 0;
        for (int action = 0; action < tree.childCount(node); action++) {
            sum += value(tree.firstChild(node) + action);
        }
        return sum;
    }

    /** The first of the best actions; perfect recall makes the recursion end. */
    private int bestAction(int infostate) {
        int best = 0;
        double bestValue = Double.NEGATIVE_INFINITY;
        for (int action = 0; action < tree.sequenceForm(player).actionCount(infostate); action++) {
            double sum = 0;
            for (int node : nodesOfInfostate.get(infostate)) {
                sum += value(tree.firstChild(node) + action);
            }
            if (sum > bestValue) {
                bestValue = sum;
                best = action;
            }
        }
        return best;
    }
}
