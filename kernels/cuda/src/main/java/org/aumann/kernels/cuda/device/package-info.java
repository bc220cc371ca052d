/** The driver of one GPU: contexts, memory, launches. The only package that sees JCuda. */
@NullMarked
package org.aumann.kernels.cuda.device;

import org.jspecify.annotations.NullMarked;
