/** Repeated play of games by regret minimisers, and its average. */
@NullMarked
package org.aumann.solvers.regret;

import org.jspecify.annotations.NullMarked;
