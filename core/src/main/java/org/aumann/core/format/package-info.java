/**
 * File formats of games, payoff tensors, joint distributions and match results.
 *
 * <p>{@link org.aumann.core.format.TensorFiles} and {@link org.aumann.core.format.DistributionFiles} choose
 * the format by the extension; {@link org.aumann.core.format.EfgGame} and
 * {@link org.aumann.core.format.MatchResults} are read directly. Readers stream: none holds the text of a
 * file in memory. Content that cannot be used is an {@link org.aumann.core.InvalidInputException} of one
 * line, {@code file:line:column: found ..., expected ...}, or {@code file: found ..., expected ...} with
 * byte offsets where the format is binary. A true I/O fault is an {@link java.io.UncheckedIOException}.
 * Writers replace the target atomically and leave nothing behind when they fail.
 */
@NullMarked
package org.aumann.core.format;

import org.jspecify.annotations.NullMarked;
