package org.aumann.core.format;

import java.util.List;
import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;

/** A node of a Gambit extensive game, complete with its subtree. Immutable. */
final class EfgNode implements GameState {
    private final NodeKind kind;
    private final EfgInfoset infoset;
    private final List<EfgNode> children;
    private final double[] payoffs;

    private EfgNode(NodeKind kind, EfgInfoset infoset, List<EfgNode> children, double[] payoffs) {
        this.kind = kind;
        this.infoset = infoset;
        this.children = children;
        this.payoffs = payoffs;
    }

    /**
     * A terminal.
     *
     * @param payoffs sums of the payoffs on the way to it. Not copied: owned from now on.
     * @return the node
     */
    static EfgNode terminal(double[] payoffs) {
        return new EfgNode(NodeKind.TERMINAL, EfgInfoset.NONE, List.of(), payoffs);
    }

    /**
     * A decision or chance node.
     *
     * @param kind which
     * @param infoset its information set
     * @param children one per action that can be taken
     * @return the node
     */
    static EfgNode inner(NodeKind kind, EfgInfoset infoset, List<EfgNode> children) {
        return new EfgNode(kind, infoset, List.copyOf(children), new double[0]);
    }

    @Override
    public NodeKind kind() {
        return kind;
    }

    @Override
    public int actionCount() {
        return children.size();
    }

    @Override
    public String actionLabel(int action) {
        return infoset.possibleLabel(action);
    }

    @Override
    public double chanceProbability(int outcome) {
        return infoset.possibleProbability(outcome);
    }

    @Override
    public GameState child(int action) {
        return children.get(action);
    }

    @Override
    public String infostateKey() {
        return infoset.key();
    }

    @Override
    public double payoff(int player) {
        return payoffs[player];
    }
}
