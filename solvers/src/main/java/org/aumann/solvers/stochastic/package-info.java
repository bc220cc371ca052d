/** Joint-action learning in stochastic games: planning, learning, and stationary equilibria by a homotopy. */
@NullMarked
package org.aumann.solvers.stochastic;

import org.jspecify.annotations.NullMarked;
