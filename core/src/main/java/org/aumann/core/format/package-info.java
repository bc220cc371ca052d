/** File formats of games, payoff tensors, distributions and match results. */
@NullMarked
package org.aumann.core.format;

import org.jspecify.annotations.NullMarked;
