package org.aumann.app.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress, log and errors
 * @param terminal whether {@code err} is a terminal, on which a line can be written over
 */
record Streams(PrintStream out, PrintStream err, boolean terminal) {}
