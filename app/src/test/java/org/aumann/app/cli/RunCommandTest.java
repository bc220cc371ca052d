package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Experiment files: they do what the same command line does. */
class RunCommandTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    private Path folder = Path.of("");

    private String experiment(String text) {
        return GameFiles.write(folder, "experiment.yaml", text).toString();
    }

    @Test
    void isTheSameAsTheCommandLine() {
        String file = experiment("""
                # a comment
                command: jpsro
                game: kuhn_poker(players=2)
                eval: mgcce
                br-tie: max_entropy
                tolerance: 1e-5
                time-limit: 60
                iterations: 2
                seed: 3
                quiet: true
                json: true
                """);

        Invocation run = Invocation.of("run", file);

        Invocation direct = Invocation.of(
                "jpsro",
                "kuhn_poker(players=2)",
                "--eval=mgcce",
                "--br-tie=max_entropy",
                "--iterations=2",
                "--seed=3",
                "--quiet",
                "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.json().get("values")).isEqualTo(direct.json().get("values"));
        assertThat(run.json().get("iterations").asInt()).isEqualTo(2);
    }

    @Test
    void theCommandLineComesBeforeTheFile() {
        String file = experiment("""
                command: solve
                game: matrix_chicken
                solver: rj
                seed: 1
                backend: abacus
                """);

        Invocation run = Invocation.of("run", file, "--seed=2", "--backend", "reference", "--json", "--quiet");

        Invocation direct = Invocation.of("solve", "matrix_chicken", "--solver=rj", "--seed=2", "--json", "--quiet");
        assertThat(run.json().get("values")).isEqualTo(direct.json().get("values"));
    }

    @Test
    void takesSeveralArgumentsInAnyOrder() {
        Path output = folder.resolve("out.npy");
        String file = experiment("output: " + output + "\ncommand: convert\ninput: matrix_chicken\n");

        assertThat(Invocation.of("run", file).err()).isEmpty();
        assertThat(output).exists();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesAreUnderstood(Path example) {
        Experiment experiment = Experiment.read(example, new Cli(silent(), false).commandLine());

        String[] arguments = experiment.arguments(List.of()).toArray(String[]::new);
        assertThat(new Cli(silent(), false).commandLine().parseArgs(arguments).hasSubcommand())
                .isTrue();
    }

    private static Streams silent() {
        return new Streams(System.out, System.err, false);
    }

    @Test
    void threePlayerKuhnPokerConverges() {
        Invocation run =
                Invocation.of("run", EXAMPLES.resolve("kuhn3-jpsro.yaml").toString(), "--json", "--quiet");

        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.json().get("status").asString()).isEqualTo("converged");
        assertThat(run.json().get("gap").get("sum").asDouble()).isLessThan(1e-6);
        assertThat(run.json()
                        .get("history")
                        .get(0)
                        .get("train")
                        .get("measured")
                        .get("sum")
                        .asDouble())
                .isEqualTo(2.0625);
    }
}
