package org.aumann.core.game;

import java.util.List;

/**
 * One player's infostates and sequences, the compiled view every kernel works on.
 *
 * <p>A <em>sequence</em> is the list of the player's own actions on the way to a node. Sequence 0 is
 * empty; the action {@code a} at infostate {@code I} makes the sequence
 * {@code firstSequence(I) + a}. With perfect recall an infostate is reached by exactly one sequence, its
 * {@link #parentSequence}. Infostates are numbered so that parents come first: a loop from the last to
 * the first is a backward induction. Koller, Megiddo and von Stengel 1996.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class SequenceForm {
    private final int[] firstSequence;
    private final int[] parentSequence;
    private final List<String> keys;
    private final List<String> actionLabels;

    /**
     * @param firstSequence per infostate the sequence of its action 0, ascending; one further entry, the
     *     number of sequences. Not copied: owned from now on.
     * @param parentSequence per infostate the sequence that leads to it. Not copied.
     * @param keys per infostate its key
     * @param actionLabels per sequence the label of its last action; the first one is empty
     */
    SequenceForm(int[] firstSequence, int[] parentSequence, List<String> keys, List<String> actionLabels) {
        this.firstSequence = firstSequence;
        this.parentSequence = parentSequence;
        this.keys = List.copyOf(keys);
        this.actionLabels = List.copyOf(actionLabels);
    }

    /**
     * Number of infostates.
     *
     * @return at least 0
     */
    public int infostateCount() {
        return parentSequence.length;
    }

    /**
     * Number of sequences, the empty one included.
     *
     * @return at least 1
     */
    public int sequenceCount() {
        return firstSequence[parentSequence.length];
    }

    /**
     * Number of actions at an infostate.
     *
     * @param infostate infostate from 0
     * @return at least 1
     */
    public int actionCount(int infostate) {
        return firstSequence[infostate + 1] - firstSequence[infostate];
    }

    /**
     * The sequence made by action 0 of an infostate; action {@code a} makes the {@code a}-th after it.
     *
     * @param infostate infostate from 0
     * @return a sequence, at least 1
     */
    public int firstSequence(int infostate) {
        return firstSequence[infostate];
    }

    /**
     * The sequence that leads to an infostate.
     *
     * @param infostate infostate from 0
     * @return a sequence smaller than {@code firstSequence(infostate)}
     */
    public int parentSequence(int infostate) {
        return parentSequence[infostate];
    }

    /**
     * The key given by {@link GameState#infostateKey}.
     *
     * @param infostate infostate from 0
     * @return the key
     */
    public String key(int infostate) {
        return keys.get(infostate);
    }

    /**
     * The label of an action.
     *
     * @param infostate infostate from 0
     * @param action action from 0
     * @return the label given by {@link GameState#actionLabel}
     */
    public String actionLabel(int infostate, int action) {
        return actionLabels.get(firstSequence[infostate] + action);
    }
}
