package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;

/** Files, random games and the shape of refusals, for the tests of this package. */
final class FormatFixtures {
    private FormatFixtures() {}

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** Asserts a refusal whose message is the file, then exactly {@code rest}. */
    static void assertRefused(Path file, String rest, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(file + rest);
    }

    /** One to five players with one to four actions each. */
    static JointActionIndex randomIndex(Philox random) {
        int[] actionCounts = new int[1 + random.nextInt(5)];
        for (int p = 0; p < actionCounts.length; p++) {
            actionCounts[p] = 1 + random.nextInt(4);
        }
        return JointActionIndex.of(actionCounts);
    }

    /** Payoffs of many magnitudes, with exact zeros and integers among them. */
    static PayoffTensor randomPayoffs(Philox random, JointActionIndex index, Precision precision) {
        PayoffTensor payoffs = PayoffTensor.allocate(index, precision);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                double payoff = switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(-3, 4);
                    case 1 -> random.nextGaussian();
                    case 2 -> random.nextGaussian() * 1e30;
                    default -> random.nextGaussian() * 1e-30;
                };
                payoffs.set(p, a, payoff);
            }
        }
        return payoffs;
    }

    /** A game whose labels need every kind of quoting. */
    static NormalFormGame labelled(PayoffTensor payoffs) {
        List<String> players = new ArrayList<>();
        List<List<String>> actions = new ArrayList<>();
        for (int p = 0; p < payoffs.playerCount(); p++) {
            players.add("player \"" + p + "\"");
            List<String> labels = new ArrayList<>();
            for (int a = 0; a < payoffs.index().actionCount(p); a++) {
                labels.add(List.of("a, \"b\" {c}", "back\\slash\\", "ünï\ncode 🂡", " spaces ")
                        .get(a));
            }
            actions.add(labels);
        }
        return new NormalFormGame("a \"game\"", payoffs, players, actions);
    }

    static JointDistribution randomSigma(Philox random, JointActionIndex index, double positiveShare) {
        double[] weights = new double[(int) index.jointActionCount()];
        double sum = 0;
        for (int a = 0; a < weights.length; a++) {
            weights[a] = random.nextDouble() < positiveShare ? random.nextDouble() : 0;
            sum += weights[a];
        }
        if (sum == 0) {
            weights[0] = 1;
            sum = 1;
        }
        for (int a = 0; a < weights.length; a++) {
            weights[a] /= sum;
        }
        return JointDistribution.of(index, weights);
    }

    static void assertSamePayoffs(PayoffTensor actual, PayoffTensor expected) {
        assertThat(actual.index()).as(Seeds.replay()).isEqualTo(expected.index());
        for (int p = 0; p < expected.playerCount(); p++) {
            for (long a = 0; a < expected.index().jointActionCount(); a++) {
                assertThat(actual.get(p, a)).as(Seeds.replay()).isEqualTo(expected.get(p, a));
            }
        }
    }

    static void assertSameLabels(NormalFormGame actual, NormalFormGame expected) {
        for (int p = 0; p < expected.playerCount(); p++) {
            assertThat(actual.playerLabel(p)).isEqualTo(expected.playerLabel(p));
            for (int a = 0; a < expected.payoffs().index().actionCount(p); a++) {
                assertThat(actual.actionLabel(p, a)).isEqualTo(expected.actionLabel(p, a));
            }
        }
    }
}
