package org.aumann.solvers.psro;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.kernels.Capability;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionSettings;

/**
 * How a Joint PSRO run goes.
 *
 * @param target the concept to converge to, which decides the best responses
 * @param train meta-solver whose distribution the best responses answer
 * @param eval meta-solver whose distribution is reported
 * @param choices which policies it adds
 * @param limits when it ends; its tolerance is relative to the widest range of a player's payoffs. With exploration the
 *     patience counts quiet iterations since the reported welfare last rose, else those in a row
 * @param seed of all draws
 * @param solve when each meta-solve stops; its deadline is that of the run
 */
public record JointPsroOptions(
        SolutionConcept target,
        MetaSolver train,
        MetaSolver eval,
        PolicyChoices choices,
        LoopLimits limits,
        long seed,
        SolveOptions solve) {
    /**
     * JPSRO(CCE): train on the maximum Gini CCE, report the maximum welfare CCE.
     *
     * @return the defaults: those of the choices, tolerance 1e-6, patience 5, 40 iterations, one hour, seed 0
     */
    public static JointPsroOptions defaults() {
        return new JointPsroOptions(
                SolutionConcept.CCE,
                coarse(SelectionObjective.GINI),
                coarse(SelectionObjective.WELFARE),
                PolicyChoices.defaults(),
                new LoopLimits(1e-6, 5, 40, Duration.ofHours(1)),
                0,
                SolveOptions.defaults());
    }

    private static MetaSolver coarse(SelectionObjective objective) {
        return new EquilibriumSolver(objective, SolutionConcept.CCE, EpsilonRule.GIVEN, SelectionSettings.defaults());
    }

    /**
     * The kernels that a run calls.
     *
     * @return those of trees and of both meta-solvers
     */
    public Set<Capability> needs() {
        EnumSet<Capability> needs = EnumSet.of(Capability.TREES);
        needs.addAll(train.needs());
        needs.addAll(eval.needs());
        return needs;
    }

    /**
     * The same with other solvers and target.
     *
     * @param target the concept to converge to
     * @param train meta-solver to train on
     * @param eval meta-solver to report
     * @return a copy
     */
    public JointPsroOptions withSolvers(SolutionConcept target, MetaSolver train, MetaSolver eval) {
        return new JointPsroOptions(target, train, eval, choices, limits, seed, solve);
    }

    /**
     * The same with other limits.
     *
     * @param limits when it ends
     * @return a copy
     */
    public JointPsroOptions withLimits(LoopLimits limits) {
        return new JointPsroOptions(target, train, eval, choices, limits, seed, solve);
    }

    /**
     * The same with other ends.
     *
     * @param patience quiet iterations before the run ends
     * @param iterations most iterations
     * @return a copy
     */
    public JointPsroOptions withLimits(int patience, int iterations) {
        return withLimits(limits.withPatience(patience).withIterations(iterations));
    }

    /**
     * The same with another time limit.
     *
     * @param time most wall-clock time
     * @return a copy
     */
    public JointPsroOptions withTimeLimit(Duration time) {
        return withLimits(limits.withTime(time));
    }

    /**
     * The same with other ways to choose policies.
     *
     * @param choices which policies it adds
     * @return a copy
     */
    public JointPsroOptions withChoices(PolicyChoices choices) {
        return new JointPsroOptions(target, train, eval, choices, limits, seed, solve);
    }

    /**
     * The same with other ways to choose policies.
     *
     * @param initial where the populations start
     * @param selection which best responses enter
     * @param schedule which players update
     * @param tieBreak what best responses do where several actions are best
     * @return a copy
     */
    public JointPsroOptions withChoices(
            InitialPolicy initial, ResponseSelection selection, PlayerSchedule schedule, TieBreak tieBreak) {
        return withChoices(new PolicyChoices(initial, selection, schedule, tieBreak, choices.exploration()));
    }

    /**
     * The same with another exploration.
     *
     * @param exploration what happens while training has ended
     * @return a copy
     */
    public JointPsroOptions withExploration(Exploration exploration) {
        return withChoices(new PolicyChoices(
                choices.initial(), choices.selection(), choices.schedule(), choices.tieBreak(), exploration));
    }

    /**
     * The same with another seed.
     *
     * @param seed of all draws
     * @return a copy
     */
    public JointPsroOptions withSeed(long seed) {
        return new JointPsroOptions(target, train, eval, choices, limits, seed, solve.withSeed(seed));
    }
}
