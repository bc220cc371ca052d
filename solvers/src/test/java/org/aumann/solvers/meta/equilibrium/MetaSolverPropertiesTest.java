package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.Tolerances.rounding;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.RunnableBackends;
import org.aumann.solvers.evolution.ProjectedReplicator;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.nash.ConstantSumNash;
import org.aumann.solvers.nash.RegretNash;
import org.aumann.solvers.regret.RegretSolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every meta-solver promises on every small game, on every back end that runs here. */
class MetaSolverPropertiesTest {
    /** How far the violation of a certified row may go, relative to the payoff range. */
    private static final double FEASIBILITY = 1.001e-9;

    /** How far two computations of the same unique optimum may be apart. */
    private static final double UNIQUE = 1e-6;

    private static final String[] UNIQUE_OPTIMA = {"mgce", "mgcce", "mece", "mecce"};

    /**
     * Those, and the stationary distribution of α-rank. It changes when an action is duplicated, as there are more
     * ways to it, and so it is in no test of copies. What the solvers that play or draw find depends on where they
     * begin, on rounding where payoffs tie, and on the seed; Nash equilibria need not be unique.
     */
    private static final String[] UNIQUE_ANSWERS = {"mgce", "mgcce", "mece", "mecce", "alpharank"};

    private static Stream<Arguments> gamesOnBackends(Stream<SolverGame> games) {
        return games.flatMap(game -> RunnableBackends.ids().map(backend -> Arguments.of(game, backend)));
    }

    private static Stream<Arguments> everyGame() {
        return gamesOnBackends(SolverGame.all().stream());
    }

    private static SolveOutcome outcome(MetaGame game, String backend, String solver, double epsilon) {
        try (ComputeBackend runs = Backends.named(backend)) {
            return MetaSolvers.named(solver, epsilon)
                    .solve(game, runs, SolveOptions.defaults().withSeed(Seeds.seed()));
        }
    }

    private static SolveReport solve(MetaGame game, String backend, String solver) {
        SolveOutcome outcome = outcome(game, backend, solver, 0);
        assertThat(outcome.status()).as("%s: %s", solver, residual(outcome)).isEqualTo("optimal");
        return outcome.report();
    }

    private static String residual(SolveOutcome outcome) {
        return switch (outcome) {
            case SolveOutcome.Optimal _ -> "no residual";
            case SolveOutcome.Infeasible _ -> "infeasible";
            case SolveOutcome.IterationLimit(SolveReport report, double residual) ->
                "residual " + residual + " after " + report.iterations() + " iterations";
            case SolveOutcome.TimeLimit(SolveReport report, double residual) ->
                "residual " + residual + " after " + report.iterations() + " iterations";
            case SolveOutcome.NumericalFailure(SolveReport report, double residual) ->
                "residual " + residual + " after " + report.iterations() + " iterations";
        };
    }

    /** What a certified row may be violated by. */
    private static double slack(PayoffTensor payoffs) {
        double greatest = IntStream.range(0, payoffs.playerCount())
                .mapToObj(payoffs::range)
                .mapToDouble(range -> Math.max(Math.abs(range.least()), Math.abs(range.greatest())))
                .max()
                .orElseThrow();
        return FEASIBILITY * greatestRange(payoffs) + rounding(payoffs.index().jointActionCount(), greatest);
    }

    private static double greatestRange(PayoffTensor payoffs) {
        return IntStream.range(0, payoffs.playerCount())
                .mapToDouble(p -> payoffs.range(p).width())
                .max()
                .orElseThrow();
    }

    private static double[] sigma(PayoffTensor payoffs, String backend, String solver) {
        return solve(MetaGame.of(payoffs), backend, solver).sigma().toArray();
    }

