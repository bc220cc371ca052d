package org.aumann.kernels;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.regret.RegretRule;

/**
 * A place where kernels run: the threads of this machine, or a device.
 *
 * <p>A back end may be used by one thread at a time. Operators and buffers belong to the back end that made
 * them, and are closed before it.
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
     * The incentive operator of a meta-game.
     *
     * @param game the game; its tensor stays open as long as the operator
     * @param concept CE or CCE
     * @return an operator that the caller closes
     */
    IncentiveOperator incentives(MetaGame game, SolutionConcept concept);

    /**
     * The kernels of a compiled game.
     *
     * @param tree the game
     * @return an operator that the caller closes
     */
    TreeOperator tree(GameTree tree);

    /**
     * Expected payoffs of product profiles.
     *
     * @param payoffs the payoffs, open as long as the operator
     * @return an operator that the caller closes
     */
    ProfileOperator profiles(PayoffTensor payoffs);

    /**
     * Many regret minimisers.
     *
     * @param rule what they all do
     * @param learnerCount number of learners, at least 1
     * @param actionCount number of actions of each, at least 1
     * @return an operator that the caller closes
     */
    RegretOperator regrets(RegretRule rule, int learnerCount, int actionCount);

    /**
     * Many small games of one shape.
     *
     * @param index the joint actions of each
     * @param concept CE or CCE
     * @param gameCount number of games, at least 1
     * @return an operator that the caller closes
     */
    BatchOperator batch(JointActionIndex index, SolutionConcept concept, int gameCount);

    /**
     * The sweeps of a mean-field game.
     *
     * @param model the game
     * @return an operator that the caller closes
     * @throws BackendException if the game does not fit into the memory of the device
     */
    MeanFieldOperator meanField(MeanFieldModel model);

    @Override
    void close();
}
