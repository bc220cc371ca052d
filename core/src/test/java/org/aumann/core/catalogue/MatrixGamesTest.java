package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.aumann.core.Tolerances;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixGamesTest {
    private static PayoffTensor payoffs(String id) {
        return ((NormalFormGame) GameCatalogue.game(id)).payoffs();
    }

    /** Payoffs of spec/01, "Known answers"; stag hunt as in OpenSpiel. */
    @ParameterizedTest
    @CsvSource({
        "matrix_chicken, 0 7 2 6, 0 2 7 6",
        "matrix_bos, 3 0 0 2, 2 0 0 3",
        "matrix_pd, 5 0 10 1, 5 10 0 1",
        "matrix_sh, 2 0 1 1, 2 1 0 1",
        "matrix_mp, 1 -1 -1 1, -1 1 1 -1",
        "matrix_rps, 0 -1 1 1 0 -1 -1 1 0, 0 1 -1 -1 0 1 1 -1 0",
        "matrix_shapleys_game, 1 0 0 0 1 0 0 0 1, 0 1 0 0 0 1 1 0 0",
        "matrix_gibson, 1 0 0 2 -1 1, 0 0 0 0 0 0",
    })
    void payoffs(String id, String row, String column) {
        PayoffTensor payoffs = payoffs(id);
        String[][] expected = {row.split(" ", -1), column.split(" ", -1)};
        assertThat(payoffs.index().jointActionCount()).isEqualTo(expected[0].length);
        for (int p = 0; p < 2; p++) {
            for (int a = 0; a < expected[p].length; a++) {
                assertThat(payoffs.get(p, a)).isEqualTo(Double.parseDouble(expected[p][a]));
            }
        }
    }

    /** The column max(Ab) of spec/01: the largest gain under the uniform distribution. */
    @ParameterizedTest
    @CsvSource({
        "matrix_chicken, .25, .25",
        "matrix_bos, .25, .25",
        "matrix_pd, 1.5, 1.5",
        "matrix_rps, 0, 0",
        "matrix_mp, 0, 0",
        "matrix_shapleys_game, 0, 0",
        "matrix_gibson, 0.3333333333333333, .5",
    })
    void largestGainUnderTheUniformDistribution(String id, double ce, double cce) {
        PayoffTensor payoffs = payoffs(id);
        JointDistribution uniform = JointDistribution.uniform(payoffs.index());
        Tolerances.assertClose(
                id, EquilibriumGap.of(payoffs, uniform, SolutionConcept.CE).largestGain(), ce, 1e-12, 0);
        Tolerances.assertClose(
                id, EquilibriumGap.of(payoffs, uniform, SolutionConcept.CCE).largestGain(), cce, 1e-12, 0);
    }

    /** "Gap checks" of spec/01. */
    @Test
    void gibsonHasACoarseEquilibriumThatIsNotCorrelated() {
        PayoffTensor gibson = payoffs("matrix_gibson");
        JointDistribution sigma = JointDistribution.of(gibson.index(), .5, 0, 0, .25, 0, .25);
        assertThat(EquilibriumGap.of(gibson, sigma, SolutionConcept.CCE).sum()).isZero();
        assertThat(EquilibriumGap.of(gibson, sigma, SolutionConcept.CE).sum()).isEqualTo(.25);
    }

    @Test
    void shapleysUniformIsAnEquilibrium() {
        PayoffTensor shapley = payoffs("matrix_shapleys_game");
        JointDistribution uniform = JointDistribution.uniform(shapley.index());
        Tolerances.assertClose(
                "gap", EquilibriumGap.of(shapley, uniform, SolutionConcept.CE).sum(), 0, 1e-12, 0);
        Tolerances.assertClose(
                "values", DeviationGains.values(shapley, uniform), new double[] {1 / 3.0, 1 / 3.0}, 1e-12);
    }

    @Test
    void shapleysDiagonalsOffTheTieAreStrictCoarseEquilibria() {
        PayoffTensor shapley = payoffs("matrix_shapleys_game");
        double sixth = 1 / 6.0;
        JointDistribution cycle =
                JointDistribution.of(JointActionIndex.of(3, 3), sixth, sixth, 0, 0, sixth, sixth, sixth, 0, sixth);
        // The least epsilon of spec/01.
        Tolerances.assertClose(
                "gain", EquilibriumGap.of(shapley, cycle, SolutionConcept.CCE).largestGain(), -sixth, 1e-12, 0);
    }

    @Test
    void battleOfTheSexesByCoinIsAnEquilibrium() {
        PayoffTensor bos = payoffs("matrix_bos");
        JointDistribution coin = JointDistribution.of(bos.index(), .5, 0, 0, .5);
        EquilibriumGap gap = EquilibriumGap.of(bos, coin, SolutionConcept.CE);
        assertThat(gap.sum()).isZero();
        assertThat(gap.largestGain()).isEqualTo(-1); // the least epsilon of spec/01
    }

    @Test
    void chickenMaximumWelfareIsAnEquilibrium() {
        PayoffTensor chicken = payoffs("matrix_chicken");
        JointDistribution sigma = JointDistribution.of(chicken.index(), 0, .25, .25, .5);
        assertThat(EquilibriumGap.of(chicken, sigma, SolutionConcept.CE).sum()).isZero();
        assertThat(DeviationGains.values(chicken, sigma)).containsExactly(5.25, 5.25);
    }
}
