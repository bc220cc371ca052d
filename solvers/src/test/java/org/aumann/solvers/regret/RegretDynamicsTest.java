package org.aumann.solvers.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.LearningRate;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ProfileOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The known answers of the specification, computed independently, and what theory promises. */
class RegretDynamicsTest {
    private static final double[] NOT_UNIFORM = {0.5, 0.3, 0.2, 0.2, 0.5, 0.3};

    private static PayoffTensor square(double[] row, double[] column) {
        int actions = (int) Math.sqrt((double) row.length);
        return PayoffTensor.of(JointActionIndex.of(actions, actions), row, column);
    }

    private static PayoffTensor shapley() {
        return square(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[] {0, 1, 0, 0, 0, 1, 1, 0, 0});
    }

    private static PayoffTensor zeroSum(double... payoffs) {
        return square(payoffs, Arrays.stream(payoffs).map(u -> -u).toArray());
    }

    private static PayoffTensor biasedRockPaperScissors() {
        return zeroSum(0, -0.25, 0.5, 0.25, 0, -0.05, -0.5, 0.05, 0);
    }

    private static RegretDynamics play(PayoffTensor payoffs, RegretRule rule, double[] first, long rounds) {
        try (ComputeBackend backend = Backends.named("cpu");
                ProfileOperator operator = backend.profiles(payoffs)) {
            RegretDynamics dynamics = new RegretDynamics(payoffs.index(), operator, rule, first);
            dynamics.run(rounds);
            return dynamics;
        }
    }

    /** NashConv of the product of the averages. */
    private static double saddleGap(PayoffTensor payoffs, RegretDynamics dynamics) {
        double[] profile = dynamics.averagePlay().marginals();
        double[] values = ProfileValues.actionValues(payoffs, profile);
        double gap = 0;
        for (int p = 0, first = 0;
                p < payoffs.playerCount();
                first += payoffs.index().actionCount(p), p++) {
            int end = first + payoffs.index().actionCount(p);
            gap += Arrays.stream(values, first, end).max().orElseThrow();
            for (int a = first; a < end; a++) {
                gap -= profile[a] * values[a];
            }
        }
        return gap;
    }

    /** Spec 02: external regret matching finds a CCE of Shapley's game and no CE. Largest single gains. */
    @Test
    void externalRegretIsNotInternalRegret() {
        try (PayoffTensor payoffs = shapley()) {
            RegretDynamics external = play(payoffs, new RegretRule.Matching(), NOT_UNIFORM, 10_000);
            assertThat(external.gap(SolutionConcept.CCE).largestGain()).isCloseTo(6.5e-4, within(0.2 * 6.5e-4));
            assertThat(external.gap(SolutionConcept.CE).largestGain()).isCloseTo(0.090, within(0.2 * 0.090));
            RegretDynamics internal = play(payoffs, new RegretRule.Internal(), NOT_UNIFORM, 10_000);
            assertThat(internal.gap(SolutionConcept.CE).largestGain()).isCloseTo(2.0e-3, within(0.2 * 2.0e-3));
            RegretRule swap = new RegretRule.Swap(new RegretRule.Matching());
            assertThat(play(payoffs, swap, NOT_UNIFORM, 10_000)
                            .gap(SolutionConcept.CE)
                            .largestGain())
                    .isLessThan(4e-3);
        }
    }

    /** Spec 02: at T = 1000 predictive RM⁺ is below RM⁺ is below RM, all near (1, 10, 5) / 16. */
    @Test
    void predictionBeatsTheFloorBeatsMatching() {
        try (PayoffTensor payoffs = biasedRockPaperScissors()) {
            double[] uniform = {1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0};
            for (double[] first : new double[][] {uniform, NOT_UNIFORM}) {
                double matching = saddleGap(payoffs, play(payoffs, new RegretRule.Matching(), first, 1000));
                double plus = saddleGap(payoffs, play(payoffs, new RegretRule.MatchingPlus(), first, 1000));
                RegretDynamics best = play(payoffs, new RegretRule.PredictiveMatchingPlus(), first, 1000);
                double predictive = saddleGap(payoffs, best);
                assertThat(predictive).isLessThan(plus / 2);
                assertThat(plus).isLessThan(matching / 2);
                double[] nash = {1 / 16.0, 10 / 16.0, 5 / 16.0, 1 / 16.0, 10 / 16.0, 5 / 16.0};
                assertClose("Nash", best.averagePlay().marginals(), nash, 0.005);
            }
        }
    }

    static Stream<RegretRule> rules() {
        return Stream.of(
                new RegretRule.Matching(),
                new RegretRule.MatchingPlus(),
                new RegretRule.PredictiveMatchingPlus(),
                new RegretRule.Hedge(LearningRate.anytime(3, 2)),
                new RegretRule.OptimisticHedge(LearningRate.constant(0.3)),
                new RegretRule.PolynomialWeights(LearningRate.horizon(3, 4000, 2)),
                new RegretRule.Internal(),
                new RegretRule.Swap(new RegretRule.MatchingPlus()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rockPaperScissorsTendsToThirds(RegretRule rule) {
        try (PayoffTensor payoffs = zeroSum(0, -1, 1, 1, 0, -1, -1, 1, 0)) {
            RegretDynamics dynamics = play(payoffs, rule, NOT_UNIFORM, 4000);
            double[] thirds = {1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0};
            assertClose(rule.toString(), dynamics.averagePlay().marginals(), thirds, 0.03);
        }
    }

    /** The sums kept while playing are the gains of the terms and of their expansion; both back ends agree. */
    @ParameterizedTest
    @MethodSource("rules")
    void gapsAreThoseOfTheAveragePlay(RegretRule rule) {
        JointActionIndex index = JointActionIndex.of(3, 4, 2);
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, new Philox(Seeds.seed()));
                ComputeBackend backend = Backends.named("reference");
                ProfileOperator operator = backend.profiles(payoffs)) {
            RegretRule small = rule instanceof RegretRule.PolynomialWeights
                    ? new RegretRule.PolynomialWeights(LearningRate.constant(0.05))
                    : rule;
            RegretDynamics dynamics = new RegretDynamics(index, operator, small);
            dynamics.run(200);
            assertThat(dynamics.rounds()).isEqualTo(dynamics.averagePlay().termCount());
            for (SolutionConcept concept : SolutionConcept.values()) {
                double[] gains = dynamics.gap(concept).largestGainPerPlayer();
                EquilibriumGap terms = EquilibriumGap.of(payoffs, dynamics.averagePlay(), concept);
                EquilibriumGap expanded =
                        EquilibriumGap.of(payoffs, dynamics.averagePlay().expand(), concept);
                assertClose("gains", gains, terms.largestGainPerPlayer(), 1e-12);
                assertClose("gains", gains, expanded.largestGainPerPlayer(), 1e-12);
            }
        }
    }

    /** Three players, general sum: no internal regret, so a CE in the limit. */
    @Test
    void internalRegretLeadsToCorrelatedEquilibria() {
        JointActionIndex index = JointActionIndex.of(3, 4, 3);
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT32, new Philox(Seeds.seed()))) {
            double[] first = new double[10];
            Arrays.fill(first, 0, 3, 1 / 3.0);
            Arrays.fill(first, 3, 7, 1 / 4.0);
            Arrays.fill(first, 7, 10, 1 / 3.0);
            RegretDynamics dynamics = play(payoffs, new RegretRule.Internal(), first, 5000);
            assertThat(dynamics.gap(SolutionConcept.CE).largestGain()).isLessThan(0.02);
        }
    }
}
