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
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.ortools.LinearProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediatorProgramTest {
    private static final MediatorObjective MARGIN = new MediatorObjective.Margin();
    private static final MediatorObjective ENTROPY = new MediatorObjective.Entropy();

    /** A game of three choices whose policies are the choices, in a given order. */
    private static final class Choices implements AutoCloseable {
        private final ComputeBackend backend = Backends.named("cpu");
        private final MeanFieldOperator operator;
        private final List<MeanFieldPolicy> policies;
        private final RestrictedGame game;
        private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));

        Choices(String name, int... order) {
            MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(name));
            this.operator = backend.meanField(model);
            this.policies = Arrays.stream(order)
                    .mapToObj(action -> always(model, action))
                    .toList();
            operator.add(policies);
            this.game = new RestrictedGame(operator, PayoffNoise.NONE, new Philox(1));
        }

        private static MeanFieldPolicy always(MeanFieldModel model, int action) {
            int[] actions = new int[model.fieldSize()];
            Arrays.setAll(actions, i -> i == 0 ? action : model.firstLegalAction(i % model.stateCount()));
            return MeanFieldPolicy.deterministic(model, 0, actions);
        }

        Mediator nash() {
            double[] ofMatrix = AffineGame.nash(game, new Philox(1));
            return Mediator.certain(
                    ofMatrix.length > 0 ? ofMatrix : new NashDescent(game, game.uniform(), deadline).descend(1e-13));
        }

        MediatorSearch search(MeanFieldConcept concept, MediatorObjective objective, int count, Mediator start) {
            return new MediatorSearch(
                    game, concept, new MediatorProgram(objective, count), start, new Philox(Seeds.seed()));
        }

        /** From the Nash equilibrium, and from several mediators near it and uniform play. */
        MediatorSearch solve(MeanFieldConcept concept, MediatorObjective objective, int count) {
            Mediator nash = nash();
            MediatorSearch search = search(concept, objective, count, nash);
            search.descendFrom(nash, deadline);
            for (int start = 0; start < 2; start++) {
                search.descendNear(nash, deadline);
                search.descendNear(Mediator.certain(game.uniform()), deadline);
            }
            return search;
        }

        /** What a player of the whole game gains, by the certificate. */
        double gap(MeanFieldConcept concept, Mediator mediator) {
            return MeanFieldGap.of(List.of(policies), mediator).getFirst().of(concept);
        }

        /** The optimum over all mediators that draw mixtures of multiples of 1/40: a linear program. */
        double onGrid(MeanFieldConcept concept, MediatorObjective objective) {
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i <= 40; i++) {
                for (int j = 0; i + j <= 40; j++) {
                    points.add(new double[] {i / 40.0, j / 40.0, (40 - i - j) / 40.0});
                }
            }
            points.add(nash().mixture(0));
            double[][] payoffs = game.payoffs(points);
            boolean isMargin = objective instanceof MediatorObjective.Margin;
            boolean isCe = concept == MeanFieldConcept.CE;
            LinearProgram program = new LinearProgram();
            LinearProgram.Row sum = program.addRow(1, 1);
            List<LinearProgram.Row> rows = IntStream.range(0, isCe ? 6 : 3)
                    .mapToObj(_ -> program.addRow(Double.NEGATIVE_INFINITY, 1e-12))
                    .toList();
            double[] costs = new double[points.size()];
            for (int t = 0; t < costs.length; t++) {
                double[] nu = points.get(t);
                for (double share : nu) {
                    costs[t] += isMargin || share == 0 ? 0 : share * Math.log(share);
                }
                sum.add(program.addVariable(0, 1, -costs[t]), 1);
                double value = nu[0] * payoffs[t][0] + nu[1] * payoffs[t][1] + nu[2] * payoffs[t][2];
                for (int d = 0; d < rows.size(); d++) {
                    int i = d / 2;
                    int j = (i + 1 + d % 2) % 3;
                    rows.get(d).add(t, isCe ? nu[i] * (payoffs[t][j] - payoffs[t][i]) : payoffs[t][d] - value);
                }
            }
            for (int group = 0; group < (isMargin ? rows.size() / (isCe ? 2 : 3) : 0); group++) {
                int z = program.addVariable(Double.NEGATIVE_INFINITY, 0, -1);
                int each = isCe ? 2 : 3;
                rows.subList(group * each, (group + 1) * each).forEach(row -> row.add(z, -1));
            }
            double[] x = program.maximise(Deadline.in(Duration.ofMinutes(1)), _ -> "")
                    .x();
            return IntStream.range(0, x.length)
                    .mapToDouble(t -> t < costs.length ? costs[t] * x[t] : x[t])
                    .sum();
        }

        @Override
        public void close() {
            operator.close();
            backend.close();
        }
    }

    /**
     * A mediator of 4 mixtures is as good as any over the grid, or better since the grid is coarse. Of entropies, which are
     * those of local optima, the grid's may be better: for one seed of six by .026.
     */
    @ParameterizedTest
    @CsvSource({
        "biased_indirect_rps,CCE", "biased_indirect_rps,CE",
        "coop_betray_punish,CCE", "coop_betray_punish,CE",
        "dominated,CCE", "dominated,CE"
    })
    void isAsGoodAsTheBestOnAGrid(String name, MeanFieldConcept concept) {
        try (Choices choices = new Choices(name, 0, 1, 2)) {
            for (MediatorObjective objective : List.of(MARGIN, ENTROPY)) {
                MediatorSearch found = choices.solve(concept, objective, 4);
                double grid = choices.onGrid(concept, objective);
                assertThat(found.outcome().objective())
                        .as("%s %s", objective, Seeds.replay())
                        .isBetween(grid - 0.003, grid + (objective.equals(MARGIN) ? 1e-6 : 0.05));
                assertThat(choices.gap(concept, found.mediator())).isLessThanOrEqualTo(1e-8);
                assertThat(found.mediator().size()).isLessThanOrEqualTo(4);
            }
        }
    }

    /** One mixture: the equilibrium (15, 21, 35)/71; two and more: B with probability 21/71, else .3 A + .7 C. */
    @Test
    void knowsTheMarginOfRockPaperScissors() {
        try (Choices choices = new Choices("biased_indirect_rps", 0, 1, 2)) {
            MediatorSearch one = choices.solve(MeanFieldConcept.CCE, MARGIN, 1);
            assertClose("margin", one.outcome().objective(), 0, 1e-9, 0);
            assertClose("Nash", one.mediator().mixture(0), new double[] {15 / 71.0, 21 / 71.0, 35 / 71.0}, 1e-8);
            for (int count : new int[] {2, 3, 5}) {
                MediatorSearch found = choices.solve(MeanFieldConcept.CCE, MARGIN, count);
                assertClose("margin of " + count, found.outcome().objective(), -4.2 / 71, 1e-8, 0);
                assertThat(found.outcome().status()).isEqualTo(Status.CONVERGED);
                assertThat(choices.gap(MeanFieldConcept.CCE, found.mediator())).isLessThan(-0.059);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MeanFieldConcept.class,
            names = {"CE", "CCE"})
    void aMixtureMoreIsNeverWorse(MeanFieldConcept concept) {
        try (Choices choices = new Choices("coop_betray_punish", 0, 1, 2)) {
            for (MediatorObjective objective : List.of(MARGIN, ENTROPY)) {
                MediatorSearch before = choices.solve(concept, objective, 1);
                for (int count = 2; count <= 4; count++) {
                    MediatorSearch after = choices.search(concept, objective, count, before.mediator());
                    assertClose(
                            "split",
                            after.outcome().objective(),
                            before.outcome().objective(),
                            1e-9,
                            1e-9);
                    after.descendFrom(before.mediator(), choices.deadline);
                    after.descendNear(before.mediator(), choices.deadline);
                    assertThat(after.outcome().objective())
                            .as("%s of %d, %s", objective, count, Seeds.replay())
                            .isLessThanOrEqualTo(before.outcome().objective() + 1e-8);
                    before = after;
                }
            }
        }
    }

    /** Margins are payoffs, entropies are not; the order of the policies means nothing. */
    @Test
    void knowsUnitsButNoOrder() {
        try (Choices choices = new Choices("coop_betray_punish", 0, 1, 2);
                Choices permuted = new Choices("coop_betray_punish", 2, 0, 1);
                Choices tenfold = new Choices("mean_field_nfg(reward_function=coop)", 0, 1, 2)) {
            for (MeanFieldConcept concept : List.of(MeanFieldConcept.CCE, MeanFieldConcept.CE)) {
                double margin = choices.solve(concept, MARGIN, 4).outcome().objective();
                assertThat(margin).isNegative();
                assertClose(
                        "permuted margin",
                        permuted.solve(concept, MARGIN, 4).outcome().objective(),
                        margin,
                        0,
                        1e-5);
                assertClose(
                        "tenfold margin",
                        tenfold.solve(concept, MARGIN, 4).outcome().objective(),
                        10 * margin,
                        0,
                        1e-5);
                double entropy = choices.solve(concept, ENTROPY, 2).outcome().objective();
                assertClose(
                        "entropy", tenfold.solve(concept, ENTROPY, 2).outcome().objective(), entropy, 0, 1e-2);
            }
        }
    }

    @Test
    void equalPayoffsArePlayedAtRandom() {
        try (Choices choices = new Choices("dominated", 1, 1, 1)) {
            MediatorSearch found =
                    choices.search(MeanFieldConcept.CCE, ENTROPY, 2, Mediator.certain(new double[] {0.7, 0.3, 0}));
            found.descendFrom(found.mediator(), choices.deadline);
            assertClose("entropy", found.outcome().objective(), -Math.log(3), 1e-6, 0);
            assertClose("mixture", found.mediator().recommendations(), new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, 1e-3);
            assertThat(found.outcome().status()).isEqualTo(Status.CONVERGED);
        }
    }

    /** λ = 0 is maximum entropy; λ > 0 keeps mixtures apart and every weight above the floor. */
    @Test
    void divergencesKeepMixturesApart() {
        try (Choices choices = new Choices("biased_indirect_rps", 0, 1, 2)) {
            for (MeanFieldConcept concept : List.of(MeanFieldConcept.CCE, MeanFieldConcept.CE)) {
                double entropy = choices.solve(concept, ENTROPY, 2).outcome().objective();
                MediatorObjective none = new MediatorObjective.KullbackLeibler(0, 1e-3);
                assertClose("λ = 0", choices.solve(concept, none, 2).outcome().objective(), entropy, 1e-7, 0);

                MediatorSearch apart = choices.solve(concept, new MediatorObjective.KullbackLeibler(0.3, 1e-3), 2);
                assertThat(apart.outcome().objective()).as(Seeds.replay()).isLessThan(entropy - 1);
                assertThat(apart.mediator().size()).isEqualTo(2);
                double[] first = apart.mediator().mixture(0);
                double[] second = apart.mediator().mixture(1);
                double distance = 0;
                for (int i = 0; i < 3; i++) {
                    distance += Math.abs(first[i] - second[i]);
                    assertThat(Math.min(first[i], second[i])).isGreaterThanOrEqualTo(1e-3 / 3 - 1e-15);
                }
                assertThat(distance).isGreaterThan(0.1);
                assertThat(choices.gap(concept, apart.mediator())).isLessThanOrEqualTo(1e-8);
            }
        }
    }

    /** What the floor costs where a policy must not be played is told: a third of it, times .25. */
    @Test
    void tellsWhatTheFloorCosts() {
        try (Choices choices = new Choices("dominated", 0, 1, 2)) {
            MediatorProgram.Outcome outcome = choices.solve(
                            MeanFieldConcept.CE, new MediatorObjective.KullbackLeibler(0.3, 1e-3), 2)
                    .outcome();
            assertThat(outcome.status()).isEqualTo(Status.STALLED);
            assertClose("violation", outcome.violation(), 0.25e-3 / 3, 1e-8, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCE", "CE"})
    void solvesRestrictedGamesOfPsro(MeanFieldConcept concept) {
        MeanFieldPsroResult result = run("biased_indirect_rps", concept, new MediatorProgram(MARGIN, 3), 10);
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.gaps().getFirst().of(concept)).isLessThanOrEqualTo(1e-6);
        MeanFieldPsroResult again = run("biased_indirect_rps", concept, new MediatorProgram(MARGIN, 3), 10);
        assertThat(again.mediator().mixtures())
                .containsExactly(result.mediator().mixtures());
    }

    /** A crowd on a ring (measured: .7 after 5 iterations, .005 after 25), and three populations that chase each other. */
    @Test
    void solvesSpatialGames() {
        MeanFieldPsroResult crowd =
                run("mfg_crowd_modelling", MeanFieldConcept.CCE, new MediatorProgram(ENTROPY, 3), 5);
        assertThat(crowd.history().getLast().gap(MeanFieldConcept.CCE)).isLessThan(1);
        for (MeanFieldIteration iteration : crowd.history()) {
            assertThat(iteration.support()).isLessThanOrEqualTo(3);
            assertThat(iteration.regret()).isLessThanOrEqualTo(1e-5);
        }
        MeanFieldPsroResult chase = run("mfg_predator_prey", MeanFieldConcept.CCE, new MediatorProgram(ENTROPY, 2), 3);
        assertThat(chase.history())
                .allSatisfy(iteration -> assertThat(iteration.regret()).isLessThanOrEqualTo(1e-5));
    }

    private static MeanFieldPsroResult run(
            String name, MeanFieldConcept concept, RestrictedSolver solver, int iterations) {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(name));
        try (ComputeBackend backend = Backends.named("cpu");
                MeanFieldPsro psro = new MeanFieldPsro(
                        model,
                        backend,
                        options(concept, solver, PayoffNoise.NONE, iterations),
                        LoopListener.silent())) {
            return psro.run();
        }
    }

    private static MeanFieldPsroOptions options(
            MeanFieldConcept concept, RestrictedSolver solver, PayoffNoise noise, int iterations) {
        return new MeanFieldPsroOptions(
                concept,
                solver,
                8,
                noise,
                0.1,
                MeanFieldPsroOptions.REGRET_LIMIT,
                new LoopLimits(1e-6, 0, iterations, Duration.ofMinutes(2)),
                Seeds.seed());
    }

    @Test
    void badProgramsAreRefused() {
        assertThatThrownBy(() -> new MediatorProgram(MARGIN, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mixtures (0) must be at least 1");
        assertThatThrownBy(() -> new MediatorObjective.KullbackLeibler(2, 1e-3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("KL weight (2.0) must be from 0 to 1");
        assertThatThrownBy(() -> new MediatorObjective.KullbackLeibler(1, 0)).isInstanceOf(InvalidInputException.class);
        MediatorProgram program = new MediatorProgram(MARGIN, 2);
        assertThatThrownBy(() -> options(MeanFieldConcept.NASH, program, PayoffNoise.NONE, 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> options(MeanFieldConcept.CCE, program, new PayoffNoise(0.1, 1), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("noise (0.1) must be 0 with a mediator program: it needs slopes of payoffs");
    }
}