    @ParameterizedTest
    @MethodSource("everyGame")
    void certificatesHold(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            for (MetaSolvers.Description description : MetaSolvers.descriptions()) {
                String id = description.id();
                MetaSolver solver = MetaSolvers.named(id, 0);
                if (!isIterative(solver) && !(solver instanceof ConstantSumNash)) {
                    SolveReport report = solve(MetaGame.of(payoffs), backend, id);
                    assertDistribution(id, report);
                    if (solver instanceof EquilibriumSolver) {
                        EquilibriumGap gap = EquilibriumGap.of(payoffs, report.sigma(), solver.concept());
                        assertThat(gap.largestGain()).as(id).isLessThanOrEqualTo(report.epsilon() + slack(payoffs));
                        requireExactly(id, payoffs, solver.concept(), report);
                    }
                }
            }
        }
    }

    /** What the certificate says of every player is what fractions say. */
    private static void requireExactly(String id, PayoffTensor payoffs, SolutionConcept concept, SolveReport report) {
        double[] gains = report.certificate().gap(concept).largestGainPerPlayer();
        ExactGame exact = new ExactGame(payoffs, concept);
        for (int p = 0; p < gains.length; p++) {
            double[] onlyThisPlayer = new double[gains.length];
            onlyThisPlayer[p] = 1;
            double gain = exact.excess(report.sigma().toArray(), new double[gains.length], onlyThisPlayer);
            if (payoffs.index().actionCount(p) > 1) {
                assertClose(id, gains[p], gain, rounding(16, greatestRange(payoffs)), 1e-12);
            }
        }
    }

    private static void assertDistribution(String id, SolveReport report) {
        double sum = Arrays.stream(report.sigma().toArray()).sum();
        assertClose("sum of " + id, sum, 1, 1e-12, 0);
    }

    /** Solvers that approach something for as long as they may. */
    private static boolean isIterative(MetaSolver solver) {
        return solver instanceof RegretSolver || solver instanceof RegretNash || solver instanceof ProjectedReplicator;
    }

    /** The status and the residual are those of the distribution, whatever its quality. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void iterativeSolversSayHowFarTheyAre(SolverGame game, String backend) {
        SolveOptions options = SolveOptions.defaults()
                .withTolerance(1e-4)
                .withIterationLimit(50)
                .withSeed(Seeds.seed());
        try (PayoffTensor payoffs = game.open();
                ComputeBackend runs = Backends.named(backend)) {
            for (MetaSolvers.Description description : MetaSolvers.descriptions()) {
                MetaSolver solver = MetaSolvers.named(description.id(), 0);
                if (isIterative(solver)) {
                    SolveOutcome outcome = solver.solve(MetaGame.of(payoffs), runs, options);
                    assertDistribution(solver.id(), outcome.report());
                    // Of a product a best response gains as much as the CCE rows say, which is what counts for Nash.
                    SolutionConcept concept = solver instanceof RegretNash ? SolutionConcept.CCE : solver.concept();
                    double residual = relativeGain(payoffs, outcome.report(), concept, solver.concept());
                    String what = solver.id() + " " + outcome.status() + "; " + Seeds.replay();
                    if (outcome instanceof SolveOutcome.IterationLimit(SolveReport _, double reported)) {
                        assertThat(residual).as(what).isGreaterThan(0.999e-4);
                        assertClose(what, reported, residual, 1e-12, 1e-6);
                    } else {
                        assertThat(outcome).as(what).isInstanceOf(SolveOutcome.Optimal.class);
                        assertThat(residual).as(what).isLessThanOrEqualTo(1.001e-4);
                    }
                }
            }
        }
    }

    private static double relativeGain(PayoffTensor payoffs, SolveReport report, SolutionConcept concept) {
        return relativeGain(payoffs, report, concept, concept);
    }

    private static double relativeGain(
            PayoffTensor payoffs, SolveReport report, SolutionConcept concept, SolutionConcept ofUnits) {
        GainUnits units = GainUnits.of(MetaGame.of(payoffs), ofUnits);
        double[] gains = report.certificate().gap(concept).largestGainPerPlayer();
        double greatest = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < gains.length; p++) {
            double unit = units.ofPlayer(p);
            greatest = Math.max(greatest, unit > 0 ? gains[p] / unit : 0);
        }
        return greatest;
    }

    /** Compressed play is exact on every one of these games, however many rounds the average of play would take. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void compressedPlayIsExact(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            for (SolutionConcept concept : SolutionConcept.values()) {
                SolveReport report = solve(MetaGame.of(payoffs), backend, "compressed_regret" + concept.id());
                assertThat(relativeGain(payoffs, report, concept)).isLessThanOrEqualTo(1e-9);
            }
        }
    }

    /** Two players with a constant sum get the value of the game, others an error. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void nashIsForConstantSums(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            boolean fits = game.name().startsWith("zero_sum") || game.name().startsWith("constant");
            try {
                SolveReport report = solve(MetaGame.of(payoffs), backend, "nash");
                assertThat(fits).isTrue();
                assertThat(report.objective().lower())
                        .isLessThanOrEqualTo(report.objective().value() + 1e-12);
                assertThat(relativeGain(payoffs, report, SolutionConcept.CCE)).isLessThanOrEqualTo(1e-9);
                SolveReport maximum = solve(MetaGame.of(payoffs), backend, "mwcce");
                double value = maximum.certificate().values()[0];
                assertClose("value", report.objective().value(), value, slack(payoffs), 0);
            } catch (InvalidInputException e) {
                assertThat(fits).as(e.getMessage()).isFalse();
            }
        }
    }

    /** No equilibrium that another solver finds has more of what a solver maximises. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void everyOptimumIsTheBest(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            double welfareSlack = payoffs.playerCount() * slack(payoffs);
            for (SolutionConcept concept : SolutionConcept.values()) {
                String end = concept.id();
                Certificate gini =
                        solve(MetaGame.of(payoffs), backend, "mg" + end).certificate();
                Certificate entropy =
                        solve(MetaGame.of(payoffs), backend, "me" + end).certificate();
                SolveReport welfare = solve(MetaGame.of(payoffs), backend, "mw" + end);
                Certificate vertex =
                        solve(MetaGame.of(payoffs), backend, "rv" + end).certificate();
                for (Certificate other : new Certificate[] {gini, entropy, welfare.certificate(), vertex}) {
                    assertThat(other.gini()).as("Gini").isLessThanOrEqualTo(gini.gini() + UNIQUE);
                    assertThat(other.entropy()).as("entropy").isLessThanOrEqualTo(entropy.entropy() + UNIQUE);
                    assertThat(other.welfare())
                            .as("welfare")
                            .isLessThanOrEqualTo(welfare.objective().upper() + welfareSlack);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyGame")
    void boundsEncloseTheOptimum(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            double range = payoffs.playerCount() * Math.max(1, greatestRange(payoffs));
            for (String id : new String[] {"mgce", "mgcce", "mece", "mecce", "mwce", "mwcce", "rvce", "rvcce"}) {
                ObjectiveBounds bounds =
                        solve(MetaGame.of(payoffs), backend, id).objective();
                assertThat(bounds.lower()).as(id).isLessThanOrEqualTo(Math.min(bounds.value(), bounds.upper()));
                double lower = Double.isInfinite(bounds.lower()) ? bounds.value() : bounds.lower();
                assertClose("bracket of " + id, bounds.upper(), lower, UNIQUE * range, 0);
            }
            for (String end : new String[] {"ce", "cce"}) {
                SolveReport gini = solve(MetaGame.of(payoffs), backend, "mg" + end);
                assertClose("Gini", gini.objective().value(), gini.certificate().gini(), 1e-12, 0);
                SolveReport entropy = solve(MetaGame.of(payoffs), backend, "me" + end);
                assertClose(
                        "entropy",
                        entropy.objective().value(),
                        entropy.certificate().entropy(),
                        1e-12,
                        0);
                SolveReport welfare = solve(MetaGame.of(payoffs), backend, "mw" + end);
                assertClose(
                        "welfare",
                        welfare.objective().value(),
                        welfare.certificate().welfare(),
                        1e-12,
                        1e-12);
            }
        }
    }

    /** Players in reverse order, and everybody's actions too. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void uniqueOptimaFollowRenaming(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open();
                PayoffTensor renamed = reversed(payoffs)) {
            for (String id : UNIQUE_ANSWERS) {
                double[] sigma = sigma(payoffs, backend, id);
                double[] expected = new double[sigma.length];
                for (int a = 0; a < sigma.length; a++) {
                    expected[(int) reversed(payoffs.index(), renamed.index(), a)] = sigma[a];
                }
                assertClose(id, sigma(renamed, backend, id), expected, UNIQUE);
            }
        }
    }

    private static PayoffTensor reversed(PayoffTensor payoffs) {
        int players = payoffs.playerCount();
        JointActionIndex index = payoffs.index();
        JointActionIndex reversed = JointActionIndex.of(IntStream.range(0, players)
                .map(p -> index.actionCount(players - 1 - p))
                .toArray());
        PayoffTensor renamed = PayoffTensor.allocate(reversed, payoffs.precision());
        for (long a = 0; a < index.jointActionCount(); a++) {
            for (int p = 0; p < players; p++) {
                renamed.set(players - 1 - p, reversed(index, reversed, a), payoffs.get(p, a));
            }
        }
        return renamed;
    }

    private static long reversed(JointActionIndex index, JointActionIndex reversed, long jointAction) {
        long renamed = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int action = index.actionCount(p) - 1 - index.action(jointAction, p);
            renamed += action * reversed.stride(index.playerCount() - 1 - p);
        }
        return renamed;
    }

    @ParameterizedTest
    @MethodSource("everyGame")
    void uniqueOptimaIgnoreShiftAndScale(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open();
                PayoffTensor changed = PayoffTensor.allocate(payoffs.index(), payoffs.precision())) {
            for (int p = 0; p < payoffs.playerCount(); p++) {
                for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                    changed.set(p, a, Math.pow(30, p - 1) * payoffs.get(p, a) + 7 - 3 * p);
                }
            }
            for (String id : UNIQUE_ANSWERS) {
                assertClose(id, sigma(changed, backend, id), sigma(payoffs, backend, id), UNIQUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyGame")
    void repeatCountsStandForCopies(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            int[][] repeats = RandomGames.repeats(payoffs.index(), new Philox(Seeds.seed()));
            try (PayoffTensor copies = PhysicalCopies.of(payoffs, repeats)) {
                for (String id : UNIQUE_OPTIMA) {
                    JointDistribution counted =
                            solve(MetaGame.of(payoffs, repeats), backend, id).sigma();
                    JointDistribution copied =
                            solve(MetaGame.of(copies), backend, id).sigma();
                    double[] merged = PhysicalCopies.merge(copied, repeats, payoffs.index());
                    assertClose(id, counted.toArray(), merged, UNIQUE);
                }
            }
        }
    }

    /** The multipliers of the game without everybody's last action are a start, not an answer. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void aWarmStartLeadsToTheSameOptimum(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open();
                PayoffTensor smaller = withoutLastActions(payoffs);
                ComputeBackend runs = Backends.named(backend)) {
            for (String id : UNIQUE_OPTIMA) {
                Multipliers start = solve(MetaGame.of(smaller), backend, id).multipliers();
                SolveOutcome warm = MetaSolvers.named(id, 0)
                        .solve(MetaGame.of(payoffs), runs, start, SolveOptions.defaults(), SolveListener.SILENT);
                assertThat(warm.status()).as("%s: %s", id, residual(warm)).isEqualTo("optimal");
                assertClose(id, warm.report().sigma().toArray(), sigma(payoffs, backend, id), UNIQUE);
            }
        }
    }

    private static PayoffTensor withoutLastActions(PayoffTensor payoffs) {
        JointActionIndex index =
                JointActionIndex.of(Arrays.stream(payoffs.index().actionCounts())
                        .map(actions -> Math.max(1, actions - 1))
                        .toArray());
        PayoffTensor smaller = PayoffTensor.allocate(index, payoffs.precision());
        for (long a = 0; a < index.jointActionCount(); a++) {
            for (int p = 0; p < payoffs.playerCount(); p++) {
                smaller.set(p, a, payoffs.get(p, payoffs.index().jointAction(index.actions(a))));
            }
        }
        return smaller;
    }

    /** Every objective sees the same smallest ε, no distribution has less, and just below it there is nothing. */
    @ParameterizedTest
    @MethodSource("everyGame")
    void theSmallestEpsilonIsTheSmallest(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            for (SolutionConcept concept : SolutionConcept.values()) {
                SolveReport least = solve(MetaGame.of(payoffs), backend, "min_epsilon_mw" + concept.id());
                double epsilon = least.certificate().gap(concept).largestGain();
                assertThat(epsilon).isLessThanOrEqualTo(slack(payoffs));
                for (String objective : new String[] {"mg", "me", "rv", "rmw"}) {
                    String id = "min_epsilon_" + objective + concept.id();
                    SolveReport report = solve(MetaGame.of(payoffs), backend, id);
                    double gain = report.certificate().gap(concept).largestGain();
                    assertClose("ε of " + id, gain, epsilon, 2 * slack(payoffs), 0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyGame")
    void onePercentOfTheUniformGain(SolverGame game, String backend) {
        try (PayoffTensor payoffs = game.open()) {
            JointDistribution uniform = JointDistribution.uniform(payoffs.index());
            for (SolutionConcept concept : SolutionConcept.values()) {
                double gain = EquilibriumGap.of(payoffs, uniform, concept).largestGain();
                SolveReport report = solve(MetaGame.of(payoffs), backend, "approx_mg" + concept.id());
                assertThat(report.epsilon()).isEqualTo(0.01 * Math.max(0, gain));
                Certificate strict = solve(MetaGame.of(payoffs), backend, "mg" + concept.id())
                        .certificate();
                assertThat(report.certificate().gini()).isGreaterThanOrEqualTo(strict.gini() - UNIQUE);
            }
        }
    }

    /** The linear program notices; the dual of the strictly concave objectives falls below what any distribution has. */
    @ParameterizedTest
    @EnumSource
    void anEpsilonBelowTheSmallestIsInfeasible(SolutionConcept concept) {
        SolverGame game = SolverGame.regular().findFirst().orElseThrow();
        try (PayoffTensor payoffs = game.open()) {
            MetaGame metaGame = MetaGame.of(payoffs);
            double least = solve(metaGame, "reference", "min_epsilon_mw" + concept.id())
                    .certificate()
                    .gap(concept)
                    .largestGain();
            for (String objective : new String[] {"mw", "rmw", "rv", "mg", "me"}) {
                SolveOutcome outcome = outcome(metaGame, "reference", objective + concept.id(), least - 0.05);
                assertThat(outcome).as(objective).isInstanceOf(SolveOutcome.Infeasible.class);
                double gain = outcome.report().certificate().gap(concept).largestGain();
                assertClose("smallest ε", gain, least, slack(payoffs), 0);
                assertThat(outcome.report().notes()).anyMatch(note -> note.contains("below the smallest"));
            }
        }
    }
}
