/** Equilibria of mean-field games. */
@NullMarked
package org.aumann.solvers.meanfield;

import org.jspecify.annotations.NullMarked;
