/** Mean-field games: many players of whom none matters alone. Their definitions and the sweeps by definition. */
@NullMarked
package org.aumann.core.meanfield;

import org.jspecify.annotations.NullMarked;
