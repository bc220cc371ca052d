/** K1 on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.rollout;

import org.jspecify.annotations.NullMarked;
