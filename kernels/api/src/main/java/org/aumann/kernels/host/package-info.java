/**
 * What a back end may leave to the host: the parts of its operators that need only elements in host memory, and what
 * several back ends are made of. Solvers do not use it.
 */
@NullMarked
package org.aumann.kernels.host;

import org.jspecify.annotations.NullMarked;
