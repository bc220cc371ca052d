package org.aumann.kernels.cpu;

import java.util.Arrays;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.rollout.EpisodeDraws;

/**
 * The nodes of a tree for rollouts, four integers each so that a visit touches one cache line: whose
 * distribution, where in that actor's part of the table, the first child, the number of children.
 *
 * <p>A terminal has itself as its only child: an episode that is over stays there.
 */
final class NodeTable {
    /** Integers of a node. */
    static final int WIDTH = 4;

    static final int ACTOR = 0;
    static final int OFFSET = 1;
    static final int FIRST_CHILD = 2;
    static final int CHILD_COUNT = 3;

    /** {@link #ACTOR} of chance nodes and terminals; player p is {@code p + 1}. */
    private static final int CHANCE = 0;

    private final GameTree tree;
    private final int[] nodes;
    private final int[] chance;

    NodeTable(GameTree tree) {
        this.tree = tree;
        this.nodes = new int[Math.multiplyExact(WIDTH, tree.nodeCount())];
        int entries = 1; // the only action of every terminal
        for (int node = 0; node < tree.nodeCount(); node++) {
            entries += tree.actor(node) == GameTree.CHANCE ? tree.childCount(node) : 0;
        }
        this.chance = new int[entries];
        chance[0] = Integer.MAX_VALUE;
        int next = 1;
        for (int node = 0; node < tree.nodeCount(); node++) {
            int actor = tree.actor(node);
            switch (actor) {
                case GameTree.TERMINAL -> write(node, CHANCE, 0, node, 1);
                case GameTree.CHANCE -> {
                    int count = tree.childCount(node);
                    double[] probability = new double[count];
                    for (int a = 0; a < count; a++) {
                        probability[a] = tree.edgeProbability(tree.firstChild(node) + a);
                    }
                    EpisodeDraws.lastDraws(probability, 0, count, chance, next);
                    write(node, CHANCE, next, tree.firstChild(node), count);
                    next += count;
                }
                default ->
                    write(
                            node,
                            actor + 1,
                            tree.sequenceForm(actor).firstSequence(tree.infostate(node)),
                            tree.firstChild(node),
                            tree.childCount(node));
            }
        }
    }

    private void write(int node, int actor, int offset, int firstChild, int childCount) {
        nodes[WIDTH * node + ACTOR] = actor;
        nodes[WIDTH * node + OFFSET] = offset;
        nodes[WIDTH * node + FIRST_CHILD] = WIDTH * firstChild;
        nodes[WIDTH * node + CHILD_COUNT] = childCount;
    }

    /** The integers; first children are positions in them. */
    int[] nodes() {
        return nodes;
    }

    int chanceLength() {
        return chance.length;
    }

    void copyChance(int[] last) {
        System.arraycopy(chance, 0, last, 0, chance.length);
    }

    /** The starts of the parts of a joint policy, by {@link #ACTOR}. */
    int[] starts(int[][] starts, int[] joint) {
        int[] selected = new int[joint.length + 1];
        Arrays.setAll(selected, actor -> actor == CHANCE ? 0 : starts[actor - 1][joint[actor - 1]]);
        return selected;
    }

    /** Payoffs less their origin: {@code [node][player]}, zeros where the game goes on. */
    double[] returns(SampledPayoffs samples) {
        int players = tree.playerCount();
        double[] returns = new double[Math.multiplyExact(tree.nodeCount(), players)];
        for (int node = 0; node < tree.nodeCount(); node++) {
            for (int p = 0; tree.actor(node) == GameTree.TERMINAL && p < players; p++) {
                returns[node * players + p] = tree.payoff(p, tree.terminal(node)) - samples.origin(p);
            }
        }
        return returns;
    }
}
