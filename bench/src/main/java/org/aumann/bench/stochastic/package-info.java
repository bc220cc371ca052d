/** Stochastic games: what converges where, learned values beside planned ones, stationary equilibria, speed. */
@NullMarked
package org.aumann.bench.stochastic;

import org.jspecify.annotations.NullMarked;
