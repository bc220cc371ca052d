package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.ComputeBackend;

/** What is played in a stage game, and what it is taken to be worth. */
public enum Selection {
    /** What every player can secure by himself: foe-Q, minimax-Q (Littman 1994, 2001). Two players. */
    MINIMAX("what each of two players can secure (minimax-Q, foe-Q)"),
    /** What every player gets if the others want what he wants: friend-Q (Littman 2001). */
    FRIEND("the best joint action of each player, who trusts the others (friend-Q)"),
    /** The Nash equilibrium of most welfare that is found (Hu and Wellman 2003). */
    NASH("a Nash equilibrium, of those found the one of most welfare (Nash-Q)"),
    /** The correlated equilibrium of most welfare (Greenwald and Hall 2003). */
    UTILITARIAN("the correlated equilibrium of greatest sum of payoffs (uCE-Q)"),
    /** The correlated equilibrium whose least payoff is greatest. */
    EGALITARIAN("the correlated equilibrium of greatest least payoff (eCE-Q)"),
    /** The correlated equilibrium whose greatest payoff is greatest. */
    REPUBLICAN("the correlated equilibrium of greatest payoff of anybody (rCE-Q)"),
    /** Every player follows the correlated equilibrium that is best for him. */
    LIBERTARIAN("for each player the correlated equilibrium that is best for it (lCE-Q)"),
    /** Maximum Gini correlated equilibrium, unique. */
    MGCE("maximum Gini correlated equilibrium, unique"),
    /** Maximum Gini coarse correlated equilibrium, unique. */
    MGCCE("maximum Gini coarse correlated equilibrium, unique"),
    /** Maximum entropy correlated equilibrium, unique. */
    MECE("maximum entropy correlated equilibrium, unique"),
    /** Maximum entropy coarse correlated equilibrium, unique. */
    MECCE("maximum entropy coarse correlated equilibrium, unique"),
    /** The coarse correlated equilibrium of most welfare. */
    MWCCE("the coarse correlated equilibrium of greatest sum of payoffs"),
    /** All players learn as one: most welfare of all joint actions. */
    CENTRAL("the joint action of greatest sum of payoffs, a baseline"),
    /** Every player learns by himself, without a look at the others: a baseline for learning. */
    INDEPENDENT("each player by itself with a table over its own actions, a baseline");

    private final String description;

    Selection(String description) {
        this.description = description;
    }

    /**
     * The name on the command line.
     *
     * @return one word in lower case
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What it is, for people.
     *
     * @return one line
     */
    public String description() {
        return description;
    }

    /**
     * The selection of a name.
     *
     * @param id what {@link #id} gives
     * @return the selection
     * @throws InvalidInputException if there is none; lists them
     */
    public static Selection of(String id) {
        return Arrays.stream(values())
                .filter(selection -> selection.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("selection (" + id + ") must be one of "
                        + Arrays.stream(values()).map(Selection::id).collect(Collectors.joining(", "))));
    }

    /**
     * Whether what is played is what it is taken to be worth: not if players expect different things.
     *
     * @return false for friend, libertarian and minimax
     */
    public boolean isPlayed() {
        return this != FRIEND && this != LIBERTARIAN && this != MINIMAX;
    }

    /**
     * Whether the stage games of two players of opposed interests have the same values whatever the selection is.
     *
     * @return false for those that are no equilibria
     */
    boolean isValueOfZeroSumGames() {
        return switch (this) {
            case MINIMAX, NASH, UTILITARIAN, EGALITARIAN, REPUBLICAN, LIBERTARIAN, MGCE, MGCCE, MECE, MECCE, MWCCE ->
                true;
            case FRIEND, CENTRAL, INDEPENDENT -> false;
        };
    }

    /**
     * Refuses games that it is not for.
     *
     * @param model the game
     * @throws InvalidInputException if it has another number of players
     */
    public void requireFor(StochasticModel model) {
        if (this == MINIMAX && model.playerCount() != 2) {
            throw new InvalidInputException("players (" + model.playerCount() + ") of game " + model.name()
                    + " must be 2 for selection minimax. Maybe use utilitarian, or another correlated equilibrium");
        }
    }

    /** What a learner does in the kernel. */
    LearningSelection inKernel() {
        return switch (this) {
            case FRIEND -> LearningSelection.FRIEND;
            case CENTRAL -> LearningSelection.CENTRAL;
            case INDEPENDENT -> LearningSelection.INDEPENDENT;
            case MINIMAX, NASH, UTILITARIAN, EGALITARIAN, REPUBLICAN, LIBERTARIAN, MGCE, MGCCE, MECE, MECCE, MWCCE ->
                LearningSelection.EXTERNAL;
        };
    }

    /** Which (coarse) correlated equilibrium of a stage game it is, where it is one. */
    Optional<StageObjective> objective(int playerCount) {
        return switch (this) {
            case UTILITARIAN -> StageObjective.ofCe(BatchObjective.welfare(playerCount));
            case EGALITARIAN -> StageObjective.ofCe(BatchObjective.egalitarian());
            case MGCE -> StageObjective.ofCe(BatchObjective.gini());
            case MECE -> StageObjective.ofCe(BatchObjective.entropy());
            case MGCCE -> StageObjective.ofCce(BatchObjective.gini());
            case MECCE -> StageObjective.ofCce(BatchObjective.entropy());
            case MWCCE -> StageObjective.ofCce(BatchObjective.welfare(playerCount));
            case MINIMAX, FRIEND, NASH, REPUBLICAN, LIBERTARIAN, CENTRAL, INDEPENDENT -> Optional.empty();
        };
    }

    /** A solver of stage games, which the caller closes. */
    StageSolver open(ComputeBackend backend, JointActionIndex index, int gameCount) {
        return switch (this) {
            case MINIMAX -> new MaximinStages(backend, index, gameCount);
            case FRIEND -> new GreedyStages(index, false);
            case CENTRAL -> new GreedyStages(index, true);
            case NASH -> new NashStages(index);
            case REPUBLICAN -> new FavouriteStages(backend, index, true, gameCount);
            case LIBERTARIAN -> new FavouriteStages(backend, index, false, gameCount);
            case UTILITARIAN, EGALITARIAN, MGCE, MGCCE, MECE, MECCE, MWCCE ->
                new EquilibriumStages(
                        backend, index, objective(index.playerCount()).orElseThrow(), gameCount);
            case INDEPENDENT ->
                throw new InvalidInputException(
                        "selection independent: found a method that plans, expected --method learning");
        };
    }
}
