/** Meta-solvers from evolutionary game theory. */
@NullMarked
package org.aumann.solvers.evolution;

import org.jspecify.annotations.NullMarked;
