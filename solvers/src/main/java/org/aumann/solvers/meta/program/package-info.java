/** What is asked for: the program that a selection of an equilibrium is, and the game in the form that solvers see. */
@NullMarked
package org.aumann.solvers.meta.program;

import org.jspecify.annotations.NullMarked;
