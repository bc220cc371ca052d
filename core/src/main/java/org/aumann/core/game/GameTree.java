package org.aumann.core.game;

import java.util.List;
import org.aumann.core.payoff.PayoffRange;

/**
 * A game compiled once into flat arrays: nothing hot walks objects.
 *
 * <p>Nodes are numbered so that parents come before children and siblings are neighbours. Terminals are
 * numbered from 0 in node order. Memory: about 21 bytes a node and {@code 8 + 12 n} bytes a terminal.
 *
 * <p>Immutable and safe for use by several threads. Made by {@link GameTreeCompiler}.
 */
public final class GameTree {
    /** {@link #actor} of a chance node. */
    public static final int CHANCE = -1;

    /** {@link #actor} of a terminal node. */
    public static final int TERMINAL = -2;

    private final String name;
    private final int playerCount;
    private final int[] actor;
    private final int[] firstChild;
    private final int[] childCount;
    private final int[] reference;
    private final double[] edgeProbability;
    private final double[] terminalChance;
    private final double[][] terminalPayoff;
    private final int[][] terminalSequence;
    private final List<SequenceForm> sequenceForms;

    GameTree(
            String name,
            int[] actor,
            int[] firstChild,
            int[] childCount,
            int[] reference,
            double[] edgeProbability,
            double[] terminalChance,
            double[][] terminalPayoff,
            int[][] terminalSequence,
            List<SequenceForm> sequenceForms) {
        this.name = name;
        this.playerCount = sequenceForms.size();
        this.actor = actor;
        this.firstChild = firstChild;
        this.childCount = childCount;
        this.reference = reference;
        this.edgeProbability = edgeProbability;
        this.terminalChance = terminalChance;
        this.terminalPayoff = terminalPayoff;
        this.terminalSequence = terminalSequence;
        this.sequenceForms = List.copyOf(sequenceForms);
    }

    /**
     * Compiles a game; see {@link GameTreeCompiler#compile}.
     *
     * @param game the game
     * @return its tree
     */
    public static GameTree of(Game game) {
        return new GameTreeCompiler(game).compile();
    }

    /**
     * The name of the game.
     *
     * @return {@link Game#name}
     */
    public String name() {
        return name;
    }

    /**
     * Number of players.
     *
     * @return at least 1
     */
    public int playerCount() {
        return playerCount;
    }

    /**
     * Number of nodes (histories), terminals included.
     *
     * @return at least 1
     */
    public int nodeCount() {
        return actor.length;
    }

    /**
     * Number of terminals.
     *
     * @return at least 1
     */
    public int terminalCount() {
        return terminalChance.length;
    }

    /**
     * Number of infostates of all players together.
     *
     * @return at least 0
     */
    public int infostateCount() {
        return sequenceForms.stream().mapToInt(SequenceForm::infostateCount).sum();
    }

    /**
     * Who acts at a node.
     *
     * @param node node from 0, the root
     * @return a player, {@link #CHANCE} or {@link #TERMINAL}
     */
    public int actor(int node) {
        return actor[node];
    }

    /**
     * The first child of a node; the others follow it.
     *
     * @param node a decision or chance node
     * @return a node greater than {@code node}
     */
    public int firstChild(int node) {
        return firstChild[node];
    }

    /**
     * Number of children of a node.
     *
     * @param node any node
     * @return 0 exactly at terminals
     */
    public int childCount(int node) {
        return childCount[node];
    }

    /**
     * The infostate of a decision node, among those of its actor.
     *
     * @param node a decision node
     * @return infostate from 0
     */
    public int infostate(int node) {
        assert actor[node] >= 0;
        return reference[node];
    }

    /**
     * The number of a terminal node among the terminals.
     *
     * @param node a terminal node
     * @return terminal from 0
     */
    public int terminal(int node) {
        assert actor[node] == TERMINAL;
        return reference[node];
    }

    /**
     * Probability with which chance chose the edge into a node.
     *
     * @param node any node
     * @return the probability where the parent is a chance node, else 1
     */
    public double edgeProbability(int node) {
        return edgeProbability[node];
    }

    /**
     * Product of all chance probabilities on the way to a terminal.
     *
     * @param terminal terminal from 0
     * @return a number in (0, 1]
     */
    public double chance(int terminal) {
        return terminalChance[terminal];
    }

    /**
     * Payoff of a player at a terminal.
     *
     * @param player player from 0
     * @param terminal terminal from 0
     * @return payoff units
     */
    public double payoff(int player, int terminal) {
        return terminalPayoff[player][terminal];
    }

    /**
     * The sequence of a player's own actions that leads to a terminal: the realisation plan of a policy at
     * this sequence is the player's part of the terminal's reach probability.
     *
     * @param player player from 0
     * @param terminal terminal from 0
     * @return a sequence of {@code sequenceForm(player)}
     */
    public int sequence(int player, int terminal) {
        return terminalSequence[player][terminal];
    }

    /**
     * The infostates and sequences of a player.
     *
     * @param player player from 0
     * @return the player's sequence form
     */
    public SequenceForm sequenceForm(int player) {
        return sequenceForms.get(player);
    }

    /**
     * Largest minus smallest terminal payoff of a player.
     *
     * @param player player from 0
     * @return payoff units, at least 0
     */
    public double payoffRange(int player) {
        return range(player).width();
    }

    /**
     * Smallest and largest terminal payoff of a player.
     *
     * @param player player from 0
     * @return payoff units
     */
    public PayoffRange range(int player) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double payoff : terminalPayoff[player]) {
            least = Math.min(least, payoff);
            greatest = Math.max(greatest, payoff);
        }
        return new PayoffRange(least, greatest);
    }

    /**
     * An integer near the middle of a player's payoffs: sums of differences from it stay small, and exact where
     * the payoffs are integers.
     *
     * @param player player from 0
     * @return payoff units
     */
    public double payoffCentre(int player) {
        PayoffRange range = range(player);
        return Math.rint(range.least() + range.width() / 2);
    }
}
