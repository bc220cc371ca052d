package org.aumann.core.catalogue;

import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * A crowd on a ring that is drawn to its middle and avoids itself: OpenSpiel's {@code mfg_crowd_modelling}.
 *
 * <pre>{@code
 * x' = x + move + noise,   move and noise in −1, 0, 1, the noise uniform
 * r(t, x, µ) = 1 − |x − n/2| / (n/2) − |last move| / n − log(µ_t(x) + 1e-25)
 * }</pre>
 *
 * <p>A move is paid when it is made; the one of the last decision costs nothing, as no reward follows. Perrin et
 * al. 2020, "Fictitious Play for Mean Field Games: Continuous Time Analysis and Applications", section 4.2.
 */
final class CrowdRing extends AbstractCrowdGame {
    static final KindDefinition<MeanFieldGame> DEFINITION = KindDefinition.meanField(
            "mfg_crowd_modelling",
            "a crowd on a ring, drawn to its middle, that avoids itself",
            CrowdRing::new,
            ParameterRule.integer("size", 10, 2, 1_000_000, "number of places"),
            ParameterRule.integer("horizon", 10, 1, 100_000, "number of decisions"));

    private static final int MOVES = 3;

    private CrowdRing(GameArguments arguments) {
        super(
                arguments.toString(),
                arguments.integer("size"),
                MOVES,
                new TimeModel.FiniteHorizon(arguments.integer("horizon")),
                CrowdRewards.avoiding(1));
    }

    @Override
    public double initialProbability(int population, int state) {
        return 1.0 / stateCount();
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        for (int noise = -1; noise <= 1; noise++) {
            successors.add(Math.floorMod(state + action - 1 + noise, stateCount()), 1.0 / MOVES);
        }
    }

    @Override
    public void fixedRewards(double[] rewards) {
        int middle = stateCount() / 2;
        int last = time().timeCount() - 1;
        for (int i = 0; i < rewards.length; i++) {
            int action = i / stateCount() % MOVES;
            int time = i / stateCount() / MOVES;
            double effort = time == last ? 0 : Math.abs(action - 1);
            rewards[i] = 1 - Math.abs(i % stateCount() - middle) / (double) middle - effort / stateCount();
        }
    }
}
