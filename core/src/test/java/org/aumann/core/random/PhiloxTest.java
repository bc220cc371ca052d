package org.aumann.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {
    /** The known answers of philox4x32-10 in Random123's kat_vectors. */
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1",
    })
    void knownAnswers(String counter, String key, String expected) {
        int[] keys = words(key);
        int[] block = words(counter);
        Philox.block(keys[0], keys[1], block);
        assertThat(block).containsExactly(words(expected));
    }

    private static int[] words(String hexadecimal) {
        String[] parts = hexadecimal.split(" ", -1);
        int[] words = new int[parts.length];
        for (int k = 0; k < words.length; k++) {
            words[k] = Integer.parseUnsignedInt(parts[k], 16);
        }
        return words;
    }

    @Test
    void streamIsItsBlocksInOrder() {
        long seed = 0x299f31d0a4093822L;
        long stream = 0x0370734413198a2eL;
        Philox philox = new Philox(seed, stream);
        for (int position = 0; position < 3; position++) {
            int[] block = {position, 0, 0x13198a2e, 0x03707344};
            Philox.block(0xa4093822, 0x299f31d0, block);
            for (int word : block) {
                assertThat(philox.nextInt()).isEqualTo(word);
            }
        }
    }

    @Test
    void longIsTwoWordsLowFirst() {
        Philox words = new Philox(7);
        long low = Integer.toUnsignedLong(words.nextInt());
        long high = words.nextInt();
        assertThat(new Philox(7).nextLong()).isEqualTo(low + (high << 32));
    }

    @Test
    void streamsAndSeedsDiffer() {
        Set<Long> first = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (long stream = 0; stream < 10; stream++) {
                first.add(new Philox(seed, stream).nextLong());
            }
        }
        assertThat(first).hasSize(100);
    }

    @Test
    void doublesAreUniform() {
        Philox philox = new Philox(1);
        int count = 100_000;
        double sum = 0;
        for (int k = 0; k < count; k++) {
            double draw = philox.nextDouble();
            assertThat(draw >= 0 && draw < 1).isTrue();
            sum += draw;
        }
        assertThat(Math.abs(sum / count - 0.5)).isLessThan(5 * Math.sqrt(1 / 12.0 / count));
    }
}
