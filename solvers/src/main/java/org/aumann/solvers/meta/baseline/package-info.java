/** Meta-solvers that solve nothing. */
@NullMarked
package org.aumann.solvers.meta.baseline;

import org.jspecify.annotations.NullMarked;
