/** Population loops: Joint PSRO, its oracles and its report. */
@NullMarked
package org.aumann.solvers.psro;

import org.jspecify.annotations.NullMarked;
