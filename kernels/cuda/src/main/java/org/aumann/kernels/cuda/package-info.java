/**
 * The back end for NVIDIA GPUs, on the driver alone: kernels come from the fatbin of the module {@code native}.
 *
 * <p>The one package that knows JCuda, and of JCuda only its binding of the driver API.
 */
@NullMarked
package org.aumann.kernels.cuda;

import org.jspecify.annotations.NullMarked;
