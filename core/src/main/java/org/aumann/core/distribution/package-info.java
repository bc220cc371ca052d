/** Joint distributions and what can be said of one. */
@NullMarked
package org.aumann.core.distribution;

import org.jspecify.annotations.NullMarked;
