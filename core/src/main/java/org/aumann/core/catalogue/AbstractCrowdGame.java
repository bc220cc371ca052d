package org.aumann.core.catalogue;

import java.util.Optional;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.TimeModel;

/** A mean-field game with no rewards but {@link CrowdRewards} and fixed ones. */
abstract class AbstractCrowdGame extends AbstractMeanFieldGame {
    private final CrowdRewards rewards;

    AbstractCrowdGame(String name, int stateCount, int actionCount, TimeModel time, CrowdRewards rewards) {
        super(name, rewards.populationCount(), stateCount, actionCount, time);
        this.rewards = rewards;
    }

    @Override
    public final Optional<CrowdRewards> crowdRewards() {
        return Optional.of(rewards);
    }

    @Override
    public final void rewards(double[] meanField, int from, double[] rewards, int to) {
        this.rewards.fill(fieldSize(), meanField, from, rewards, to);
    }
}
