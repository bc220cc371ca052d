/** Tabular policies, realisation plans and populations. */
@NullMarked
package org.aumann.core.policy;

import org.jspecify.annotations.NullMarked;
