package org.aumann.solvers.psro;

import java.util.random.RandomGenerator;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.policy.TabularPolicy;

/** The policy every population starts from. */
public enum InitialPolicy {
    /** Every action with the same probability. */
    UNIFORM,
    /** One action at every infostate, drawn uniformly. */
    RANDOM_DETERMINISTIC;

    /** The policy of one player. */
    TabularPolicy of(SequenceForm form, RandomGenerator random) {
        return switch (this) {
            case UNIFORM -> TabularPolicy.uniform(form);
            case RANDOM_DETERMINISTIC -> TabularPolicy.randomDeterministic(form, random);
        };
    }
}
