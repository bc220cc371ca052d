/** K8 on the threads of this machine: back-ups and learners of stochastic games. */
@NullMarked
package org.aumann.kernels.cpu.stochastic;

import org.jspecify.annotations.NullMarked;
