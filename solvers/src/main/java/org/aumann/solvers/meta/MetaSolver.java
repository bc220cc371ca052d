package org.aumann.solvers.meta;

import java.util.Set;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;

/** From a meta-game to a joint distribution with a certificate. Implementations are immutable. */
public interface MetaSolver {
    /**
     * The id it is chosen by, as in OpenSpiel.
     *
     * @return for example {@code mgcce}
     */
    String id();

    /**
     * One line for people.
     *
     * @return what it finds; the id where there is nothing to say
     */
    default String description() {
        return id();
    }

    /**
     * The concept whose deviations count.
     *
     * @return CE or CCE
     */
    SolutionConcept concept();

    /**
     * The tolerance for those who ask for none: one that the solver reaches on most games.
     *
     * @return relative to the units of the gains
     */
    default double defaultTolerance() {
        return SolveOptions.defaults().tolerance();
    }

    /**
     * The kernels that it calls for a payoff tensor.
     *
     * @return what a back end must have; nothing by default
     */
    default Set<Capability> needs() {
        return Set.of();
    }

    /** Begins what the first solve would otherwise wait for, in the background; does nothing by default. */
    default void prepare() {}

    /**
     * Solves a game.
     *
     * @param game the game; its payoffs are finite
     * @param backend runs the kernels
     * @param start multipliers of an earlier, similar game, or zero
     * @param options when to stop
     * @param listener hears of every iteration
     * @return how it ended
     */
    SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener);

    /**
     * Solves a game without warm start or progress.
     *
     * @param game the game; its payoffs are finite
     * @param backend runs the kernels
     * @param options when to stop
     * @return how it ended
     */
    default SolveOutcome solve(MetaGame game, ComputeBackend backend, SolveOptions options) {
        return solve(game, backend, Multipliers.zero(game.index(), concept()), options, SolveListener.SILENT);
    }
}
