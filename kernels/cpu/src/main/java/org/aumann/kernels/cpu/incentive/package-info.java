/** K3, over joint actions and over count profiles: the scalar reference and vector code. */
@NullMarked
package org.aumann.kernels.cpu.incentive;

import org.jspecify.annotations.NullMarked;
