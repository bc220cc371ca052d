package org.aumann.kernels.cpu.incentive;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;

/**
 * A number per player above the leaves and joint action of its co-players.
 *
 * <p>Outer players keep all of theirs, shared by the tasks: {@code J / A_p} numbers in arrays of the prefix
 * size. A middle player keeps those of the slab that its task is in.
 */
final class CoPlayerSums {
    private static final long MEBI = 1 << 20;

    /** MiB of heap for everything else. */
    private static final long SPARE = 64;

    private final JointActionIndex index;
    private final SlabPlan plan;
    private final double[][][] sums;

    /**
     * One for every task.
     *
     * @throws InvalidInputException if the heap is too small for them
     */
    static CoPlayerSums[] ofTasks(JointActionIndex index, SlabPlan plan) {
        if (byteSize(index, plan) > Runtime.getRuntime().maxMemory()) {
            throw tooLarge(index, plan);
        }
        try {
            CoPlayerSums shared = new CoPlayerSums(index, plan);
            CoPlayerSums[] sums = new CoPlayerSums[plan.taskCount()];
            Arrays.setAll(sums, _ -> shared.ofTask());
            return sums;
        } catch (OutOfMemoryError e) {
            throw tooLarge(index, plan);
        }
    }

    private static InvalidInputException tooLarge(JointActionIndex index, SlabPlan plan) {
        long most = Runtime.getRuntime().maxMemory();
        long bytes = byteSize(index, plan);
        return new InvalidInputException("the sums over deviations in a game of " + index.jointActionCount()
                + " joint actions need " + bytes + " bytes of the Java heap, which has " + most
                + ". Maybe AUMANN_JAVA_OPTS=-Xmx" + (bytes / MEBI * 5 / 4 + SPARE) + "m gives enough");
    }

    /** Of the elements of all arrays. */
    private static long byteSize(JointActionIndex index, SlabPlan plan) {
        double elements = 0;
        for (int p = 0; p < plan.leafPlayer(); p++) {
            elements += p < plan.outerPlayers()
                    ? (double) index.jointActionCount() / index.actionCount(p)
                    : (double) plan.taskCount() * index.stride(p);
        }
        return (long) (Double.BYTES * elements);
    }

    /** The sums of all tasks, with those of the outer players only. */
    private CoPlayerSums(JointActionIndex index, SlabPlan plan) {
        this.index = index;
        this.plan = plan;
        this.sums = new double[plan.leafPlayer()][][];
        for (int p = 0; p < plan.outerPlayers(); p++) {
            long prefixes = index.jointActionCount() / index.actionCount(p) / plan.prefixSize();
            sums[p] = new double[Math.toIntExact(prefixes)][Math.toIntExact(plan.prefixSize())];
        }
    }

    private CoPlayerSums(CoPlayerSums shared) {
        this.index = shared.index;
        this.plan = shared.plan;
        this.sums = shared.sums.clone();
        for (int p = plan.outerPlayers(); p < sums.length; p++) {
            sums[p] = new double[1][Math.toIntExact(index.stride(p))];
        }
    }

    /** A view for one task, with memory of its own for the middle players. */
    private CoPlayerSums ofTask() {
        return new CoPlayerSums(this);
    }

    /** The array with the co-players' joint action of a joint action. */
    double[] array(int player, long jointAction) {
        if (player >= plan.outerPlayers()) {
            return sums[player][0];
        }
        long stride = index.stride(player);
        long rest = jointAction / (stride * index.actionCount(player)) * stride + jointAction % stride;
        return sums[player][(int) (rest / plan.prefixSize())];
    }

    /** Its place there; contiguous joint actions of a prefix, or of a middle slab, have contiguous places. */
    int at(int player, long jointAction) {
        return (int) (jointAction % Math.min(index.stride(player), plan.prefixSize()));
    }
}
