package org.aumann.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aumann.app.report.Document;
import org.aumann.app.report.IterationDocument;
import org.aumann.app.report.JpsroDocument;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.GameReading;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.aumann.solvers.psro.JointPsroOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks as a front end other than the command line sees them. */
class TaskTest {
    private static final BackendChoice REFERENCE = new BackendChoice("reference", Set.of());

    @TempDir
    private Path folder = Path.of("");

    private static Task jpsro(String game, SelectionSettings settings, @Nullable Path out) {
        return new JpsroTask(game, JointPsroOptions.defaults().withLimits(5, 4), null, settings, REFERENCE, out);
    }

    private static Task solve(String game, @Nullable Path prior, BackendChoice backend, @Nullable Path out) {
        return new SolveRequest(
                        game,
                        GameReading.plain(),
                        MetaSolvers.named("mgce", 0),
                        SelectionSettings.defaults(),
                        SolveOptions.defaults(),
                        prior,
                        null,
                        false,
                        false,
                        false,
                        backend,
                        out)
                .task();
    }

    /** Each hears of its own game alone, whoever else runs. */
    @Test
    void tasksRunSideBySide() throws Exception {
        List<String> games = List.of("kuhn_poker(players=2)", "kuhn_poker(players=3)", "matrix_chicken", "matrix_bos");
        CyclicBarrier together = new CyclicBarrier(games.size());
        List<Recording> recordings = new ArrayList<>();
        List<Future<Boolean>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(games.size())) {
            for (String game : games) {
                Recording recording = new Recording();
                recordings.add(recording);
                runs.add(threads.submit(() -> {
                    Task task = game.startsWith("kuhn")
                            ? jpsro(game, SelectionSettings.defaults(), null)
                            : solve(game, null, REFERENCE, null);
                    together.await();
                    return task.run(recording);
                }));
            }
        }

        for (int i = 0; i < games.size(); i++) {
            String game = games.get(i);
            Recording recording = recordings.get(i);
            assertThat(runs.get(i).get()).isTrue();
            assertThat(recording.statuses.getFirst()).isEqualTo("reading " + game);
            assertThat(recording.log).singleElement().asString().startsWith("back end reference: ");
            assertThat(recording.results).singleElement().satisfies(document -> assertIsOf(game, document, recording));
        }
    }

    private static void assertIsOf(String game, Document result, Recording recording) {
        if (result instanceof JpsroDocument document) {
            assertThat(document.game().name()).isEqualTo(game);
            assertThat(recording.events)
                    .filteredOn(IterationDocument.class::isInstance)
                    .isEqualTo(document.history());
            assertThat(recording.rows).hasSize(document.iterations() + 2);
        } else {
            assertThat(result).isInstanceOf(SolveDocument.class);
            assertThat(((SolveDocument) result).game().name()).isEqualTo(game);
            assertThat(recording.rows).isEmpty();
        }
    }

    @Test
    void theResultIsToldBeforeAnythingIsWritten() {
        Path sigma = folder.resolve("sigma.npz");
        assertIsToldBefore(sigma, solve("matrix_chicken", null, REFERENCE, sigma));
        Path run = folder.resolve("run");
        assertIsToldBefore(run, jpsro("kuhn_poker", SelectionSettings.defaults(), run));
    }

    private static void assertIsToldBefore(Path out, Task task) {
        Recording recording = new Recording() {
            @Override
            public void result(Document document) {
                assertThat(out).doesNotExist();
                super.result(document);
            }
        };

        assertThat(task.run(recording)).isTrue();
        assertThat(recording.results).hasSize(1);
        assertThat(out).exists();
    }

    /** What is refused is refused when the task is made. */
    @Test
    void aTaskThatIsMadeIsReady() throws IOException {
        Path file = Files.createFile(folder.resolve("file.npz"));
        SelectionSettings tilted = SelectionSettings.defaults().withTilt(1);

        assertRefused(() -> jpsro("kuhn_poker", SelectionSettings.defaults(), file), "found a file, expected a folder");
        assertRefused(
                () -> new GapTask("mfg_crowd_modelling", GameReading.plain(), file, false, true, List.of()),
                "--exact: ");
        assertRefused(() -> new ConvertTask("matrix_chicken", GameReading.plain(), folder.resolve("a.txt")), "a.txt");
        assertRefused(() -> solve("matrix_chicken", file, REFERENCE, null), "--prior: found solver mgce");
        assertRefused(() -> solve("matrix_chicken", null, new BackendChoice("abacus", Set.of()), null), "abacus");
        // Of mgcce and mwcce the first one looks at it.
        assertThat(jpsro("kuhn_poker", tilted, null)).isNotNull();
    }

    private static void assertRefused(Runnable making, String message) {
        assertThatThrownBy(making::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }
}
