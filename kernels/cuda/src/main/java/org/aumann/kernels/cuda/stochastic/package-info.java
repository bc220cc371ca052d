/** K8 on a GPU: back-ups and learners of stochastic games. */
@NullMarked
package org.aumann.kernels.cuda.stochastic;

import org.jspecify.annotations.NullMarked;
