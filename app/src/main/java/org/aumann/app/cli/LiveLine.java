package org.aumann.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * One line on a terminal that is written over: what is going on, and for how long. Appears only when a
 * command takes longer than a second. Safe for use by several threads.
 */
final class LiveLine implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final double PATIENCE_SECONDS = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Shorter than any terminal: a line that wraps cannot be written over. */
    private static final int WIDTH = 78;

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final boolean enabled;
    private final long started = System.nanoTime();
    private String text = "";
    private boolean visible;
    private boolean closed;

    /**
     * A line that shows nothing yet.
     *
     * @param terminal where to write
     * @param enabled whether to write at all
     */
    LiveLine(PrintStream terminal, boolean enabled) {
        this.terminal = terminal;
        this.enabled = enabled;
    }

    synchronized void show(String status) {
        if (!enabled) {
            return;
        }
        if (text.isEmpty()) {
            Thread.ofPlatform().daemon().name("live line").start(this::refresh);
        }
        text = status;
    }

    private void refresh() {
        try {
            while (draw()) {
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        if (!closed && seconds > PATIENCE_SECONDS) {
            String line = String.format(Locale.ROOT, "%.1f s  %s", seconds, text);
            terminal.print(ERASE + line.substring(0, Math.min(WIDTH, line.length())));
            terminal.flush();
            visible = true;
        }
        return !closed;
    }

    /** Makes room for something that stays. */
    synchronized void clear() {
        if (visible) {
            terminal.print(ERASE);
            terminal.flush();
            visible = false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        clear();
    }
}
