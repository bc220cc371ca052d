/** K1x and K4: the scalar reference and vector code. */
@NullMarked
package org.aumann.kernels.cpu.tree;

import org.jspecify.annotations.NullMarked;
