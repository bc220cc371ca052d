/** What maximises a regularised objective, through the dual: proximal Newton and an interior point. */
@NullMarked
package org.aumann.solvers.meta.dual;

import org.jspecify.annotations.NullMarked;
