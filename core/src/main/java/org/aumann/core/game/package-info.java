/** What a game is, and its compiled form. */
@NullMarked
package org.aumann.core.game;

import org.jspecify.annotations.NullMarked;
