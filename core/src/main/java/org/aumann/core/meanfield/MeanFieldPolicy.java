package org.aumann.core.meanfield;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A policy of one population: what to do at every time and state. Deterministic ones are stored as actions.
 *
 * <p>Two policies are equal iff they are of the same population of the same model and do the same wherever they lead
 * from the start; elsewhere it makes no difference. Immutable and safe for use by several threads.
 */
public final class MeanFieldPolicy {
    private static final double ROUNDING = 1e-9;

    private final MeanFieldModel model;
    private final int population;
    private final int @Nullable [] actions;
    private final double @Nullable [] probabilities;
    private @Nullable BitSet reached;

    private MeanFieldPolicy(
            MeanFieldModel model, int population, int @Nullable [] actions, double @Nullable [] probabilities) {
        this.model = model;
        this.population = population;
        this.actions = actions;
        this.probabilities = probabilities;
    }

    /**
     * A policy that takes one action in every state.
     *
     * @param model the game
     * @param population from 0
     * @param actions {@code [time][state]}, legal ones. Not modified.
     * @return the policy
     */
    public static MeanFieldPolicy deterministic(MeanFieldModel model, int population, int[] actions) {
        requireLength("actions", actions.length, model.fieldSize());
        int states = model.stateCount();
        for (int first = 0; first < actions.length; first += states) {
            for (int x = 0; x < states; x++) {
                int action = actions[first + x];
                if (!model.isLegal(x, action)) {
                    throw new InvalidInputException(
                            "action (" + action + ") in state " + x + " at time " + first / states + " must be legal");
                }
            }
        }
        return new MeanFieldPolicy(model, population, actions.clone(), null);
    }

    /**
     * A policy from probabilities.
     *
     * @param model the game
     * @param population from 0
     * @param probabilities {@code [time][action][state]}, 0 for illegal actions, sums of 1 over the actions. Not modified.
     * @return the policy
     */
    public static MeanFieldPolicy of(MeanFieldModel model, int population, double[] probabilities) {
        requireLength("probabilities", probabilities.length, model.tableSize());
        for (int t = 0; t < model.timeCount(); t++) {
            for (int x = 0; x < model.stateCount(); x++) {
                double sum = 0;
                for (int a = 0; a < model.actionCount(); a++) {
                    double probability = probabilities[model.index(t, x, a)];
                    if (!(probability >= 0) || (probability > 0 && !model.isLegal(x, a))) {
                        throw new InvalidInputException("probability (" + probability + ") of action " + a
                                + " in state " + x + " at time " + t
                                + " must be at least 0, and 0 if the action is illegal");
                    }
                    sum += probability;
                }
                if (!(Math.abs(sum - 1) <= ROUNDING)) {
                    throw new InvalidInputException("probabilities in state " + x + " at time " + t + " sum to " + sum
                            + ", they must sum to 1");
                }
            }
        }
        return new MeanFieldPolicy(model, population, null, probabilities.clone());
    }

