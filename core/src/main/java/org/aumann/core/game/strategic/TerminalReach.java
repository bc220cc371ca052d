package org.aumann.core.game.strategic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.ExactTerminal;
import org.aumann.core.exact.Fraction;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** Which joint strategies lead to which terminal of a tree: those in which every player plays the own part of the way. */
final class TerminalReach {
    private final GameTree tree;
    private final JointActionIndex index;
    private final int[][][] playing;

    /**
     * A tree with the strategies of its players.
     *
     * @param tree the game
     * @param index the joint strategies
     * @param playing per player and sequence the strategies that play it. Not copied.
     */
    TerminalReach(GameTree tree, JointActionIndex index, int[][][] playing) {
        this.tree = tree;
        this.index = index;
        this.playing = playing;
    }

    /**
     * Adds the expected payoffs of all joint strategies.
     *
     * @param payoffs a tensor of zeros. Modified.
     */
    void addTo(PayoffTensor payoffs) {
        for (int z = 0; z < tree.terminalCount(); z++) {
            int terminal = z;
            forEach(terminal, 0, 0, jointStrategy -> {
                for (int p = 0; p < tree.playerCount(); p++) {
                    double payoff = tree.chance(terminal) * tree.payoff(p, terminal);
                    payoffs.set(p, jointStrategy, payoffs.get(p, jointStrategy) + payoff);
                }
            });
        }
    }

    /**
     * The expected payoffs of all joint strategies, exactly.
     *
     * @param terminals the terminals of the tree in their order
     * @return the payoffs of a small game
     */
    ExactPayoffs exactPayoffs(List<ExactTerminal> terminals) {
        ExactPayoffs.requireSmall(index);
        int jointStrategies = Math.toIntExact(index.jointActionCount());
        List<List<Fraction>> payoffs = new ArrayList<>();
        for (int p = 0; p < tree.playerCount(); p++) {
            List<Fraction> own = new ArrayList<>(Collections.nCopies(jointStrategies, Fraction.ZERO));
            payoffs.add(own);
            for (int z = 0; z < tree.terminalCount(); z++) {
                ExactTerminal terminal = terminals.get(z);
                Fraction payoff = terminal.chance().times(terminal.payoffs().get(p));
                forEach(
                        z,
                        0,
                        0,
                        jointStrategy -> own.set(
                                (int) jointStrategy,
                                own.get((int) jointStrategy).plus(payoff)));
            }
        }
        return ExactPayoffs.of(index, payoffs);
    }

    /** Every joint strategy that extends the choices of the first players and leads to a terminal. */
    private void forEach(int terminal, int player, long jointStrategy, LongConsumer action) {
        if (player == tree.playerCount()) {
            action.accept(jointStrategy);
            return;
        }
        for (int strategy : playing[player][tree.sequence(player, terminal)]) {
            forEach(terminal, player + 1, jointStrategy + strategy * index.stride(player), action);
        }
    }
}
