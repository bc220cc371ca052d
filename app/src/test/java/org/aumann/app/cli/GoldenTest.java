package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs every case of {@code golden}. */
class GoldenTest {
    /** Tests run in the folder of their module. */
    private static final Path GOLDEN = Path.of("..", "golden");

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> cases() {
        List<Path> files = GoldenCase.files(GOLDEN);
        assertThat(files).isNotEmpty();
        return files.stream()
                .flatMap(file -> GoldenCase.read(file).stream())
                .map(golden -> DynamicTest.dynamicTest(golden.toString(), () -> golden.run(folder)));
    }

    private GoldenCase only(String text) {
        GameFiles.write(folder, "chicken.nfg", GameFiles.CHICKEN);
        return GoldenCase.read(GameFiles.write(folder, "case.yaml", text)).getFirst();
    }

    private static final String SOLVE = "command: solve chicken.nfg --solver mgce\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect: {objective.value: 0.7352941176 ± 1e-6} | expect: {objective.value: 0.7352 ± 1e-6}",
                "expect: {status: optimal} | expect: {status: infeasible}",
                "expect: {support: 4} | expect: {support: 3}",
                "expect: {certifiedEpsilon.ce: <= 1e-6} | expect: {certifiedEpsilon.ce: '>= 1e-6'}",
                "expect: {values.1: '>= 4'} | expect: {values.1: <= 4}",
                "expect: {sigma.1.1: 0.264705882 ± 1e-6} | expect: {sigma.0.1: 0.264705882 ± 1e-6}",
                "expect: {status: optimal} | expect: {no.such.thing: optimal}",
                "out: {contains: [optimal]} | out: {lacks: [optimal]}",
                "err: {lines: 0} | err: {lines: 1}",
                "'agrees: {with: solve chicken.nfg --solver mgce --epsilon 0.0, within: {sigma: 1e-9, gini: 1e-9}}' | 'agrees: {with: solve chicken.nfg --solver mwce, within: {sigma: 1e-9}}'",
                "'agrees: {with: solve chicken.nfg --solver mgce --epsilon 0.0, within: {gini: 1e-9}}' | 'agrees: {with: solve chicken.nfg --solver mwce, within: {gini: 1e-9}}'",
                "expect: {status: optimal} | '{exit: 2, expect: {status: optimal}}'"
            })
    void rightAnswersPassAndWrongOnesFail(String right, String wrong) {
        String quietly = SOLVE.strip() + " --quiet\n";
        only(quietly + right).run(folder);
        GoldenCase failing = only(quietly + (wrong.startsWith("{") ? "exit: 2\nexpect: {status: optimal}" : wrong));
        assertThatThrownBy(() -> failing.run(folder)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect: {status: optimal} | must have a command",
                "command: games | must say what is right",
                "'[command, games]' | must be a map",
                "'{command: games, exit: 0, expects: {a: b}}' | key 'expects' is unknown"
            })
    void aCaseThatCannotFailIsRefused(String text, String message) {
        assertThatThrownBy(() -> only(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void keysStandOnce() {
        assertThatThrownBy(() -> only(SOLVE + SOLVE + "expect: {status: optimal}"))
                .hasMessageContaining("Duplicate");
    }

    @Test
    void runsEveryCombinationOrRow() {
        only("command: games\nexpect: {a: b}");
        String expect = "\nexpect: {objective.value: $v ± 1}";
        List<GoldenCase> combinations = GoldenCase.read(GameFiles.write(
                folder,
                "each.yaml",
                "command: solve chicken.nfg --solver $s\neach: {s: [mwce, mgce], v: [1, 2]}" + expect));
        assertThat(combinations).extracting(GoldenCase::command).hasSize(4).contains("solve chicken.nfg --solver mgce");
        List<GoldenCase> rows = GoldenCase.read(GameFiles.write(
                folder,
                "each.yaml",
                "command: solve chicken.nfg --solver $s\neach: [{s: mwce, v: 10.5}, {s: mgce, v: 9}]" + expect));
        assertThat(rows).hasSize(2);
        rows.getFirst().run(folder);
        assertThatThrownBy(() -> rows.getLast().run(folder)).isInstanceOf(AssertionError.class);
    }
}
