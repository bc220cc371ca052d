/** What every package of the project shares: the exception for bad input. */
@NullMarked
package org.aumann.core;

import org.jspecify.annotations.NullMarked;
