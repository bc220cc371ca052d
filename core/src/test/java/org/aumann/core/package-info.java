/** Fixtures that every module's tests share: seeds and tolerances. */
@NullMarked
package org.aumann.core;

import org.jspecify.annotations.NullMarked;
