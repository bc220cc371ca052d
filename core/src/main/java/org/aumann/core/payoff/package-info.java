/** Payoff tensors and the arithmetic of joint actions. */
@NullMarked
package org.aumann.core.payoff;

import org.jspecify.annotations.NullMarked;
