package org.aumann.solvers.psro;

/** What a run does where training has ended: the gap is closed, and no best response is new. */
public enum Exploration {
    /** Nothing: only repeats of known responses move the distribution. */
    NONE,
    /**
     * Every player adds a policy to which a {@linkplain WelfareWalk walk} towards more welfare has led, unless the
     * reported welfare is the greatest possible. A run has converged when that has raised it no more for the patience.
     */
    WELFARE
}
