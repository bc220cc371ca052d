/** What all kernels share: memory of this machine, and loops over runs of doubles in it. */
@NullMarked
package org.aumann.kernels.cpu.base;

import org.jspecify.annotations.NullMarked;
