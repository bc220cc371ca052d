/** Zero-sum games of two players: their optimal strategies, and what that says of their correlated equilibria. */
@NullMarked
package org.aumann.solvers.zerosum;

import org.jspecify.annotations.NullMarked;
