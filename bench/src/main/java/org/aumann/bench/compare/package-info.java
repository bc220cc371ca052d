/**
 * The same problems here, in NumPy and SciPy, and as explicit linear programs in OR-Tools: time beside the certified
 * gap. {@code bench/compare} starts it.
 */
@NullMarked
package org.aumann.bench.compare;

import org.jspecify.annotations.NullMarked;