    private static void requireLength(String what, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(what + ".length (" + length + ") must be " + expected);
        }
    }

    /**
     * The policy that takes every legal action with the same probability.
     *
     * @param model the game
     * @param population from 0
     * @return the uniform policy
     */
    public static MeanFieldPolicy uniform(MeanFieldModel model, int population) {
        double[] probabilities = new double[model.tableSize()];
        for (int x = 0; x < model.stateCount(); x++) {
            double probability = 1.0 / model.legalActionCount(x);
            for (int a = 0; a < model.actionCount(); a++) {
                for (int t = 0; t < model.timeCount() && model.isLegal(x, a); t++) {
                    probabilities[model.index(t, x, a)] = probability;
                }
            }
        }
        return new MeanFieldPolicy(model, population, null, probabilities);
    }

    /**
     * The uniform policy of every population.
     *
     * @param model the game
     * @return one policy per population
     */
    public static List<MeanFieldPolicy> uniform(MeanFieldModel model) {
        return IntStream.range(0, model.populationCount())
                .mapToObj(population -> uniform(model, population))
                .toList();
    }

    /**
     * The game.
     *
     * @return the model that the policy was made for
     */
    public MeanFieldModel model() {
        return model;
    }

    /**
     * Whose policy it is.
     *
     * @return a population from 0
     */
    public int population() {
        return population;
    }

    /**
     * Whether it is stored as actions.
     *
     * @return true if it was made deterministic
     */
    public boolean isDeterministic() {
        return actions != null;
    }

    /**
     * The action of a deterministic policy.
     *
     * @param time from 0
     * @param state from 0
     * @return the action
     * @throws IllegalStateException if the policy is not deterministic
     */
    public int action(int time, int state) {
        if (actions == null) {
            throw new IllegalStateException("the policy is not deterministic");
        }
        return actions[time * model.stateCount() + state];
    }

    /**
     * The probability of an action.
     *
     * @param time from 0
     * @param state from 0
     * @param action from 0
     * @return a number in [0, 1]
     */
    public double probability(int time, int state, int action) {
        if (probabilities != null) {
            return probabilities[model.index(time, state, action)];
        }
        return action(time, state) == action ? 1 : 0;
    }

    /**
     * All probabilities.
     *
     * @return a copy, {@code [time][action][state]}
     */
    public double[] probabilities() {
        if (probabilities != null) {
            return probabilities.clone();
        }
        double[] all = new double[model.tableSize()];
        for (int t = 0; t < model.timeCount(); t++) {
            for (int x = 0; x < model.stateCount(); x++) {
                all[model.index(t, x, action(t, x))] = 1;
            }
        }
        return all;
    }

    /**
     * The actions of a deterministic policy at a time.
     *
     * @param time from 0
     * @param target receives one per state. Modified.
     * @throws IllegalStateException if the policy is not deterministic
     */
    public void copyActions(int time, int[] target) {
        if (actions == null) {
            throw new IllegalStateException("the policy is not deterministic");
        }
        System.arraycopy(actions, time * model.stateCount(), target, 0, model.stateCount());
    }

    /**
     * The probabilities of an action at neighbouring states, of a policy that is not deterministic.
     *
     * @param time from 0
     * @param action from 0
     * @param state the first state
     * @param count number of states
     * @param target receives them. Modified.
     * @param to where the first one goes
     */
    public void copyProbabilities(int time, int action, int state, int count, double[] target, int to) {
        if (probabilities == null) {
            throw new IllegalStateException("the policy is deterministic");
        }
        System.arraycopy(probabilities, model.index(time, state, action), target, to, count);
    }

    /** {@code [time][state]}: where the policy leads. Computed once; two threads would compute the same. */
    private BitSet reached() {
        BitSet known = reached;
        if (known == null) {
            known = MeanFieldSweeps.reached(this);
            reached = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof MeanFieldPolicy that) || model != that.model || population != that.population) {
            return false;
        }
        BitSet states = reached();
        for (int i = states.nextSetBit(0); i >= 0; i = states.nextSetBit(i + 1)) {
            int time = i / model.stateCount();
            int state = i % model.stateCount();
            for (int a = 0; a < model.actionCount(); a++) {
                if (probability(time, state, a) != that.probability(time, state, a)) {
                    return false;
                }
            }
        }
        return true; // the same rule wherever this one leads, so that the other leads nowhere else
    }

    @Override
    public int hashCode() {
        int hash = population;
        BitSet states = reached();
        double[] rule = new double[model.actionCount()];
        for (int i = states.nextSetBit(0); i >= 0; i = states.nextSetBit(i + 1)) {
            int index = i;
            Arrays.setAll(rule, a -> probability(index / model.stateCount(), index % model.stateCount(), a) + 0.0);
            hash = 31 * hash + Arrays.hashCode(rule);
        }
        return hash;
    }
}
