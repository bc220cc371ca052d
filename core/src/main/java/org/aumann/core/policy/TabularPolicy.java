package org.aumann.core.policy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.SequenceForm;

/**
 * A behavioural policy of one player, as action probabilities and as a realisation plan.
 *
 * <pre>{@code
 * plan(0) = 1,   plan(firstSequence(I) + a) = plan(parentSequence(I)) · probability(I, a)
 * }</pre>
 *
 * <p>The plan is the player's part of every reach probability. Two policies are equal iff their plans are:
 * what a policy would do where it never gets by its own actions makes no difference. Immutable and safe for
 * use by several threads.
 */
public final class TabularPolicy {
    /** What sums of probabilities may miss 1 by. */
    private static final double ROUNDING = 1e-9;

    /** The same in what others have computed, perhaps in float32. */
    private static final double FOREIGN_ROUNDING = 1e-6;

    private final double[] probability;
    private final double[] plan;

    private TabularPolicy(SequenceForm form, double[] probability) {
        this.probability = probability;
        this.plan = new double[form.sequenceCount()];
        plan[0] = 1;
        for (int i = 0; i < form.infostateCount(); i++) {
            double reach = plan[form.parentSequence(i)];
            for (int s = form.firstSequence(i); s < form.firstSequence(i) + form.actionCount(i); s++) {
                plan[s] = reach * probability[s];
            }
        }
    }

    /**
     * A policy from action probabilities.
     *
     * @param form the player's infostates
     * @param probability per sequence the probability of its last action at its infostate; entry 0 is
     *     ignored. Not modified.
     * @return the policy
     */
    public static TabularPolicy of(SequenceForm form, double[] probability) {
        if (probability.length != form.sequenceCount()) {
            throw new IllegalArgumentException(
                    "probability.length (" + probability.length + ") must be " + form.sequenceCount() + " sequences");
        }
        for (int i = 0; i < form.infostateCount(); i++) {
            double sum = 0;
            for (int s = form.firstSequence(i); s < form.firstSequence(i) + form.actionCount(i); s++) {
                if (!(probability[s] >= 0)) {
                    throw new IllegalArgumentException(
                            "probability (" + probability[s] + ") at infostate " + form.key(i) + " must be at least 0");
                }
                sum += probability[s];
            }
            if (!(Math.abs(sum - 1) <= ROUNDING)) {
                throw new IllegalArgumentException(
                        "probabilities at infostate " + form.key(i) + " sum to " + sum + ", they must sum to 1");
            }
        }
        return new TabularPolicy(form, probability.clone());
    }

    /**
     * A policy that another program computed: what rounding has left of its sums is divided away.
     *
     * @param form the player's infostates
     * @param probability as for {@link #of}. Not modified.
     * @return the policy, the same bits if sums are 1 within 1e-9
     * @throws InvalidInputException if a number is below −1e-6, or a sum misses 1 by more than 1e-6
     */
    public static TabularPolicy nearly(SequenceForm form, double[] probability) {
        double[] normalised = probability.clone();
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            int end = first + form.actionCount(i);
            double sum = 0;
            for (int s = first; s < end; s++) {
                if (!(normalised[s] >= -FOREIGN_ROUNDING)) {
                    throw new InvalidInputException("found probability " + normalised[s] + " at infostate "
                            + form.key(i) + ", expected one from 0 to 1");
                }
                normalised[s] = Math.max(0, normalised[s]);
                sum += normalised[s];
            }
            if (!(Math.abs(sum - 1) <= FOREIGN_ROUNDING)) {
                throw new InvalidInputException(
                        "found probabilities that sum to " + sum + " at infostate " + form.key(i) + ", expected 1");
            }
            for (int s = first; s < end && Math.abs(sum - 1) > ROUNDING; s++) {
                normalised[s] /= sum;
            }
        }
        return of(form, normalised);
    }

    /**
     * The policy that plays every action with the same probability.
     *
     * @param form the player's infostates
     * @return the uniform policy
     */
    public static TabularPolicy uniform(SequenceForm form) {
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            Arrays.fill(probability, first, first + form.actionCount(i), 1.0 / form.actionCount(i));
        }
        return new TabularPolicy(form, probability);
    }

    /**
     * A policy that plays one action, drawn uniformly, at every infostate.
     *
     * @param form the player's infostates
     * @param random source of the draws
     * @return a deterministic policy
     */
    public static TabularPolicy randomDeterministic(SequenceForm form, RandomGenerator random) {
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            probability[form.firstSequence(i) + random.nextInt(form.actionCount(i))] = 1;
        }
        return new TabularPolicy(form, probability);
    }

    /**
     * Probability of the last action of a sequence at its infostate.
     *
     * @param sequence a sequence, at least 1
     * @return a number in [0, 1]
     */
    public double probability(int sequence) {
        return probability[sequence];
    }

    /**
     * The player's part of the reach probability of a sequence.
     *
     * @param sequence a sequence
     * @return a number in [0, 1]
     */
    public double plan(int sequence) {
        return plan[sequence];
    }

    /**
     * The whole realisation plan.
     *
     * @return a copy, one entry per sequence
     */
    public double[] plan() {
        return plan.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TabularPolicy that && Arrays.equals(plan, that.plan);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(plan);
    }
}
