package org.aumann.core.format;

import java.util.List;
import org.aumann.core.exact.Fraction;
import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;

/** A node of a Gambit extensive game, complete with its subtree. Immutable. */
final class EfgNode implements GameState {
    private final NodeKind kind;
    private final EfgInfoset infoset;
    private final List<EfgNode> children;
    private final EfgOutcome outcome;
    private final double[] payoffs;

    private EfgNode(NodeKind kind, EfgInfoset infoset, List<EfgNode> children, EfgOutcome outcome, double[] payoffs) {
        this.kind = kind;
        this.infoset = infoset;
        this.children = children;
        this.outcome = outcome;
        this.payoffs = payoffs;
    }

    /**
     * A terminal.
     *
     * @param outcome the last of the outcomes on the way to it
     * @param payoffs sums of their payoffs. Not copied: owned from now on.
     * @return the node
     */
    static EfgNode terminal(EfgOutcome outcome, double[] payoffs) {
        return new EfgNode(NodeKind.TERMINAL, EfgInfoset.NONE, List.of(), outcome, payoffs);
    }

    /**
     * A decision or chance node.
     *
     * @param kind which
     * @param infoset its information set
     * @param outcome what it pays
     * @param children one per action that can be taken
     * @return the node
     */
    static EfgNode inner(NodeKind kind, EfgInfoset infoset, EfgOutcome outcome, List<EfgNode> children) {
        return new EfgNode(kind, infoset, List.copyOf(children), outcome, new double[0]);
    }

    /**
     * The outcome that stands here.
     *
     * @return {@link EfgOutcome#NONE} where there is none
     */
    EfgOutcome outcome() {
        return outcome;
    }

    /**
     * The probabilities of a chance node, without rounding.
     *
     * @return one per child; they sum to exactly 1
     */
    List<Fraction> exactProbabilities() {
        return infoset.exactProbabilities();
    }

    /**
     * The nodes below this one.
     *
     * @return one per action that can be taken
     */
    List<EfgNode> children() {
        return children;
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
