/** K6 on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.batch;

import org.jspecify.annotations.NullMarked;
