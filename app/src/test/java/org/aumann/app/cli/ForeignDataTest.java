package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files as other programs write them. */
class ForeignDataTest {
    @TempDir
    private Path folder = Path.of("");

    private String npy(String name, String shape, double... numbers) {
        return GameFiles.write(folder, name, GameFiles.npy(shape, numbers)).toString();
    }

    private static JsonNode json(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--quiet";
        Invocation invocation = Invocation.of(all);
        assertThat(invocation.status()).as(invocation.err()).isEqualTo(ExitStatus.OK);
        return invocation.json();
    }

    private static void assertRefused(String message, String... arguments) {
        Invocation invocation = Invocation.of(arguments);
        assertThat(invocation.err()).isEqualTo("aumann: " + message + "\n");
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    /** In chicken, half and half at (dare, chicken) and (chicken, dare) is a CE of welfare 9. */
    @Test
    void gapNormalisesRoundingAndSaysSo() {
        String sigma = npy("sigma.npy", "(2, 2)", -1e-9, 0.5, 0.5 + 1e-6, 0);

        JsonNode json = json("gap", "matrix_chicken", "--sigma", sigma);
        assertThat(json.get("normalised").get("sum").asDouble()).isEqualTo(-1e-9 + 0.5 + (0.5 + 1e-6));
        assertThat(json.get("normalised").get("clipped").asDouble()).isEqualTo(1e-9);
        assertThat(json.get("normalised").get("most").asDouble()).isCloseTo(5e-7, within(1e-11));
        assertThat(json.get("welfare").asDouble()).isCloseTo(9, within(1e-9));
        assertThat(Invocation.of("gap", "matrix_chicken", "--sigma", sigma).out())
                .contains("normalised  sum was 1 + 9.990e-07, 1.000e-09 below 0 clipped, "
                        + "no probability changed by more than 5.000e-07");
        assertRefused(
                sigma + ": probability (-1.0E-9) of joint action 0 must be at least 0",
                "gap",
                "matrix_chicken",
                "--sigma",
                sigma,
                "--strict");
    }

    @Test
    void gapSaysNothingOfADistribution() {
        String sigma = npy("sigma.npy", "(2, 2)", 0, 0.5, 0.5, 0);
        assertThat(json("gap", "matrix_chicken", "--sigma", sigma).has("normalised"))
                .isFalse();
        assertThat(json("gap", "matrix_chicken", "--sigma", sigma, "--strict"))
                .isEqualTo(json("gap", "matrix_chicken", "--sigma", sigma));
    }

    @Test
    void aPriorIsNormalisedToo() {
        String prior = npy("prior.npy", "(2, 2)", 0.25, 0.25, 0.25, 0.25 + 1e-6);
        Invocation invocation = Invocation.of("solve", "matrix_chicken", "--solver", "rece", "--prior", prior);
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.err())
                .contains("[INFO] " + prior + " normalised: sum was 1 + 1.000e-06, "
                        + "no probability changed by more than 2.500e-07");
    }
}
