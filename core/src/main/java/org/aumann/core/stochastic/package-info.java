/** Stochastic games: what users implement, the compiled arrays, and the slow, obvious definitions of values and gains. */
@NullMarked
package org.aumann.core.stochastic;

import org.jspecify.annotations.NullMarked;
