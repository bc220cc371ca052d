/** K3 over joint actions on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.incentive;

import org.jspecify.annotations.NullMarked;
