package org.aumann.core.catalogue;

import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * Players on a line who follow the mean of the crowd at a quadratic cost.
 *
 * <pre>{@code
 * x' = x + a + noise, kept on the line,   a in −k..k,   noise −1, 0, 1 with probabilities v/2, 1−v, v/2
 * r(t, x, a, µ) = −a²/2 + q a (m_t − x) − κ/2 (m_t − x)²,   m_t the mean state at time t
 * }</pre>
 *
 * <p>Carmona, Fouque and Sun 2015, "Mean Field Games and Systemic Risk", in states and with noise that does not
 * depend on the crowd. The one game of the catalogue whose rewards tie the own action to the mean field.
 */
final class LinearQuadratic extends AbstractMeanFieldGame {
    static final KindDefinition<MeanFieldGame> DEFINITION = KindDefinition.meanField(
            "mfg_linear_quadratic",
            "players on a line who follow the mean of the crowd",
            LinearQuadratic::new,
            ParameterRule.integer("size", 10, 2, 1_000_000, "number of places"),
            ParameterRule.integer("horizon", 10, 1, 100_000, "number of decisions"),
            ParameterRule.integer("reach", 2, 1, 1_000, "longest move"),
            ParameterRule.real("volatility", 0.5, 0, 1, "how likely chance moves too"),
            ParameterRule.real("cross_q", 0.01, 0, 1_000, "reward of moving towards the mean"),
            ParameterRule.real("kappa", 0.5, 0, 1_000, "cost of being away from the mean"));

    private final int reach;
    private final double volatility;
    private final double cross;
    private final double kappa;

    private LinearQuadratic(GameArguments arguments) {
        super(
                arguments.toString(),
                1,
                arguments.integer("size"),
                2 * arguments.integer("reach") + 1,
                new TimeModel.FiniteHorizon(arguments.integer("horizon")));
        this.reach = arguments.integer("reach");
        this.volatility = arguments.real("volatility");
        this.cross = arguments.real("cross_q");
        this.kappa = arguments.real("kappa");
    }

    /** Everybody in the left half of the line. */
    @Override
    public double initialProbability(int population, int state) {
        int half = stateCount() / 2;
        return state < half ? 1.0 / half : 0;
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        for (int noise = -1; noise <= 1; noise++) {
            int next = Math.clamp(state + (action - reach) + noise, 0, stateCount() - 1);
            successors.add(next, noise == 0 ? 1 - volatility : volatility / 2);
        }
    }

    @Override
    public RewardDependence dependence() {
        return RewardDependence.STATE_AND_ACTION;
    }

    @Override
    public void rewards(double[] meanField, int from, double[] rewards, int to) {
        int states = stateCount();
        for (int t = 0; t < time().timeCount(); t++) {
            double mean = 0;
            for (int x = 0; x < states; x++) {
                mean += x * meanField[from + t * states + x];
            }
            for (int a = 0; a < actionCount(); a++) {
                int row = to + (t * actionCount() + a) * states;
                double move = a - reach;
                for (int x = 0; x < states; x++) {
                    double away = mean - x;
                    rewards[row + x] = -move * move / 2 + cross * move * away - kappa / 2 * away * away;
                }
            }
        }
    }
}
