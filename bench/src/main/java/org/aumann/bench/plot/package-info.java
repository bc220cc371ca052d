/** Plots of measurements. */
@NullMarked
package org.aumann.bench.plot;

import org.jspecify.annotations.NullMarked;
