/** Sampled episodes: the draws every back end shares, plans of episodes, and rollouts of games without a tree. */
@NullMarked
package org.aumann.core.rollout;

import org.jspecify.annotations.NullMarked;
