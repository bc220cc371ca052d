package org.aumann.kernels.cpu.stochastic;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.cpu.base.HostBuffer;

/**
 * Back-ups of ranges of states on all cores. The successors of a row are read once for two players at a time, and their values lie
 * beside each other: with two players the row costs one cache line a successor instead of two.
 */
public final class VectorBackUps extends AbstractBackUps {
    private static final int TASKS_PER_CORE = 8;

    /** Rows that are worth a task. */
    private static final int LEAST_ROWS = 1 << 10;

    /** {@code [state][player]}. */
    private final double[] valuesOf;

    /**
     * The operator of a game.
     *
     * @param model the game
     */
    public VectorBackUps(StochasticModel model) {
        super(model);
        this.valuesOf = new double[Math.multiplyExact(model.playerCount(), model.stateCount())];
    }

    @Override
    void backUp(MemorySegment values, MemorySegment payoffs, int from, int end) {
        int players = model().playerCount();
        int states = model().stateCount();
        for (int p = 0; p < players; p++) {
            for (int s = 0; s < states; s++) {
                valuesOf[s * players + p] = HostBuffer.get(values, (long) p * states + s);
            }
        }
        long rows = (long) model().firstRow(end) - model().firstRow(from);
        int tasks = (int) Math.clamp(
                rows / LEAST_ROWS,
                1,
                (long) TASKS_PER_CORE * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, tasks).parallel().forEach(task -> {
            int last = stateAt(model().firstRow(from) + rows * (task + 1) / tasks, from, end);
            for (int s = stateAt(model().firstRow(from) + rows * task / tasks, from, end); s < last; s++) {
                backUp(payoffs, s);
            }
        });
    }

    /** The first state whose rows begin there or behind. */
    private int stateAt(long row, int from, int end) {
        int least = from;
        int greatest = end;
        while (least < greatest) {
            int middle = (least + greatest) >>> 1;
            if (model().firstRow(middle) < row) {
                least = middle + 1;
            } else {
                greatest = middle;
            }
        }
        return least;
    }

    private void backUp(MemorySegment payoffs, int state) {
        int players = model().playerCount();
        int p = 0;
        for (; p + 1 < players; p += 2) {
            backUpTwo(payoffs, state, p);
        }
        if (p < players) {
            backUpOne(payoffs, state, p);
        }
    }

    private void backUpTwo(MemorySegment payoffs, int state, int player) {
        StochasticModel model = model();
        int players = model.playerCount();
        int row = model.firstRow(state);
        int joint = model.jointActionCount(state);
        int cell = model.firstCell(state, player);
        double discount = model.discount();
        int i = model.firstSuccessor(row);
        for (int a = 0; a < joint; a++) {
            double first = 0;
            double second = 0;
            for (int last = model.firstSuccessor(row + a + 1); i < last; i++) {
                double probability = model.probability(i);
                int at = model.successor(i) * players + player;
                first += probability * valuesOf[at];
                second += probability * valuesOf[at + 1];
            }
            HostBuffer.set(payoffs, cell + a, model.reward(cell + a) + discount * first);
            HostBuffer.set(payoffs, cell + joint + a, model.reward(cell + joint + a) + discount * second);
        }
    }

    private void backUpOne(MemorySegment payoffs, int state, int player) {
        StochasticModel model = model();
        int players = model.playerCount();
        int row = model.firstRow(state);
        int cell = model.firstCell(state, player);
        double discount = model.discount();
        int i = model.firstSuccessor(row);
        for (int a = 0; a < model.jointActionCount(state); a++) {
            double sum = 0;
            for (int last = model.firstSuccessor(row + a + 1); i < last; i++) {
                sum += model.probability(i) * valuesOf[model.successor(i) * players + player];
            }
            HostBuffer.set(payoffs, cell + a, model.reward(cell + a) + discount * sum);
        }
    }
}
