package org.aumann.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.aumann.core.Deadline;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldPsro;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.MeanFieldPsroResult;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsro;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.JointPsroResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever computes ends when it is told to: at its time limit, or as soon as somebody cancels it. */
class TimeLimitTest {
    /** What is promised, and as much again for a machine that does other things meanwhile. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Duration LIMIT = Duration.ofMillis(200);

    private static Stream<String> ids() {
        return MetaSolvers.descriptions().stream().map(MetaSolvers.Description::id);
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static SolveOutcome solve(String id, SolveOptions options) {
        MetaSolver solver = MetaSolvers.named(id, 0);
        solver.prepare();
        String game = id.equals("nash") ? "zero_sum(actions=300,seed=1)" : "congestion(players=5,actions=8,seed=1)";
        try (NormalFormGame strategic = (NormalFormGame) GameCatalogue.game(game);
                ComputeBackend backend = Backends.named("cpu")) {
            return solver.solve(MetaGame.of(strategic.payoffs()), backend, options);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void solversEndInTime(String id) {
        SolveOptions options = SolveOptions.defaults().withTolerance(1e-12).withIterationLimit(1 << 30);
        Duration atOnce = timed(() -> solve(id, options.withTimeLimit(Duration.ZERO)));
        assertThat(atOnce).isLessThan(LATE);
        Duration later = timed(() -> solve(id, options.withTimeLimit(LIMIT)));
        assertThat(later).isLessThan(LIMIT.plus(LATE));
    }

    /** Runs something that takes minutes, cancels it, and waits for it. */
    private static void cancelled(Consumer<Deadline> work) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(5));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> work.accept(deadline));
        TimeUnit.MILLISECONDS.sleep(LIMIT.toMillis());
        deadline.cancel();
        running.get(LATE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aSolveCanBeCancelled() throws Exception {
        for (String id : List.of("regretce", "mgce")) {
            cancelled(deadline -> solve(
                    id,
                    SolveOptions.defaults()
                            .withTolerance(1e-15)
                            .withIterationLimit(1 << 30)
                            .withDeadline(deadline)));
        }
    }

    private static JointPsroResult jointPsro(Duration limit, Deadline whole) {
        JointPsroOptions options =
                JointPsroOptions.defaults().withTimeLimit(limit).withLimits(5, 1 << 20);
        try (ComputeBackend backend = Backends.named("cpu");
                JointPsro psro = new JointPsro(
                        GameTree.of(GameCatalogue.game("leduc_poker")), backend, options, LoopListener.silent())) {
            return psro.run(whole);
        }
    }

    @Test
    void jointPsroEndsInTime() throws Exception {
        JointPsroResult[] result = new JointPsroResult[1];
        Duration elapsed = timed(() -> result[0] = jointPsro(LIMIT, Deadline.never()));
        assertThat(elapsed).isLessThan(LIMIT.plus(LATE));
        assertThat(result[0].status()).isEqualTo(Status.TIME_LIMIT);
        assertThat(result[0].certificate().gap().sum()).isPositive();
        cancelled(deadline -> jointPsro(Duration.ofHours(1), deadline));
    }

    private static MeanFieldPsroResult meanField(MeanFieldConcept concept, Duration limit, Deadline whole) {
        MeanFieldPsroOptions usual = MeanFieldPsroOptions.defaults(concept);
        MeanFieldPsroOptions options = usual.withLimits(new LoopLimits(0, 0, 1 << 20, limit));
        try (ComputeBackend backend = Backends.named("cpu");
                MeanFieldPsro psro = new MeanFieldPsro(
                        MeanFieldModel.of(MeanFieldCatalogue.game("mfg_predator_prey")),
                        backend,
                        options,
                        LoopListener.silent())) {
            return psro.run(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void meanFieldRunsEndInTime(MeanFieldConcept concept) throws Exception {
        MeanFieldPsroResult[] result = new MeanFieldPsroResult[1];
        Duration elapsed = timed(() -> result[0] = meanField(concept, LIMIT, Deadline.never()));
        assertThat(elapsed).isLessThan(LIMIT.plus(LATE));
        assertThat(result[0].status()).isEqualTo(Status.TIME_LIMIT);
        cancelled(deadline -> meanField(concept, Duration.ofHours(1), deadline));
    }
}
