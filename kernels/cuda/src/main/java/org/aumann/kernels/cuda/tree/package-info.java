/** K1x and K4 on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.tree;

import org.jspecify.annotations.NullMarked;
