package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.function.Supplier;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Random payoffs that are independent between joint actions and correlated between players.
 *
 * <p>At every joint action the n payoffs are normal with variance 1 and correlation ρ: 1 is a common-payoff
 * game, 0 a game of independent payoffs, the least value −1/(n−1) a zero-sum game. From independent
 * standard normal z, with the symmetric root of the covariance,
 *
 * <pre>{@code
 * G_p = √(1−ρ) z_p + (√(1+(n−1)ρ) − √(1−ρ)) · mean(z)
 * }</pre>
 *
 * <p>GAMUT {@code CovariantGame}: Nudelman, Wortman, Shoham and Leyton-Brown 2004, "Run the GAMUT".
 */
final class CovariantGame implements FibreSource {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
            "covariant",
            "normal payoffs with correlation rho between the players",
            (arguments, index) -> sources(index, arguments.real("rho"), arguments.seed()),
            ParameterRule.real("rho", 0, -1, 1, "correlation between two players' payoffs, at least -1/(players-1)"),
            ParameterRule.seed());

    /** Lets a user write −1/(n−1) in decimal. */
    private static final double ROUNDING = 1e-9;

    private final double ownWeight;
    private final double meanWeight;
    private final CounterRandom random;
    private final double[] normal;

    private CovariantGame(int players, double rho, long seed) {
        this.ownWeight = Math.sqrt(1 - rho);
        this.meanWeight = Math.sqrt(Math.max(0, 1 + (players - 1) * rho)) - ownWeight;
        this.random = new CounterRandom(seed, 0);
        this.normal = new double[players];
    }

    private static Supplier<FibreSource> sources(JointActionIndex index, double rho, long seed) {
        int players = index.playerCount();
        if (1 + (players - 1) * rho < -ROUNDING) {
            throw new InvalidInputException(
                    "rho (" + rho + ") of covariant must be at least -1/(players-1) = " + -1.0 / (players - 1));
        }
        return () -> new CovariantGame(players, rho, seed);
    }

    @Override
    public void fill(long jointAction, int[] actions, double[][] payoffs) {
        int players = normal.length;
        for (int b = 0; b < payoffs[0].length; b++) {
            random.gaussians(jointAction + b, normal);
            double shared = meanWeight * Arrays.stream(normal).sum() / players;
            for (int p = 0; p < players; p++) {
                payoffs[p][b] = ownWeight * normal[p] + shared;
            }
        }
    }
}
