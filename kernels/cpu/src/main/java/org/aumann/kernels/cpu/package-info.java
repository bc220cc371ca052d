/**
 * The back ends that run on the threads of this machine: a scalar reference that reads like the
 * definitions, and the Vector API back end that is the default everywhere.
 */
@NullMarked
package org.aumann.kernels.cpu;

import org.jspecify.annotations.NullMarked;
