/** Solution concepts and the slow, obvious reference of every equilibrium quantity. */
@NullMarked
package org.aumann.core.equilibrium;

import org.jspecify.annotations.NullMarked;
