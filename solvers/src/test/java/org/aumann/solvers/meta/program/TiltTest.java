package org.aumann.solvers.meta.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.junit.jupiter.api.Test;

class TiltTest {
    @Test
    void itKeepsWhatAFunctionSaysInOrder() {
        double[] numbers = {3, -1, 7, 0, 2, 5};
        int[] next = {0};
        Tilt tilt = Tilt.of(JointActionIndex.of(2, 3), a -> {
            assertThat(a).isEqualTo(next[0]);
            return numbers[next[0]++];
        });
        for (int a = 0; a < numbers.length; a++) {
            assertThat(tilt.at(a)).isEqualTo(numbers[a]);
        }
        assertThat(tilt.range()).isEqualTo(new PayoffRange(-1, 7));
        assertThat(next[0]).isEqualTo(numbers.length);
    }

    /** No payoffs are copied for an objective of its own, and no player joins the game. */
    @Test
    void aLargeGameStaysWhereItIs() {
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = RandomGames.gaussian(JointActionIndex.of(400, 400), Precision.FLOAT32, random);
                ComputeBackend backend = Backends.named("cpu")) {
            TensorGame game = MetaGame.of(payoffs);
            SelectionSettings settings =
                    SelectionSettings.defaults().withPrior(JointDistribution.uniform(payoffs.index()));
            SolveContext context = new SolveContext(
                    MetaSolvers.named("rvcce", 0), game, backend, SolveOptions.defaults(), SolveListener.SILENT);
            for (SelectionObjective objective : List.of(
                    SelectionObjective.RANDOM_VERTEX,
                    SelectionObjective.RANDOM_WELFARE,
                    SelectionObjective.RELATIVE_ENTROPY)) {
                try (SelectionProblem problem = SelectionProblem.at(context, objective, settings, new double[2])) {
                    assertThat(problem.game()).as(objective.id()).isSameAs(game);
                    assertThat(problem.tilt()).as(objective.id()).isNotNull();
                    assertThat(problem.payoffWeights()).as(objective.id()).hasSize(3);
                }
            }
        }
    }
}
