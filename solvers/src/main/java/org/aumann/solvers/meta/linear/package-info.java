/** What maximises a linear objective: column generation, and exact arithmetic for small games. */
@NullMarked
package org.aumann.solvers.meta.linear;

import org.jspecify.annotations.NullMarked;
