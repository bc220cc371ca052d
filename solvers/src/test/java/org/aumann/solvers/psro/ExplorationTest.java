package org.aumann.solvers.psro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.List;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a run goes on after training has ended: default options, any seed. */
class ExplorationTest {
    private static final long SEEDS = 4;

    private static JointPsroResult run(String specification, JointPsroOptions options) {
        GameTree tree = GameTree.of(GameCatalogue.game(specification));
        try (ComputeBackend backend = Backends.named("cpu");
                JointPsro psro = new JointPsro(tree, backend, options, LoopListener.silent())) {
            return psro.run();
        }
    }

    private static double welfare(JointPsroResult result) {
        return result.certificate().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /**
     * Trade Comm: nobody can have more than 1. Sheriff: 1.125 is the maximum welfare CCE of its 16 × 16 reduced normal
     * form; its runs also need the responses to the evaluation distribution, whose gap nothing else would close.
     */
    @ParameterizedTest
    @CsvSource({
        "'trade_comm', 2",
        "'trade_comm(num_items=3)', 2",
        "'trade_comm(num_items=4)', 2",
        "'sheriff(num_rounds=1)', 1.125"
    })
    void defaultsReachTheGreatestWelfare(String specification, double greatest) {
        for (long seed = 0; seed < SEEDS; seed++) {
            JointPsroResult result =
                    run(specification, JointPsroOptions.defaults().withSeed(seed));
            assertThat(result.status()).as("seed " + seed).isEqualTo(Status.CONVERGED);
            assertClose("welfare, seed " + seed, welfare(result), greatest, 1e-9, 0);
        }
    }

    @Test
    void correlatedEquilibriaToo() {
        JointPsroOptions options = JointPsroOptions.defaults()
                .withSolvers(SolutionConcept.CE, MetaSolvers.named("mgce", 0), MetaSolvers.named("mwce", 0));
        assertClose("welfare", welfare(run("trade_comm(num_items=3)", options)), 2, 1e-9, 0);
    }

    /** The default before, and what ties alone do: the first convention, which pools all items. */
    @ParameterizedTest
    @CsvSource({"2, 0.5", "3, 0.2222222222222222", "4, 0.125"})
    void withoutExplorationTheFirstConventionStays(int items, double welfare) {
        JointPsroResult result = run(
                "trade_comm(num_items=" + items + ")",
                JointPsroOptions.defaults().withExploration(Exploration.NONE));
        assertClose("welfare", welfare(result), welfare, 1e-9, 0);
    }

    /** There is no welfare to gain, so nothing is tried. */
    @ParameterizedTest
    @CsvSource({"'kuhn_poker'", "'kuhn_poker(players=3)'"})
    void constantSumGamesRunAsBefore(String specification) {
        JointPsroResult with = run(specification, JointPsroOptions.defaults());
        JointPsroResult without = run(specification, JointPsroOptions.defaults().withExploration(Exploration.NONE));
        assertThat(with.policies()).isEqualTo(without.policies());
        assertThat(with.history()).hasSameSizeAs(without.history());
    }

    @Test
    void theSeedDecidesEverything() {
        JointPsroOptions options = JointPsroOptions.defaults().withSeed(7);
        List<JointPsroResult> runs = List.of(
                run("trade_comm(num_items=3)", options),
                run("trade_comm(num_items=3)", options),
                run("trade_comm(num_items=3)", options.withSeed(8)));
        assertThat(runs.get(1).policies()).isEqualTo(runs.get(0).policies());
        assertThat(runs.get(2).policies()).isNotEqualTo(runs.get(0).policies());
    }
}
