/**
 * Measurements: JMH benchmarks of the kernels, each beside a co-measured baseline, and the timed reference
 * runs. {@code bench/run} starts both.
 */
@NullMarked
package org.aumann.bench;

import org.jspecify.annotations.NullMarked;
