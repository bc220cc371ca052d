/** Equilibria of games that are known by episodes only: what can be said of them, and how many episodes to play. */
@NullMarked
package org.aumann.solvers.empirical;

import org.jspecify.annotations.NullMarked;
