/** Many small games of one shape: each solved and certified by itself, by a kernel for all of them or one after the other. */
@NullMarked
package org.aumann.solvers.batch;

import org.jspecify.annotations.NullMarked;
