package org.aumann.kernels;

import java.lang.foreign.MemorySegment;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.regret.RegretRule;
import org.aumann.core.stochastic.StochasticModel;
import org.jspecify.annotations.Nullable;

/**
 * A place where kernels run: the threads of this machine, or a device.
 *
 * <p>A back end has buffers, and the kernels that its {@linkplain BackendProvider#capabilities provider declares}; it
 * refuses the others by name. A back end may be used by one thread at a time. Operators and buffers belong to the back
 * end that made them, and are closed before it.
 */
public interface ComputeBackend extends AutoCloseable {
    /**
     * The id it is chosen by.
     *
     * @return a short lower-case word
     */
    String id();

    /**
     * What it runs on, for people.
     *
     * @return one line
     */
    String device();

    /**
     * A float64 buffer with one element per joint action, or per learner and action.
     *
     * @param size number of elements
     * @return a buffer of unspecified content that the caller closes
     */
    JointBuffer allocate(long size);

    /**
     * The incentive operator of a meta-game, whichever kind it is, without a tilt.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @return an operator that the caller closes
     * @throws BackendException if there are no kernels for this kind of game
     */
    default IncentiveOperator incentives(MetaGame game, SolutionConcept concept) {
        return incentives(game, concept, null);
    }

    /**
     * The incentive operator of a meta-game, whichever kind it is.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @param tilt what logits have besides payoffs: one float64 per outcome, which stays as it is as long as the operator is
     *     open; null if there is nothing
     * @return an operator that the caller closes
     * @throws BackendException if there are no kernels for this kind of game
     */
    default IncentiveOperator incentives(MetaGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        return switch (game) {
            case TensorGame tensor -> tensorIncentives(tensor, concept, tilt);
            case SymmetricGame symmetric -> symmetricIncentives(symmetric, concept, tilt);
        };
    }

    /**
     * The incentive operator of a payoff tensor.
     *
     * @param game the game; its tensor stays open as long as the operator
     * @param concept CE or CCE
     * @param tilt as for {@link #incentives(MetaGame, SolutionConcept, MemorySegment)}
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#INCENTIVES}
     */
    default IncentiveOperator tensorIncentives(TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        throw without(Capability.INCENTIVES);
    }

    /**
     * The incentive operator of a symmetric game over its count profiles.
     *
     * @param game the game
     * @param concept CE or CCE
     * @param tilt as for {@link #incentives(MetaGame, SolutionConcept, MemorySegment)}
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#SYMMETRIC_INCENTIVES}
     */
    default IncentiveOperator symmetricIncentives(
            SymmetricGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        throw without(Capability.SYMMETRIC_INCENTIVES);
    }

    /**
     * Exact payoffs and best responses in a compiled game.
     *
     * @param tree the game
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#TREES}
     */
    default TreeOperator tree(GameTree tree) {
        throw without(Capability.TREES);
    }

    /**
     * Episodes of a compiled game.
     *
     * @param tree the game
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#ROLLOUTS}
     */
    default RolloutOperator rollouts(GameTree tree) {
        throw without(Capability.ROLLOUTS);
    }

    /**
     * Expected payoffs of product profiles.
     *
     * @param payoffs the payoffs, open as long as the operator
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#PROFILES}
     */
    default ProfileOperator profiles(PayoffTensor payoffs) {
        throw without(Capability.PROFILES);
    }

    /**
     * Many regret minimisers.
     *
     * @param rule what they all do
     * @param learnerCount number of learners, at least 1
     * @param actionCount number of actions of each, at least 1
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#REGRETS}
     */
    default RegretOperator regrets(RegretRule rule, int learnerCount, int actionCount) {
        throw without(Capability.REGRETS);
    }

    /**
     * Many small games of one shape.
     *
     * @param index the joint actions of each
     * @param concept CE or CCE
     * @param objective which of the equilibria
     * @param gameCount number of games, at least 1
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#BATCHES}
     */
    default BatchOperator batch(
            JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        throw without(Capability.BATCHES);
    }

    /**
     * What every player of many small games of one shape can secure.
     *
     * @param index the joint actions of each
     * @param gameCount number of games, at least 1
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#BATCHES}
     */
    default MaximinOperator maximin(JointActionIndex index, int gameCount) {
        throw without(Capability.BATCHES);
    }

    /**
     * The sweeps of a mean-field game.
     *
     * @param model the game
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#MEAN_FIELDS}, or if the game does not fit into the memory of the
     *     device
     */
    default MeanFieldOperator meanField(MeanFieldModel model) {
        throw without(Capability.MEAN_FIELDS);
    }

    /**
     * The back-ups of a stochastic game.
     *
     * @param model the game
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#STOCHASTIC_GAMES}, or if the game does not fit into the memory of the
     *     device
     */
    default BackUpOperator backUps(StochasticModel model) {
        throw without(Capability.STOCHASTIC_GAMES);
    }

    /**
     * Copies of a learner in a stochastic game.
     *
     * @param model the game; play does not begin in an absorbing state
     * @param copyCount number of copies, at least 1
     * @param seed of all draws
     * @return an operator that the caller closes
     * @throws BackendException without {@link Capability#STOCHASTIC_GAMES}, or if the copies do not fit into the memory of the
     *     device
     */
    default LearningOperator learning(StochasticModel model, int copyCount, long seed) {
        throw without(Capability.STOCHASTIC_GAMES);
    }

    private BackendException without(Capability capability) {
        return Backends.lacks(id(), capability);
    }

    @Override
    void close();
}
