/** K2, product profiles: the scalar reference and vector code. */
@NullMarked
package org.aumann.kernels.cpu.profile;

import org.jspecify.annotations.NullMarked;
