package org.aumann.solvers.psro;

/**
 * Which policies a Joint PSRO run begins with and adds.
 *
 * @param initial where the populations start
 * @param selection which best responses enter
 * @param schedule which players update
 * @param tieBreak what best responses do where several actions are best
 * @param exploration what happens while training has ended
 */
public record PolicyChoices(
        InitialPolicy initial,
        ResponseSelection selection,
        PlayerSchedule schedule,
        TieBreak tieBreak,
        Exploration exploration) {
    /**
     * Uniform policies at first; of every player the novel response with the largest gain, the first of equal actions;
     * exploration for welfare.
     *
     * @return the defaults
     */
    public static PolicyChoices defaults() {
        return new PolicyChoices(
                InitialPolicy.UNIFORM,
                ResponseSelection.LARGEST_GAP,
                PlayerSchedule.ALL,
                TieBreak.FIRST,
                Exploration.WELFARE);
    }
}
