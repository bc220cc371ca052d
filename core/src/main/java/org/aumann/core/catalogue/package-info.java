/** The games that come with Aumann, by name: {@code kuhn_poker(players=3)}. */
@NullMarked
package org.aumann.core.catalogue;

import org.jspecify.annotations.NullMarked;
