/** K1: the scalar reference and vector code. */
@NullMarked
package org.aumann.kernels.cpu.rollout;

import org.jspecify.annotations.NullMarked;
