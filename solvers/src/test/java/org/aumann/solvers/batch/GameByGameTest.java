package org.aumann.solvers.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GameByGameTest {
    private static GameBatch games(int count) {
        RandomGenerator random = new Philox(Seeds.seed());
        GameBatch batch = GameBatch.allocate(JointActionIndex.of(3, 2), count);
        for (int game = 0; game < count; game++) {
            for (int p = 0; p < 2; p++) {
                for (int a = 0; a < 6; a++) {
                    batch.set(game, p, a, random.nextGaussian());
                }
            }
        }
        return batch;
    }

    private static BatchSolution solve(GameBatch batch, String id, SolveOptions options, BatchListener listener) {
        try (ComputeBackend backend = Backends.named("cpu")) {
            return new GameByGame(MetaSolvers.named(id, 0), backend, options).solve(batch, listener);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mgcce", "mwce", "rvcce", "approx_mece", "regret_nash", "uni", "alpharank"})
    void everyGameIsSolvedAsIfItWereAlone(String id) {
        MetaSolver solver = MetaSolvers.named(id, 0);
        SolveOptions options =
                SolveOptions.defaults().withTolerance(solver.defaultTolerance()).withSeed(3);
        List<Integer> heard = new ArrayList<>();
        try (GameBatch batch = games(3)) {
            BatchSolution solution = solve(batch, id, options, heard::add);
            for (int game = 0; game < 3; game++) {
                try (PayoffTensor payoffs = batch.tensor(game);
                        ComputeBackend backend = Backends.named("cpu")) {
                    SolveOutcome alone = solver.solve(MetaGame.of(payoffs), backend, options);
                    SolveReport report = alone.report();
                    GameAnswer answer = solution.answer(game);
                    assertThat(solution.sigma(game))
                            .as(Seeds.replay())
                            .isEqualTo(report.sigma().toArray());
                    assertThat(answer.status().id()).isEqualTo(alone.status());
                    assertThat(answer.objective()).isEqualTo(report.objective().value());
                    assertThat(answer.relativeGain())
                            .isEqualTo(report.certificate().relativeGain(solver.concept()));
                    assertThat(answer.values())
                            .hasSize(2)
                            .contains(report.certificate().values()[1]);
                }
            }
        }
        assertThat(heard).containsExactly(1, 2, 3);
    }

    @Test
    void gamesWhoseTurnDidNotComeAreUniform() {
        SolveOptions options = SolveOptions.defaults().withTimeLimit(Duration.ZERO);
        try (GameBatch batch = games(3)) {
            BatchSolution solution =
                    solve(batch, "mwce", options, _ -> assertThat(false).isTrue());
            assertThat(solution.count(GameStatus.TIME_LIMIT)).isEqualTo(3);
            assertThat(solution.sigma(2)).containsOnly(1.0 / 6);
            assertThat(solution.answer(2).residual()).isPositive();
        }
    }

    @Test
    void namesTheGameThatASolverCannotSolve() {
        try (GameBatch batch = games(3)) {
            for (int game = 0; game < 2; game++) {
                for (int a = 0; a < 6; a++) {
                    batch.set(game, 1, a, -batch.get(game, 0, a));
                }
            }
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> solve(batch, "nash", SolveOptions.defaults(), BatchListener.SILENT))
                    .withMessageStartingWith("game 2: sum of payoffs ");
        }
    }
}
