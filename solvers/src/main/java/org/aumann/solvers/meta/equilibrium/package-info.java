/** The meta-solvers that select one equilibrium of an objective. */
@NullMarked
package org.aumann.solvers.meta.equilibrium;

import org.jspecify.annotations.NullMarked;
