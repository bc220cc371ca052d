/** The one package that knows OR-Tools; its types never leave it. */
@NullMarked
package org.aumann.solvers.ortools;

import org.jspecify.annotations.NullMarked;
