package org.aumann.kernels.cpu.stochastic;

import java.lang.foreign.MemorySegment;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.cpu.base.HostBuffer;

/** Back-ups cell by cell, as they are defined. */
public final class ScalarBackUps extends AbstractBackUps {
    /**
     * The operator of a game.
     *
     * @param model the game
     */
    public ScalarBackUps(StochasticModel model) {
        super(model);
    }

    @Override
    void backUp(MemorySegment values, MemorySegment payoffs, int from, int end) {
        for (int s = from; s < end; s++) {
            for (int p = 0; p < model().playerCount(); p++) {
                for (int a = 0; a < model().jointActionCount(s); a++) {
                    HostBuffer.set(payoffs, model().firstCell(s, p) + a, payoff(values, s, p, a));
                }
            }
        }
    }

    private double payoff(MemorySegment values, int state, int player, int jointAction) {
        StochasticModel model = model();
        int row = model.firstRow(state) + jointAction;
        double future = 0;
        for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
            long element = (long) player * model.stateCount() + model.successor(i);
            future += model.probability(i) * HostBuffer.get(values, element);
        }
        return model.reward(model.firstCell(state, player) + jointAction) + model.discount() * future;
    }
}
