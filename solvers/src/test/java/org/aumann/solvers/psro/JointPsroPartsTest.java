package org.aumann.solvers.psro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.RolloutOperator;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.PayoffSource;
import org.aumann.solvers.loop.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are gone on with, and runs with parts of one's own. */
class JointPsroPartsTest {
    private static JointPsroOptions options() {
        return JointPsroOptions.defaults().withSeed(Seeds.seed());
    }

    private static JointPsroOptions correlated() {
        PolicyChoices choices = new PolicyChoices(
                InitialPolicy.RANDOM_DETERMINISTIC,
                ResponseSelection.RANDOM_NOVEL,
                PlayerSchedule.RANDOM,
                TieBreak.RANDOM,
                Exploration.WELFARE);
        return options()
                .withSolvers(SolutionConcept.CE, MetaSolvers.named("mgce", 0), MetaSolvers.named("mwce", 0))
                .withChoices(choices)
                .withLimits(3, 12);
    }

    /** An iteration without its times. */
    private static JointPsroIteration timeless(JointPsroIteration iteration) {
        return new JointPsroIteration(
                iteration.iteration(),
                iteration.policies(),
                iteration.train(),
                iteration.eval(),
                iteration.novelPolicies(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    private static List<JointPsroIteration> timeless(JointPsroResult result) {
        return result.history().stream().map(JointPsroPartsTest::timeless).toList();
    }

    /** All draws, repeats, multipliers and what exploration has reached are in the snapshot: bit by bit the same run. */
    @ParameterizedTest
    @ValueSource(strings = {"kuhn_poker(players=2)", "trade_comm(num_items=2)"})
    void aRunGoesOnFromAnySnapshot(String name) {
        GameTree tree = GameTree.of(GameCatalogue.game(name));
        JointPsroOptions options = correlated();
        try (ComputeBackend backend = Backends.named("cpu")) {
            JointPsroResult whole;
            List<JointPsroSnapshot> snapshots = new ArrayList<>();
            try (JointPsro run = new JointPsro(tree, backend, options, LoopListener.silent())) {
                Status status = run.step(Deadline.never());
                while (status == null) {
                    snapshots.add(run.snapshot());
                    status = run.step(Deadline.never());
                }
                whole = run.result(status);
            }
            assertThat(snapshots).as(Seeds.replay()).hasSizeGreaterThan(2);
            for (JointPsroSnapshot start : snapshots) {
                try (JointPsro run = JointPsro.from(
                        tree, backend, options, UnaryOperator.identity(), start, LoopListener.silent())) {
                    JointPsroResult rest = run.run();
                    assertThat(rest.status()).isEqualTo(whole.status());
                    assertThat(timeless(rest))
                            .as("from %s, %s", start.history().size(), Seeds.replay())
                            .isEqualTo(timeless(whole));
                    assertThat(rest.policies()).isEqualTo(whole.policies());
                    assertThat(rest.certificate()).isEqualTo(whole.certificate());
                }
            }
        }
    }

    /** The certificate is exact, though the loop has only seen episodes. */
    @Test
    void payoffsFromEpisodes() {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        JointPsroOptions options = options().withLimits(5, 15);
        try (ComputeBackend backend = Backends.named("cpu");
                RolloutOperator rollouts = backend.rollouts(tree);
                JointPsro run = new JointPsro(
                        tree,
                        backend,
                        options,
                        parts -> parts.withPayoffs(new RolloutPayoffs(tree, rollouts, 20_000, options.seed())),
                        LoopListener.silent())) {
            JointPsroResult result = run.run();
            ResponseGains exact = ExtensiveReference.gains(
                    tree, result.policies(), result.evaluation().sigma(), SolutionConcept.CCE);
            assertThat(result.certificate()).isEqualTo(exact);
            // A payoff of up to 2 is known to 2 / √20 000 = .014.
            assertThat(exact.gap().sum()).as(Seeds.replay()).isBetween(0.0, 0.15);
            assertThat(exact.values().getFirst()).as(Seeds.replay()).isCloseTo(-1.0 / 18, within(0.1));
        }
    }

    /** Joint policies are evaluated once, by whatever the source is. */
    @Test
    void payoffsFromAnywhere() {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        List<Long> asked = new ArrayList<>();
        boolean[] isClosed = new boolean[1];
        try (ComputeBackend backend = Backends.named("reference")) {
            JointPsroResult result;
            try (JointPsro run = new JointPsro(
                    tree,
                    backend,
                    options(),
                    parts -> parts.withPayoffs(counted(parts.payoffs(), asked, isClosed)),
                    LoopListener.silent())) {
                result = run.run();
            }
            try (JointPsro run = new JointPsro(tree, backend, options(), LoopListener.silent())) {
                assertThat(timeless(result)).isEqualTo(timeless(run.run()));
            }
            List<Integer> sizes = result.history().getLast().policies();
            assertThat(asked.stream().mapToLong(Long::longValue).sum()).isEqualTo((long) sizes.get(0) * sizes.get(1));
            assertThat(isClosed[0]).isTrue();
        }
    }

    private static PayoffSource<TabularPolicy> counted(
            PayoffSource<TabularPolicy> source, List<Long> asked, boolean[] isClosed) {
        return new PayoffSource<>() {
            @Override
            public long extend(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
                asked.add(source.extend(populations, known, payoffs));
                return asked.getLast();
            }

            @Override
            public void close() {
                isClosed[0] = true;
            }
        };
    }

    /** What the certifier does not close is not converged, whatever the loop has measured. */
    @Test
    void theCertifierDecides() {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        ResponseGains open = new ResponseGains(List.of(0.0, 0.0), List.of(List.of(1.0), List.of(0.0)));
        try (ComputeBackend backend = Backends.named("cpu");
                JointPsro run = new JointPsro(
                        tree,
                        backend,
                        options().withLimits(1, 25),
                        parts -> parts.withCertifier((policies, sigma) -> open),
                        LoopListener.silent())) {
            JointPsroResult result = run.run();
            assertThat(result.status()).isEqualTo(Status.ITERATION_LIMIT);
            EquilibriumGap measured = result.best().eval().gap();
            assertThat(measured.sum()).isLessThan(1e-6);
            assertThat(result.certificate()).isEqualTo(open);
        }
    }
}
