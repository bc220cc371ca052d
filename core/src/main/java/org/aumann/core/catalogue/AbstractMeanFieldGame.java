package org.aumann.core.catalogue;

import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.TimeModel;

/** Name and counts of a mean-field game. */
abstract class AbstractMeanFieldGame implements MeanFieldGame {
    private final String name;
    private final int populationCount;
    private final int stateCount;
    private final int actionCount;
    private final TimeModel time;

    AbstractMeanFieldGame(String name, int populationCount, int stateCount, int actionCount, TimeModel time) {
        this.name = name;
        this.populationCount = populationCount;
        this.stateCount = stateCount;
        this.actionCount = actionCount;
        this.time = time;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int populationCount() {
        return populationCount;
    }

    @Override
    public final int stateCount() {
        return stateCount;
    }

    @Override
    public final int actionCount() {
        return actionCount;
    }

    @Override
    public final TimeModel time() {
        return time;
    }

    /** Numbers in the mean field of one population. */
    final int fieldSize() {
        return time.timeCount() * stateCount;
    }
}
