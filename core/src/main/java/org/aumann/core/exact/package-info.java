/**
 * Certificates without a tolerance: equilibrium quantities of small games in exact rational arithmetic. Shares nothing
 * with the float64 certificate of {@code core.equilibrium}, nor with any solver.
 */
@NullMarked
package org.aumann.core.exact;

import org.jspecify.annotations.NullMarked;
