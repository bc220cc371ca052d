/** What all loops and iterative methods share. */
@NullMarked
package org.aumann.solvers.loop;

import org.jspecify.annotations.NullMarked;
