/** K2, regret minimisers: the scalar reference and vector code. */
@NullMarked
package org.aumann.kernels.cpu.regret;

import org.jspecify.annotations.NullMarked;
