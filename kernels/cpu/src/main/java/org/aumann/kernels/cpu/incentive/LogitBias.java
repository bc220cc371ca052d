package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.cpu.base.Runs;
import org.jspecify.annotations.Nullable;

/**
 * What logits have besides payoffs: a weighted tilt and, in a softmax, the logarithm of the multiplicities,
 * {@code Σ_p log c_p(a_p)}, since repeated policies weigh there.
 */
final class LogitBias {
    private final JointActionIndex index;
    private final @Nullable MemorySegment tilt;
    private final double tiltWeight;

    /** Per player and action; empty if every policy counts once. */
    private final double[][] logs;

    private LogitBias(JointActionIndex index, @Nullable MemorySegment tilt, double tiltWeight, double[][] logs) {
        this.index = index;
        this.tilt = tilt;
        this.tiltWeight = tiltWeight;
        this.logs = logs;
    }

    static LogitBias of(JointActionIndex index, @Nullable MemorySegment tilt) {
        return new LogitBias(index, tilt, 1, new double[0][]);
    }

    static LogitBias withRepeats(TensorGame game, @Nullable MemorySegment tilt) {
        JointActionIndex index = game.index();
        if (game.isUnweighted()) {
            return of(index, tilt);
        }
        double[][] logs = new double[index.playerCount()][];
        for (int p = 0; p < logs.length; p++) {
            logs[p] = new double[index.actionCount(p)];
            for (int a = 0; a < logs[p].length; a++) {
                logs[p][a] = Math.log(game.repeats(p, a));
            }
        }
        return new LogitBias(index, tilt, 1, logs);
    }

    /** The same with the weight of the tilt, the last one if there is a tilt. */
    LogitBias weighted(double[] payoffWeights) {
        return tilt == null ? this : new LogitBias(index, tilt, payoffWeights[index.playerCount()], logs);
    }

    /** Adds the bias of joint actions {@code base … base + length − 1}. */
    void addTo(double[] logit, long base, int length) {
        if (tilt != null) {
            Runs.addMultiple(tiltWeight, tilt, base, length, logit);
        }
        for (int p = 0; p < logs.length; p++) {
            for (int i = 0; i < length; i++) {
                logit[i] += logs[p][index.action(base + i, p)];
            }
        }
    }
}
