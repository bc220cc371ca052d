package org.aumann.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.aumann.app.report.EquilibriumKind;
import org.aumann.app.report.JalDocument;
import org.aumann.app.report.JalIterationDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.stochastic.QLearningOptions;
import org.aumann.solvers.stochastic.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on stochastic games as a front end other than the command line sees them. */
class JalTaskTest {
    private static final BackendChoice REFERENCE = new BackendChoice("reference", Set.of());

    private static final LoopLimits LIMITS = new LoopLimits(1e-9, 0, 1000, Duration.ofMinutes(5));

    @TempDir
    private Path folder = Path.of("");

    private static JalDocument run(JalTask task, Recording recording) {
        assertThat(task.run(recording)).isTrue();
        assertThat(recording.results).singleElement().isInstanceOf(JalDocument.class);
        return (JalDocument) recording.results.getFirst();
    }

    /** Spec 3: V(start) = (72.9, 72.9). */
    @Test
    void plans() {
        Recording recording = new Recording();
        JalTask task = new JalTask(
                "grid_game_1",
                new JalMethod.Planning(Selection.UTILITARIAN),
                LIMITS,
                REFERENCE,
                folder.resolve("policy.json"));

        JalDocument document = run(task, recording);

        assertThat(document.values()).allSatisfy(value -> assertThat(value).isCloseTo(72.9, within(1e-6)));
        assertThat(document.backend()).isEqualTo("reference");
        assertThat(document.equilibrium()).isNotEqualTo(EquilibriumKind.NONE);
        assertThat(recording.events)
                .hasSize(document.history().size())
                .allSatisfy(event -> assertThat(event).isInstanceOf(JalIterationDocument.class));
        assertThat(recording.rows.getFirst()).contains("residual");
        assertThat(folder.resolve("policy.json")).exists();
    }

    @Test
    void whatAGameLeavesOpenIsRefusedBeforeAnythingIsSaid() {
        JalTask task =
                new JalTask("garnet(players=3)", new JalMethod.Planning(Selection.MINIMAX), LIMITS, REFERENCE, null);
        Recording recording = new Recording();
        assertThatThrownBy(() -> task.run(recording)).isInstanceOf(InvalidInputException.class);
        assertThat(recording.log).isEmpty();
        assertThat(recording.rows).isEmpty();
    }

    @Test
    void averagesNeedADiscount() {
        QLearningOptions options = new QLearningOptions(
                Selection.CENTRAL,
                100,
                1,
                0,
                QLearningOptions.of(Selection.CENTRAL).stepSize(),
                1,
                true,
                0,
                0.1);
        JalTask task = new JalTask("robot_coordination", new JalMethod.Learning(options), LIMITS, REFERENCE, null);
        assertThatThrownBy(() -> task.run(new Recording()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--normalise: found a game of discount 1, expected one below 1");
    }

    @Test
    void playIsNeededByIndependentLearners() {
        assertThatThrownBy(() -> new JalMethod.Planning(Selection.INDEPENDENT))
                .isInstanceOf(InvalidInputException.class);
    }
}
