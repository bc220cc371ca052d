package org.aumann.kernels;

import java.util.Set;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.MetaGame;

/**
 * What a back end is wanted for.
 *
 * @param needs the kernels that will be called
 * @param size numbers that a call of a kernel goes through: payoffs of a tensor, terminals of a tree times players, …
 */
public record Workload(Set<Capability> needs, long size) {
    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public Workload {
        needs = Set.copyOf(needs);
        if (size < 0) {
            throw new IllegalArgumentException("size (" + size + ") must not be negative");
        }
    }

    /**
     * Work of any kind and of a size that every back end is made for.
     *
     * @return no needs, the greatest size
     */
    public static Workload any() {
        return new Workload(Set.of(), Long.MAX_VALUE);
    }

    /**
     * Work on a game.
     *
     * @param needs the kernels
     * @param game its payoffs are the size
     * @return the workload
     */
    public static Workload on(MetaGame game, Set<Capability> needs) {
        return new Workload(
                needs, game.outcomes().jointActionCount() * game.index().playerCount());
    }

    /**
     * Work on the terminals of a tree.
     *
     * @param tree the game
     * @param needs the kernels
     * @return the workload
     */
    public static Workload on(GameTree tree, Set<Capability> needs) {
        return new Workload(needs, (long) tree.terminalCount() * tree.playerCount());
    }
}
