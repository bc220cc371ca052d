package org.aumann.core.rollout;

import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.SampledPayoffs;

/**
 * The nodes of a compiled game for rollouts, four integers each, so that a visit touches one cache line.
 *
 * <p>Nodes are named by the position of their integers. A terminal has itself as its only child: an episode that
 * is over stays there. Immutable and safe for use by several threads.
 */
public final class RolloutTree {
    /** Integers of a node. */
    public static final int WIDTH = 4;

    /** Whose distribution chooses the child: 0 for chance and at terminals, {@code p + 1} for player p. */
    public static final int ACTOR = 0;

    /** Where the distribution is in its actor's part of a {@link DrawTable}. */
    public static final int OFFSET = 1;

    /** The first child; at terminals the node itself. The others follow it. */
    public static final int FIRST_CHILD = 2;

    /** The number of children. */
    public static final int CHILD_COUNT = 3;

    /** {@link #ACTOR} of chance nodes and terminals. */
    static final int CHANCE = 0;

    private final GameTree tree;
    private final int[] nodes;
    private final int[] chance;

    /**
     * The nodes of a tree.
     *
     * @param tree the compiled game
     */
    public RolloutTree(GameTree tree) {
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

    /**
     * The game.
     *
     * @return the compiled game
     */
    public GameTree tree() {
        return tree;
    }

    /**
     * The integers of all nodes; the root is at 0.
     *
     * @return not a copy, not to be modified
     */
    public int[] nodes() {
        return nodes;
    }

    /** The last draws of chance, the first part of a table. */
    int[] chance() {
        return chance;
    }

    /**
     * Payoffs less their origin.
     *
     * @param samples whose origin it is
     * @return {@code [node][player]}, zeros where the game goes on
     */
    public double[] returns(SampledPayoffs samples) {
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
