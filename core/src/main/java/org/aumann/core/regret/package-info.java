/** Regret minimisers, one learner each: the plain definitions that the batched kernels are compared with. */
@NullMarked
package org.aumann.core.regret;

import org.jspecify.annotations.NullMarked;
