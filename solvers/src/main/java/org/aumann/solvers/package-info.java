/** The registry of the meta-solvers, which alone sees the packages of all of them. */
@NullMarked
package org.aumann.solvers;

import org.jspecify.annotations.NullMarked;
