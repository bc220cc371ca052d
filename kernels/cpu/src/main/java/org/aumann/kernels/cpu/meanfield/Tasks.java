package org.aumann.kernels.cpu.meanfield;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Small independent tasks on all cores; one task, or a single core, wakes nobody. */
final class Tasks {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Tasks() {}

    static void each(int count, IntConsumer task) {
        if (count == 1 || CORES == 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
        } else {
            IntStream.range(0, count).parallel().forEach(task);
        }
    }

    /** What is done with the neighbours from one number up to another. */
    interface Group {
        void run(int from, int to);
    }

    /** Neighbours that are done together, up to some at a time, fewer if that leaves a core without work. */
    static void groups(int count, int most, Group task) {
        int size = Math.clamp(count / CORES, 1, most);
        each((count + size - 1) / size, group -> task.run(group * size, Math.min(count, (group + 1) * size)));
    }
}
