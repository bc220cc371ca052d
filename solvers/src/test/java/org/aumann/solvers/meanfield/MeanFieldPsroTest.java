package org.aumann.solvers.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.ForwardingMeanFieldGame;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.LearningRate;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFieldPsroTest {
    private static MeanFieldModel model(String game) {
        return MeanFieldModel.of(MeanFieldCatalogue.game(game));
    }

    private static MeanFieldPsroResult run(String game, MeanFieldPsroOptions options) {
        return run(model(game), options);
    }

    private static MeanFieldPsroResult run(MeanFieldModel model, MeanFieldPsroOptions options) {
        try (ComputeBackend backend = Backends.named("cpu");
                MeanFieldPsro psro = new MeanFieldPsro(model, backend, options, LoopListener.silent())) {
            return psro.run();
        }
    }

    /** The defaults with other limits. */
    private static MeanFieldPsroOptions options(MeanFieldConcept concept, double tolerance, int iterations) {
        return options(concept, RestrictedSolver.usual(concept), tolerance, iterations);
    }

    private static MeanFieldPsroOptions options(
            MeanFieldConcept concept, RestrictedSolver solver, double tolerance, int iterations) {
        return new MeanFieldPsroOptions(
                concept,
                solver,
                8,
                PayoffNoise.NONE,
                0.1,
                MeanFieldPsroOptions.REGRET_LIMIT,
                new LoopLimits(tolerance, 0, iterations, Duration.ofMinutes(2)),
                1);
    }

    private static RestrictedSolver plain(RegretRule rule, boolean isCompressed) {
        return new RestrictedSolver.Play(rule, 300, 10, isCompressed, false);
    }

    /** Spec/05: all three concepts to 1e-10. */
    @ParameterizedTest
    @CsvSource({
        "biased_indirect_rps,NASH", "biased_indirect_rps,CCE", "biased_indirect_rps,CE",
        "coop_betray_punish,NASH", "coop_betray_punish,CCE", "coop_betray_punish,CE",
        "dominated,NASH", "dominated,CCE", "dominated,CE"
    })
    void normalFormGamesConverge(String game, MeanFieldConcept concept) {
        MeanFieldPsroResult result = run(game, options(concept, 1e-10 / MeanFieldSweeps.unit(model(game)), 100));
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.gaps().getFirst().of(concept)).isLessThanOrEqualTo(1e-10);
        assertThat(result.history().getLast().gap(concept))
                .isEqualTo(result.gaps().getFirst().of(concept));
    }

    @Test
    void findsTheKnownEquilibriumOfRockPaperScissors() {
        MeanFieldPsroResult result = run("biased_indirect_rps", options(MeanFieldConcept.NASH, 1e-12, 20));
        double[] behaviour = new double[3];
        double[] mixture = result.mediator().recommendations();
        for (int k = 0; k < mixture.length; k++) {
            behaviour[result.policies().getFirst().get(k).action(0, 0)] += mixture[k];
        }
        assertClose("Nash", behaviour, new double[] {15 / 71.0, 21 / 71.0, 35 / 71.0}, 1e-10);
        assertClose("value", result.gaps().getFirst().value(), 0, 1e-12, 0);
    }

    /** Spec/05: below .1 by 15 outer iterations and below .01 by 25, and below 1e-6 in the end. */
    @Test
    void crowdModellingGetsThereInTime() {
        MeanFieldPsroResult result = run("mfg_crowd_modelling", options(MeanFieldConcept.CCE, 1e-7, 150));
        List<MeanFieldIteration> history = result.history();
        assertThat(history.get(14).gap(MeanFieldConcept.CCE)).isLessThan(0.1);
        assertThat(history.get(24).gap(MeanFieldConcept.CCE)).isLessThan(0.01);
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.gaps().getFirst().cce()).isLessThanOrEqualTo(1e-6);
    }

    @ParameterizedTest
    @EnumSource(
            value = MeanFieldConcept.class,
            names = {"CE", "CCE"})
    void everyPopulationCounts(MeanFieldConcept concept) {
        double unit = MeanFieldSweeps.unit(model("mfg_predator_prey"));
        MeanFieldPsroResult result = run("mfg_predator_prey", options(concept, 0.1 / unit, 60));
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.gaps()).hasSize(3);
        for (MeanFieldGap gap : result.gaps()) {
            assertThat(gap.of(concept)).isLessThanOrEqualTo(0.1);
        }
    }

    /** Tolerances are relative to what the players' choices make, so that a scale of the rewards changes nothing. */
    @ParameterizedTest
    @EnumSource(MeanFieldConcept.class)
    void scalesChangeNothing(MeanFieldConcept concept) {
        MeanFieldGame plain = MeanFieldCatalogue.game("coop_betray_punish");
        MeanFieldPsroOptions options = options(concept, 1e-9, 100);
        MeanFieldPsroResult expected = run(MeanFieldModel.of(plain), options);
        for (int exponent : new int[] {-40, 40}) {
            MeanFieldPsroResult scaled = run(MeanFieldModel.of(new ScaledRewards(plain, exponent)), options);
            assertThat(scaled.status()).isEqualTo(expected.status());
            assertThat(scaled.history()).hasSameSizeAs(expected.history());
            assertClose(
                    "mixtures",
                    scaled.mediator().recommendations(),
                    expected.mediator().recommendations(),
                    1e-9);
        }
    }

    /** The rewards of a game of one choice times a power of two. */
    private static final class ScaledRewards extends ForwardingMeanFieldGame {
        private final RewardDependence dependence;
        private final int exponent;

        ScaledRewards(MeanFieldGame game, int exponent) {
            super(game);
            this.dependence = game.dependence();
            this.exponent = exponent;
        }

        @Override
        public RewardDependence dependence() {
            return dependence;
        }

        @Override
        public void rewards(double[] meanField, int from, double[] rewards, int to) {
            super.rewards(meanField, from, rewards, to);
            for (int i = to; i < rewards.length; i++) {
                rewards[i] = Math.scalb(rewards[i], exponent);
            }
        }
    }

    /** The paper's own solvers: regret minimisation with compression, and with uniform weights; black-box search. */
    @Test
    void convergesWithoutRefinement() {
        List<RegretRule> rules = List.of(
                new RegretRule.Matching(),
                new RegretRule.MatchingPlus(),
                new RegretRule.PredictiveMatchingPlus(),
                new RegretRule.Hedge(LearningRate.constant(0.1)),
                new RegretRule.PolynomialWeights(LearningRate.constant(0.1)));
        for (RegretRule rule : rules) {
            MeanFieldPsroResult result =
                    run("biased_indirect_rps", options(MeanFieldConcept.CCE, plain(rule, true), 1e-3, 40));
            assertThat(result.status()).as("%s", rule).isEqualTo(Status.CONVERGED);
        }
        MeanFieldPsroResult uniform = run(
                "biased_indirect_rps",
                options(MeanFieldConcept.CCE, plain(new RegretRule.Matching(), false), 0.02, 200));
        assertThat(uniform.status()).isEqualTo(Status.CONVERGED);
        MeanFieldPsroResult ce = run(
                "biased_indirect_rps", options(MeanFieldConcept.CE, plain(new RegretRule.Internal(), true), 1e-3, 60));
        assertThat(ce.status()).isEqualTo(Status.CONVERGED);
        MeanFieldPsroResult nash = run(
                "coop_betray_punish",
                options(
                        MeanFieldConcept.NASH,
                        new RestrictedSolver.Search(RestrictedSolver.Search.Method.CMA_ES, 300, false),
                        1e-6,
                        60));
        assertThat(nash.status()).isEqualTo(Status.CONVERGED);
    }

    /** The policy that chooses an action at the start, of a game of one choice. */
    private static MeanFieldPolicy always(MeanFieldModel model, int action) {
        int[] actions = new int[model.fieldSize()];
        Arrays.setAll(actions, i -> i == 0 ? action : model.firstLegalAction(i % model.stateCount()));
        return MeanFieldPolicy.deterministic(model, 0, actions);
    }

    /** A compressed mediator is never worse than a uniform one over the same rounds, and its value may be negative. */
    @Test
    void compressionIsNegativeWhereTheRoundsAllow() {
        try (ComputeBackend backend = Backends.named("cpu");
                var operator = backend.meanField(model("biased_indirect_rps"))) {
            MeanFieldModel model = operator.model();
            operator.add(IntStream.range(0, 3)
                    .mapToObj(action -> always(model, action))
                    .toList());
            RestrictedGame game = new RestrictedGame(operator, PayoffNoise.NONE, new Philox(1));
            RegretPlay compressed = new RegretPlay(game, MeanFieldConcept.CCE, new RegretRule.Matching(), true);
            RegretPlay uniform = new RegretPlay(game, MeanFieldConcept.CCE, new RegretRule.Matching(), false);
            Deadline deadline = Deadline.in(Duration.ofMinutes(1));
            compressed.play(100, 100, Double.NEGATIVE_INFINITY, deadline);
            uniform.play(100, 100, Double.NEGATIVE_INFINITY, deadline);
            assertThat(compressed.regret()).isBetween(-0.062, -0.055); // spec/05: about -.059 by T = 100
            assertThat(uniform.regret()).isGreaterThan(compressed.regret());
            assertThat(compressed.mediator().size()).isLessThanOrEqualTo(4);
            assertThat(uniform.mediator().size()).isEqualTo(100);
        }
    }

    /** What a run reports is what the definitions say of its policies. */
    @Test
    void nashGapIsTheExploitabilityOfTheMixture() {
        MeanFieldPsroResult result = run("mfg_crowd_modelling", options(MeanFieldConcept.NASH, 1e-6, 6));
        double[] mixture = result.mediator().recommendations();
        MeanFieldPolicy behaviour = MeanFieldSweeps.mixture(result.policies().getFirst(), mixture);
        double exploitability = MeanFieldSweeps.exploitability(List.of(behaviour))[0];
        MeanFieldGap gap = result.gaps().getFirst();
        assertClose("Nash", gap.nash(), exploitability, 1e-9, 0);
        assertClose("CCE of a certain mixture", gap.cce(), gap.nash(), 1e-9, 0);
        assertThat(gap.ce()).isLessThanOrEqualTo(gap.ceWeightedSum() + 1e-12);
        assertThat(gap.ce()).isLessThanOrEqualTo(gap.ceConditional() + 1e-12);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        MeanFieldPsroOptions noisy = new MeanFieldPsroOptions(
                MeanFieldConcept.CCE,
                new RestrictedSolver.Play(new RegretRule.Matching(), 50, 10, true, true),
                8,
                new PayoffNoise(0.1, 4),
                0.1,
                MeanFieldPsroOptions.REGRET_LIMIT,
                new LoopLimits(0, 0, 6, Duration.ofMinutes(1)),
                7);
        MeanFieldPsroResult first = run("biased_indirect_rps", noisy);
        MeanFieldPsroResult second = run("biased_indirect_rps", noisy);
        assertThat(first.mediator().mixtures())
                .containsExactly(second.mediator().mixtures());
        assertThat(first.history().getLast().noiseBound()).isPositive();
        for (MeanFieldIteration iteration : first.history()) {
            double hidden = iteration.gap(MeanFieldConcept.CCE) - iteration.regret();
            assertThat(hidden).isLessThanOrEqualTo(1 + iteration.noiseBound());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FICTITIOUS_PLAY", "MIRROR_DESCENT"})
    void baselinesAreMeasuredAlike(String name) {
        MeanFieldModel model = model("mfg_crowd_modelling");
        MeanFieldLearner learner =
                name.equals("FICTITIOUS_PLAY") ? new FictitiousPlay(model) : new OnlineMirrorDescent(model, 0.1);
        MeanFieldPsroResult result = new MeanFieldBaseline(
                        learner, new LoopLimits(0, 0, 100, Duration.ofMinutes(1)), LoopListener.silent())
                .run();
        assertThat(result.status()).isEqualTo(Status.ITERATION_LIMIT);
        assertThat(result.history()).hasSize(100);
        double exploitability = Arrays.stream(learner.exploitability()).max().orElseThrow();
        assertClose("last", result.history().getLast().gap(MeanFieldConcept.NASH), exploitability, 1e-10, 0);
    }

    @Test
    void badOptionsAreRefused() {
        assertThatThrownBy(() -> new PayoffNoise(-1, 1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new PayoffNoise(1, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> options(MeanFieldConcept.CE, Double.NaN, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tolerance (NaN) must be a finite number, at least 0");
        assertThatThrownBy(() -> options(MeanFieldConcept.CE, 1, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("iterations (0) must be at least 1");
    }

    /** Bit by bit the same run, gone on with from wherever policies have come in. */
    @ParameterizedTest
    @EnumSource(MeanFieldConcept.class)
    void aRunGoesOnFromASnapshot(MeanFieldConcept concept) {
        MeanFieldModel model = model("biased_indirect_rps");
        MeanFieldPsroOptions options =
                MeanFieldPsroOptions.defaults(concept).withLimits(new LoopLimits(1e-10, 0, 8, Duration.ofMinutes(1)));
        try (ComputeBackend backend = Backends.named("cpu")) {
            List<MeanFieldSnapshot> snapshots = new ArrayList<>();
            MeanFieldPsroResult whole;
            try (MeanFieldPsro run = new MeanFieldPsro(model, backend, options, LoopListener.silent())) {
                Status status = run.step(Deadline.never());
                while (status == null) {
                    if (run.history().getLast().novelCount() > 0) {
                        snapshots.add(run.snapshot());
                    }
                    status = run.step(Deadline.never());
                }
                whole = run.result(status);
            }
            assertThat(snapshots).isNotEmpty();
            for (MeanFieldSnapshot start : snapshots) {
                try (MeanFieldPsro run = new MeanFieldPsro(model, backend, options, start, LoopListener.silent())) {
                    MeanFieldPsroResult rest = run.run();
                    assertThat(rest.status()).isEqualTo(whole.status());
                    assertThat(rest.gaps()).isEqualTo(whole.gaps());
                    assertThat(rest.policies()).isEqualTo(whole.policies());
                    assertThat(rest.history().stream()
                                    .map(MeanFieldIteration::regret)
                                    .toList())
                            .isEqualTo(whole.history().stream()
                                    .map(MeanFieldIteration::regret)
                                    .toList());
                }
            }
        }
    }
}
