package org.aumann.app.task;

import java.util.Optional;
import java.util.Set;
import org.aumann.core.InvalidInputException;
import org.aumann.kernels.Capability;
import org.aumann.solvers.stochastic.QLearningOptions;
import org.aumann.solvers.stochastic.Selection;

/** What finds a stationary joint policy of a stochastic game. */
public sealed interface JalMethod {
    /**
     * Value iteration.
     *
     * @param selection what is played in the stage games
     */
    record Planning(Selection selection) implements JalMethod {
        /** Refuses the selection that needs play. */
        public Planning {
            if (selection == Selection.INDEPENDENT) {
                throw new InvalidInputException("--selection independent: found --method planning, expected learning");
            }
        }
    }

    /**
     * Q-learning.
     *
     * @param options how the copies learn
     */
    record Learning(QLearningOptions options) implements JalMethod {}

    /** Homotopies to a Nash equilibrium. */
    record Stationary() implements JalMethod {}

    /**
     * The word that chooses the method.
     *
     * @return planning, learning or stationary
     */
    default String id() {
        return switch (this) {
            case Planning _ -> "planning";
            case Learning _ -> "learning";
            case Stationary _ -> "stationary";
        };
    }

    /**
     * What is played in the stage games.
     *
     * @return empty if nothing is selected there
     */
    default Optional<Selection> selected() {
        return switch (this) {
            case Planning(Selection selection) -> Optional.of(selection);
            case Learning(QLearningOptions options) -> Optional.of(options.selection());
            case Stationary _ -> Optional.empty();
        };
    }

    /**
     * The kernels that will be called.
     *
     * @return none of the homotopies
     */
    default Set<Capability> needs() {
        return this instanceof Stationary ? Set.of() : Set.of(Capability.BATCHES, Capability.STOCHASTIC_GAMES);
    }
}
