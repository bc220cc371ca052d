package org.aumann.kernels.cpu.tree;

import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.kernels.SequenceValues;

/**
 * Backward induction in sequence form: terminals are scattered to their sequence, then the infostates are
 * folded into their parents from the last to the first. {@code O(terminals + sequences)}, bound by the
 * scatter; both back ends share it.
 */
final class InfostateSweep {
    private InfostateSweep() {}

    static SequenceValues bestResponse(GameTree tree, int player, double[] weights) {
        SequenceForm form = tree.sequenceForm(player);
        double[] value = new double[form.sequenceCount()];
        double[] mass = new double[form.sequenceCount()];
        for (int z = 0; z < weights.length; z++) {
            int sequence = tree.sequence(player, z);
            value[sequence] += weights[z] * tree.payoff(player, z);
            mass[sequence] += weights[z];
        }
        for (int i = form.infostateCount() - 1; i >= 0; i--) {
            double bestValue = Double.NEGATIVE_INFINITY;
            double greatestMass = 0;
            int first = form.firstSequence(i);
            for (int s = first; s < first + form.actionCount(i); s++) {
                bestValue = Math.max(bestValue, value[s]);
                greatestMass = Math.max(greatestMass, mass[s]);
            }
            value[form.parentSequence(i)] += bestValue;
            mass[form.parentSequence(i)] += greatestMass;
        }
        return new SequenceValues(value, mass);
    }
}
