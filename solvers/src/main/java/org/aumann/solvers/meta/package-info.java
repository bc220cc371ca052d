/** Meta-solvers: from a meta-game to a certified joint distribution. */
@NullMarked
package org.aumann.solvers.meta;

import org.jspecify.annotations.NullMarked;
