/** K5: the scalar reference and vector code. */
@NullMarked
package org.aumann.kernels.cpu.meanfield;

import org.jspecify.annotations.NullMarked;
