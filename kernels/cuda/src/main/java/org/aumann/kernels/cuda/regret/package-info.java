/** K2, regret minimisers, on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.regret;

import org.jspecify.annotations.NullMarked;
