/** The strategic form of a compiled game: the tensor over its reduced pure strategies, and over all where players forget. */
@NullMarked
package org.aumann.core.game.strategic;

import org.jspecify.annotations.NullMarked;
