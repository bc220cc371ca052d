package org.aumann.kernels.cpu;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Small independent tasks on all cores; one task, or a single core, wakes nobody. */
final class Tasks {
    private static final boolean IS_SINGLE = Runtime.getRuntime().availableProcessors() == 1;

    private Tasks() {}

    static void each(int count, IntConsumer task) {
        if (count == 1 || IS_SINGLE) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
        } else {
            IntStream.range(0, count).parallel().forEach(task);
        }
    }
}
