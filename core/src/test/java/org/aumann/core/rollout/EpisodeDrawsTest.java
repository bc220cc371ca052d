package org.aumann.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeDrawsTest {
    /** A CUDA thread has to arrive at the same words. */
    @Test
    void drawsAreWordsOfBlocks() {
        EpisodeDraws draws = new EpisodeDraws(0x299f31d0a4093822L);
        long cell = 0x0370734413198a2eL;
        long episode = 0xfffffff1L;
        draws.begin(cell, episode);
        for (int block = 0; block < 3; block++) {
            int[] words = {block, (int) episode, 0x13198a2e, 0x03707344};
            Philox.block(0xa4093822, 0x299f31d0, words);
            for (int word : words) {
                assertThat(draws.next()).isEqualTo(word >>> 1).isNotNegative();
            }
        }
    }

    @Test
    void episodesCellsAndSeedsDiffer() {
        Set<Integer> first = new HashSet<>();
        for (long seed = 0; seed < 4; seed++) {
            EpisodeDraws draws = new EpisodeDraws(seed);
            for (long cell = 0; cell < 4; cell++) {
                for (long episode = 0; episode < 4; episode++) {
                    draws.begin(cell, episode);
                    first.add(draws.next());
                }
            }
        }
        assertThat(first).hasSize(64);
    }

    /** Thresholds by hand: quarters are exact, thirds are rounded to the nearest. */
    @ParameterizedTest
    @CsvSource({
        "1, 2147483647",
        "0.25 0.75, 536870911 2147483647",
        "0 0.5 0 0.5 0, -1 1073741823 1073741823 2147483647 2147483647",
        "0.3333333333333333 0.3333333333333333 0.3333333333333333, 715827882 1431655764 2147483647",
        "1e-12 0.999999999999, -1 2147483647",
        "0.6 0.5 0.1, 1288490188 2147483647 2147483647",
        "0 0 1, -1 -1 2147483647",
    })
    void lastDraws(String probabilities, String expected) {
        double[] probability = numbers(probabilities);
        int[] last = new int[probability.length + 2];
        EpisodeDraws.lastDraws(probability, 0, probability.length, last, 1);
        String[] words = expected.split(" ", -1);
        for (int a = 0; a < words.length; a++) {
            assertThat(last[a + 1]).isEqualTo(Integer.parseInt(words[a]));
        }
        assertThat(last[0]).isZero();
        assertThat(last[probability.length + 1]).isZero();
    }

    private static double[] numbers(String text) {
        String[] words = text.split(" ", -1);
        double[] numbers = new double[words.length];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = Double.parseDouble(words[k]);
        }
        return numbers;
    }

    /** Rounding of the sums must not let an action slip in whose probability is zero, at any draw. */
    @Test
    void actionsWithoutProbabilityAreNeverDrawn() {
        Random random = new Random(Seeds.seed());
        for (int trial = 0; trial < 20_000; trial++) {
            double[] probability = new double[1 + random.nextInt(7)];
            probability[random.nextInt(probability.length)] = 0.1;
            for (int a = 0; a < probability.length; a++) {
                probability[a] += random.nextBoolean() ? random.nextDouble() : 0;
            }
            double sum = 0;
            for (double p : probability) {
                sum += p;
            }
            int[] last = new int[probability.length];
            for (int a = 0; a < probability.length; a++) {
                probability[a] /= sum;
            }
            EpisodeDraws.lastDraws(probability, 0, probability.length, last, 0);
            for (int draw : new int[] {0, random.nextInt() >>> 1, last[0], last[0] + 1, Integer.MAX_VALUE}) {
                int action = EpisodeDraws.action(Math.max(0, draw), probability, probability.length);
                assertThat(probability[action]).as(Seeds.replay()).isPositive();
            }
        }
    }

    @Test
    void cellsDoNotDependOnTheSizesOfThePopulations() {
        assertThat(EpisodeDraws.cell(5)).isEqualTo(5);
        assertThat(EpisodeDraws.cell(3, 7)).isEqualTo(3 + (7L << 32));
        assertThat(EpisodeDraws.cell(1, 2, 3)).isEqualTo(1 + (2L << 21) + (3L << 42));
        assertThat(EpisodeDraws.cell(0, 0, 0, 0, 0, 0, 0, 255)).isEqualTo(255L << 56);
    }

    /** Mixed where the bits do not suffice, by the definition in big integers; and no two are the same. */
    @ParameterizedTest
    @ValueSource(ints = {3, 8, 20, 65})
    void cellsOfManyPolicies(int players) {
        Set<Long> cells = new HashSet<>();
        int tried = 0;
        int least = players == 3 ? 1 << 21 : 256;
        for (int k = least; k < least + 200; k++) {
            for (int p = 0; p < players; p++) {
                int[] joint = new int[players];
                joint[p] = k;
                joint[(p + 1) % players] = 1;
                cells.add(EpisodeDraws.cell(joint));
                assertThat(EpisodeDraws.cell(joint)).isEqualTo(mixed(joint));
                tried++;
            }
        }
        assertThat(cells).hasSize(tried);
    }

    private static long mixed(int... joint) {
        BigInteger word = BigInteger.TWO.pow(64);
        BigInteger cell = BigInteger.valueOf(joint.length);
        for (int policy : joint) {
            cell = cell.add(BigInteger.valueOf(policy + 1).multiply(new BigInteger("9e3779b97f4a7c15", 16)))
                    .mod(word);
            cell = cell.xor(cell.shiftRight(30))
                    .multiply(new BigInteger("bf58476d1ce4e5b9", 16))
                    .mod(word);
            cell = cell.xor(cell.shiftRight(27))
                    .multiply(new BigInteger("94d049bb133111eb", 16))
                    .mod(word);
            cell = cell.xor(cell.shiftRight(31));
        }
        return cell.longValue();
    }
}
