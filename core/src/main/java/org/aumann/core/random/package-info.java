/** Counter-based random numbers: the same draws on every back end. */
@NullMarked
package org.aumann.core.random;

import org.jspecify.annotations.NullMarked;
