package org.aumann.solvers.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.junit.jupiter.api.Test;

/** A game in which all that player 0 can decide for certain is 5e-10, beside payoffs of 9. */
class CertifiedExcessTest {
    private static final double[][] PAYOFFS = {
        {
            2.2352367931930028E-10,
            7.000000000943722,
            9.000000000521636,
            6.000000000854272,
            7.000000000537975,
            -6.000000001410156
        },
        {
            -4.2380425088605073E-10,
            -6.9999999993596385,
            -9.000000000622228,
            -5.99999999895654,
            -7.000000001579119,
            5.999999999568711
        }
    };

    private static final double[] OPTIMAL = {
        0.40816326528352737, 0.0, 0.16326530610954787, 0.3061224490070158, 0.0, 0.122448979599909
    };

    /** The same, one of the numbers a rounding off: float64 gains do not change, fractions by 3.6e-7 of the unit. */
    private static final double[] BESIDE = {
        0.40816326528352737, 0.0, 0.1632653061095479, 0.3061224490070157, 0.0, 0.12244897959990897
    };

    private static final double TOLERANCE = 1e-9;

    @Test
    void roundingIsNoEquilibrium() {
        assertThat(float64(BESIDE)).isLessThan(TOLERANCE);
        assertThat(certified(BESIDE)).isBetween(3.5e-7, 3.7e-7);
        assertThat(certified(OPTIMAL)).isLessThan(TOLERANCE);
    }

    private static double float64(double[] sigma) {
        try (PayoffTensor payoffs = PayoffTensor.of(JointActionIndex.of(2, 3), PAYOFFS)) {
            TensorGame game = MetaGame.of(payoffs);
            GainUnits units = GainUnits.of(game, SolutionConcept.CE);
            JointDistribution distribution = JointDistribution.of(game.index(), sigma);
            return Certificate.of(game, distribution).excess(SolutionConcept.CE, new double[2], units);
        }
    }

    private static double certified(double[] sigma) {
        try (PayoffTensor payoffs = PayoffTensor.of(JointActionIndex.of(2, 3), PAYOFFS)) {
            TensorGame game = MetaGame.of(payoffs);
            JointDistribution distribution = JointDistribution.of(game.index(), sigma);
            CertifiedExcess excess = new CertifiedExcess(game, GainUnits.of(game, SolutionConcept.CE));
            return excess.of(distribution, Certificate.of(game, distribution), new double[2], TOLERANCE);
        }
    }
}
