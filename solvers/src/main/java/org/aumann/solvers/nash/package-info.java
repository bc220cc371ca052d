/** Nash equilibria: of constant-sum games exactly, of others by play. */
@NullMarked
package org.aumann.solvers.nash;

import org.jspecify.annotations.NullMarked;
