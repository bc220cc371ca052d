package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Answers of {@code jpsro} that are kept, and checked by {@code gap}. */
class PolicyFolderTest {
    private static final String GAME = "kuhn_poker";

    @TempDir
    private Path folder = Path.of("");

    private Path run = Path.of("");
    private JsonNode found = NullNode.instance;

    @BeforeEach
    void solve() {
        run = folder.resolve("run");
        Invocation invocation =
                Invocation.of("jpsro", GAME, "--iterations", "6", "--out", run.toString(), "--json", "--quiet");
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        found = invocation.json();
    }

    private Invocation gap(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"gap", GAME, "--sigma", run.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Invocation.of(arguments);
    }

    private JsonNode checked() {
        Invocation invocation = gap("--json", "--quiet");
        assertThat(invocation.status()).as(invocation.err()).isEqualTo(ExitStatus.OK);
        return invocation.json();
    }

    private String policies() throws IOException {
        return Files.readString(run.resolve("policies.json"));
    }

    private void assertRefused(String message) {
        Invocation invocation = gap();
        assertThat(invocation.err()).isEqualTo("aumann: " + message + "\n");
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void gapSaysOfTheFolderWhatTheRunSaid() throws IOException {
        assertThat(found.get("status").asString()).isEqualTo("iteration_limit");
        assertThat(found.get("gap").get("sum").asDouble()).isGreaterThan(1e-3);
        JsonNode checked = checked();
        assertThat(checked.get("gap").get("cce")).isEqualTo(found.get("gap"));
        assertThat(checked.get("values")).isEqualTo(found.get("values"));
        assertThat(checked.get("actions")).isEqualTo(found.get("actions"));
        assertThat(checked.has("normalised")).isFalse();
        Files.delete(run.resolve("policies.json"));
        assertThat(checked()).as("by the arrays").isEqualTo(checked);
        assertThat(gap("--strict").out()).contains("full game", "CCE");
    }

    /** Uniform play of Kuhn poker, written by hand: values ±1/8, gaps of 11/12 in all. */
    @Test
    void anybodysPoliciesAreChecked() throws IOException {
        JsonNode keys = Invocation.of("jpsro", GAME, "--iterations", "1", "--out", run.toString(), "--json", "--quiet")
                .json();
        assertThat(keys.get("iterations").asInt()).isEqualTo(1);
        JsonNode uniform = checked();
        assertThat(uniform.get("values").get(0).asDouble()).isCloseTo(0.125, within(1e-12));
        assertThat(uniform.get("gap").get("cce").get("sum").asDouble()).isCloseTo(11 / 12.0, within(1e-12));
        Files.writeString(run.resolve("policies.json"), policies().replace("0.5", "0.50000001"));
        JsonNode rounded = checked();
        assertThat(rounded.get("values").get(0).asDouble()).isCloseTo(0.125, within(1e-12));
        GameFiles.write(run, "sigma.npz", GameFiles.zip("sigma.npy", GameFiles.npy("(1, 1)", 1 + 1e-6)));
        assertThat(checked().get("normalised").get("sum").asDouble()).isEqualTo(1 + 1e-6);
        assertThat(gap("--strict").err()).contains("found a distribution to be normalised (sum was 1 + 1.000e-06");
    }

    @Test
    void infostatesWhereAPolicyNeverLeadsMayBeLeftOut() throws IOException {
        Files.writeString(run.resolve("policies.json"), """
                {"game": "kuhn_poker", "policies": [
                [{"infostates": {"0": {"bet": 1}, "1": {"bet": 1}, "2": {"bet": 1}}}],
                [{"infostates": {"0p": {"pass": 1}, "0b": {"pass": 1}, "1p": {"pass": 1}, "1b": {"pass": 1},
                 "2p": {"pass": 1}, "2b": {"pass": 1}}}]]}
                """);
        GameFiles.write(run, "sigma.npz", GameFiles.zip("sigma.npy", GameFiles.npy("(1, 1)", 1)));
        JsonNode checked = checked();
        assertThat(checked.get("values").get(0).asDouble()).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        Path document = run.resolve("policies.json");
        String text = policies();
        Files.writeString(document, text.replace("\"infostates\"", "\"infostate\""));
        assertThat(gap().status()).isEqualTo(ExitStatus.BAD_INPUT);
        Files.writeString(document, "{\"game\": \"kuhn_poker\", \"policies\": [[{\"infostates\": {}}]]}");
        assertRefused(document + ": found policies of 1 players, expected 2, the players of kuhn_poker(players=2)");
        Files.writeString(
                document, "{\"game\": \"kuhn_poker\", \"policies\": [[{\"infostates\": {}}], [{\"infostates\": {}}]]}");
        assertRefused(document + ": found no infostate 0, where the policy leads, expected its actions");
        Files.writeString(
                document,
                "{\"game\": \"kuhn_poker\", \"policies\": [[{\"infostates\": {\"0\": {\"raise\": 1}}}], [{\"infostates\": {}}]]}");
        assertRefused(document + ": found action raise at infostate 0, expected one of pass, bet");
        Files.writeString(document, "{\"game\": \"kuhn_poker\", \"policies\": [[], []]}");
        assertRefused(document + ": found no policies of player 0, expected at least one");
        Files.delete(document);
        Files.write(run.resolve("policies.npz"), "no archive".getBytes(StandardCharsets.UTF_8));
        assertThat(gap().err()).contains("policies.npz: found a damaged archive");
        GameFiles.write(run, "policies.npz", GameFiles.zip("player_0.npy", GameFiles.npy("(1, 3)", 1, 0, 0)));
        assertThat(gap().err()).contains("expected shape (rows, 12), a column for every action at an infostate");
        Files.delete(run.resolve("policies.npz"));
        assertRefused(run.resolve("policies.npz") + ": found no file, expected a readable file");
    }

    @Test
    void aFileIsNoFolder() {
        String file = folder.resolve("sigma.npz").toString();
        Invocation invocation = Invocation.of("jpsro", GAME, "--out", file);
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(invocation.err())
                .isEqualTo("aumann: --out " + file
                        + ": found a file, expected a folder, which holds the distribution with its policies\n");
        assertThat(gap("--exact").err()).contains("--exact: found a folder of policies");
    }
}
