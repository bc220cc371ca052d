/** K5 on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.meanfield;

import org.jspecify.annotations.NullMarked;
