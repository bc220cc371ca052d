/** The figures of mean-field PSRO. */
@NullMarked
package org.aumann.bench.meanfield;

import org.jspecify.annotations.NullMarked;
