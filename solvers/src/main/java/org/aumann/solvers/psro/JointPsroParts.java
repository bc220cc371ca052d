package org.aumann.solvers.psro;

import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.loop.GapCertifier;
import org.aumann.solvers.loop.PayoffSource;

/**
 * What a Joint PSRO run is made of: each part may be one's own.
 *
 * @param kernels of the game, open as long as the run
 * @param payoffs where payoffs of joint policies come from
 * @param oracle finds best responses. What it claims that they gain decides where the run goes, but not whether it has
 *     converged
 * @param certifier decides whether it has
 */
public record JointPsroParts(
        TreeOperator kernels,
        PayoffSource<TabularPolicy> payoffs,
        BestResponseOracle oracle,
        GapCertifier<TabularPolicy> certifier) {
    /**
     * Exact payoffs and responses by the kernels, and the reference as certifier.
     *
     * @param tree the game
     * @param kernels of the game
     * @param tieBreak what responses do where several actions are best
     * @param target CE or CCE
     * @return the parts
     */
    public static JointPsroParts exact(GameTree tree, TreeOperator kernels, TieBreak tieBreak, SolutionConcept target) {
        return new JointPsroParts(
                kernels,
                kernels::payoffs,
                new ExactOracle(tree, kernels, tieBreak),
                (policies, sigma) -> ExtensiveReference.gains(tree, policies, sigma, target));
    }

    /**
     * The same with other payoffs.
     *
     * @param other where payoffs of joint policies come from; closed with the run
     * @return a copy
     */
    public JointPsroParts withPayoffs(PayoffSource<TabularPolicy> other) {
        return new JointPsroParts(kernels, other, oracle, certifier);
    }

    /**
     * The same with another oracle.
     *
     * @param other finds best responses
     * @return a copy
     */
    public JointPsroParts withOracle(BestResponseOracle other) {
        return new JointPsroParts(kernels, payoffs, other, certifier);
    }

    /**
     * The same with another certifier.
     *
     * @param other decides whether the run has converged
     * @return a copy
     */
    public JointPsroParts withCertifier(GapCertifier<TabularPolicy> other) {
        return new JointPsroParts(kernels, payoffs, oracle, other);
    }
}
