package org.aumann.solvers.psro;

import java.time.Duration;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;

/**
 * How a Joint PSRO run goes.
 *
 * @param target the concept to converge to, which decides the best responses
 * @param train meta-solver whose distribution the best responses answer
 * @param eval meta-solver whose distribution is reported
 * @param initial where the populations start
 * @param selection which best responses enter
 * @param schedule which players update
 * @param tieBreak what best responses do where several actions are best
 * @param exploration what happens while training has ended
 * @param tolerance a gap of the full game at or below this is closed, relative to the widest range of a player's payoffs
 * @param patience iterations at a closed gap and without a novel best response before the run ends: in a row, or, with
 *     exploration, since the reported welfare last rose; 0 ends at the first closed gap
 * @param iterationLimit most iterations
 * @param timeLimit most wall-clock time
 * @param seed of all draws
 * @param solve when each meta-solve stops
 */
public record JointPsroOptions(
        SolutionConcept target,
        MetaSolver train,
        MetaSolver eval,
        InitialPolicy initial,
        ResponseSelection selection,
        PlayerSchedule schedule,
        TieBreak tieBreak,
        Exploration exploration,
        double tolerance,
        int patience,
        int iterationLimit,
        Duration timeLimit,
        long seed,
        SolveOptions solve) {
    /** Checks the ranges. */
    public JointPsroOptions {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance (" + tolerance + ") must be at least 0");
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience (" + patience + ") must be at least 0");
        }
        if (iterationLimit < 1) {
            throw new IllegalArgumentException("iterations (" + iterationLimit + ") must be at least 1");
        }
    }

    /**
     * JPSRO(CCE): train on the maximum Gini CCE, report the maximum welfare CCE.
     *
     * @return the defaults: exploration for welfare, tolerance 1e-6, patience 5, 40 iterations, one hour, seed 0
     */
    public static JointPsroOptions defaults() {
        return new JointPsroOptions(
                SolutionConcept.CCE,
                MetaSolvers.named("mgcce", 0),
                MetaSolvers.named("mwcce", 0),
                InitialPolicy.UNIFORM,
                ResponseSelection.LARGEST_GAP,
                PlayerSchedule.ALL,
                TieBreak.FIRST,
                Exploration.WELFARE,
                1e-6,
                5,
                40,
                Duration.ofHours(1),
                0,
                SolveOptions.defaults());
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
        return new JointPsroOptions(
                target,
                train,
                eval,
                initial,
                selection,
                schedule,
                tieBreak,
                exploration,
                tolerance,
                patience,
                iterationLimit,
                timeLimit,
                seed,
                solve);
    }

    /**
     * The same with other ends.
     *
     * @param patience iterations without a novel policy
     * @param iterationLimit most iterations
     * @return a copy
     */
    public JointPsroOptions withLimits(int patience, int iterationLimit) {
        return new JointPsroOptions(
                target,
                train,
                eval,
                initial,
                selection,
                schedule,
                tieBreak,
                exploration,
                tolerance,
                patience,
                iterationLimit,
                timeLimit,
                seed,
                solve);
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
        return new JointPsroOptions(
                target,
                train,
                eval,
                initial,
                selection,
                schedule,
                tieBreak,
                exploration,
                tolerance,
                patience,
                iterationLimit,
                timeLimit,
                seed,
                solve);
    }

    /**
     * The same with another exploration.
     *
     * @param exploration what happens while training has ended
     * @return a copy
     */
    public JointPsroOptions withExploration(Exploration exploration) {
        return new JointPsroOptions(
                target,
                train,
                eval,
                initial,
                selection,
                schedule,
                tieBreak,
                exploration,
                tolerance,
                patience,
                iterationLimit,
                timeLimit,
                seed,
                solve);
    }

    /**
     * The same with another seed.
     *
     * @param seed of all draws
     * @return a copy
     */
    public JointPsroOptions withSeed(long seed) {
        return new JointPsroOptions(
                target,
                train,
                eval,
                initial,
                selection,
                schedule,
                tieBreak,
                exploration,
                tolerance,
                patience,
                iterationLimit,
                timeLimit,
                seed,
                solve.withSeed(seed));
    }

    /**
     * The same with another time limit.
     *
     * @param timeLimit most wall-clock time
     * @return a copy
     */
    public JointPsroOptions withTimeLimit(Duration timeLimit) {
        return new JointPsroOptions(
                target,
                train,
                eval,
                initial,
                selection,
                schedule,
                tieBreak,
                exploration,
                tolerance,
                patience,
                iterationLimit,
                timeLimit,
                seed,
                solve);
    }
}
