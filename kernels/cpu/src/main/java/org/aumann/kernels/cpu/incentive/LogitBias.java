package org.aumann.kernels.cpu.incentive;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.TensorGame;

/** The logarithm of the multiplicities, {@code Σ_p log c_p(a_p)}: repeated policies weigh in a softmax. */
final class LogitBias {
    private final JointActionIndex index;

    /** Per player and action; empty if every policy counts once. */
    private final double[][] logs;

    private LogitBias(JointActionIndex index, double[][] logs) {
        this.index = index;
        this.logs = logs;
    }

    static LogitBias none(JointActionIndex index) {
        return new LogitBias(index, new double[0][]);
    }

    static LogitBias of(TensorGame game) {
        JointActionIndex index = game.index();
        if (game.isUnweighted()) {
            return none(index);
        }
        double[][] logs = new double[index.playerCount()][];
        for (int p = 0; p < logs.length; p++) {
            logs[p] = new double[index.actionCount(p)];
            for (int a = 0; a < logs[p].length; a++) {
                logs[p][a] = Math.log(game.repeats(p, a));
            }
        }
        return new LogitBias(index, logs);
    }

    /** Adds the bias of joint actions {@code base … base + length − 1}. */
    void addTo(double[] logit, long base, int length) {
        for (int p = 0; p < logs.length; p++) {
            for (int i = 0; i < length; i++) {
                logit[i] += logs[p][index.action(base + i, p)];
            }
        }
    }
}
