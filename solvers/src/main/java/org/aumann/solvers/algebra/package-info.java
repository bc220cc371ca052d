/** Small dense systems of equations, over EJML. */
@NullMarked
package org.aumann.solvers.algebra;

import org.jspecify.annotations.NullMarked;
