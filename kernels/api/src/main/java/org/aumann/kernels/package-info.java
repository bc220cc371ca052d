/**
 * The few hot operations as an interface, and the choice of the back end that runs them.
 *
 * <p>Operations work on whole buffers behind opaque handles, without callbacks, so that threads, CUDA and
 * TornadoVM can all stand behind them.
 */
@NullMarked
package org.aumann.kernels;

import org.jspecify.annotations.NullMarked;
