package org.aumann.app.task;

/** A request that is ready to run; what can be checked before its game is read has been. */
@FunctionalInterface
public interface Task {
    /**
     * Reads, checks, computes, tells the result and then writes files.
     *
     * @param listener is told the progress and the result
     * @return whether an answer was found
     * @throws org.aumann.core.InvalidInputException if the input cannot be used; nothing was computed
     */
    boolean run(TaskListener listener);
}
