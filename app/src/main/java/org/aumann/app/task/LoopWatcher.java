package org.aumann.app.task;

/**
 * Tells of the iterations of a loop: a row for people, an event for programs, and which one runs now.
 *
 * @param listener is told
 * @param limit most iterations
 */
record LoopWatcher(TaskListener listener, int limit) {
    void start(String header) {
        listener.row(header);
        status(1);
    }

    void ended(int iteration, String row, Record body) {
        listener.row(row);
        passed(iteration, body);
    }

    /** The same without a row. */
    void passed(int iteration, Record body) {
        listener.event("iteration", body);
        status(iteration + 1);
    }

    private void status(int iteration) {
        listener.status("iteration " + iteration + " of at most " + limit);
    }
}
