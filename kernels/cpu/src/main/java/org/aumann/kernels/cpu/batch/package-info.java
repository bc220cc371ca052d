/** K6: the scalar reference and vector code, with games in the lanes. */
@NullMarked
package org.aumann.kernels.cpu.batch;

import org.jspecify.annotations.NullMarked;
