package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadAheadTest {
    /** 2 players, 600 000 joint actions, float64: several pieces, and an end within a page. */
    private static final JointActionIndex INDEX = JointActionIndex.of(300_000, 2);

    @TempDir
    Path folder;

    private PayoffTensor mapped() throws IOException {
        Path file = folder.resolve("payoffs");
        Files.write(file, new byte[Math.toIntExact(PayoffTensor.byteSize(INDEX, Precision.FLOAT64))]);
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file)) {
            return PayoffTensor.over(
                    arena,
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena),
                    INDEX,
                    Precision.FLOAT64);
        }
    }

    @Test
    void aTensorInMemoryNeedsNone() {
        try (PayoffTensor payoffs = PayoffTensor.allocate(INDEX, Precision.FLOAT32);
                ReadAhead readAhead = ReadAhead.in(payoffs)) {
            assertThat(readAhead.isActive()).isFalse();
            readAhead.request(0, 0, INDEX.jointActionCount());
            readAhead.load(1, 7);
            requireEachOnce(readAhead);
        }
    }

    @Test
    void requestsMayReachBeyondTheLastJointAction() throws IOException {
        try (PayoffTensor payoffs = mapped();
                ReadAhead readAhead = ReadAhead.in(payoffs)) {
            long last = INDEX.jointActionCount() - 1;
            readAhead.request(1, last, 10);
            readAhead.request(1, last + 1, 10);
            readAhead.request(0, 0, Long.MAX_VALUE);
            readAhead.load(1, last);
            assertThat(readAhead.isActive()).isTrue();
            requireEachOnce(readAhead);
        }
    }

    private static void requireEachOnce(ReadAhead readAhead) {
        AtomicIntegerArray times = new AtomicIntegerArray(100);
        readAhead.forEach(times.length(), times::incrementAndGet);
        for (int k = 0; k < times.length(); k++) {
            assertThat(times.get(k)).as("times of %s", k).isEqualTo(1);
        }
    }

    @Test
    void whatFailsIsTold() throws IOException {
        try (PayoffTensor payoffs = mapped();
                ReadAhead readAhead = ReadAhead.in(payoffs)) {
            assertThatThrownBy(() -> readAhead.forEach(3, k -> payoffs.get(k, Long.MAX_VALUE / 16)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** Closing the tensor right after requests were made must neither fail nor let a read touch freed memory. */
    @Test
    void closingForgetsWhatWasAskedFor() throws IOException {
        for (int round = 0; round < 20; round++) {
            try (PayoffTensor payoffs = mapped();
                    ReadAhead readAhead = ReadAhead.in(payoffs)) {
                readAhead.request(0, 0, INDEX.jointActionCount());
                readAhead.request(1, 0, INDEX.jointActionCount());
            }
        }
    }

    @Test
    void payoffsOfAPageAreTold() throws IOException {
        try (PayoffTensor payoffs = mapped();
                ReadAhead readAhead = ReadAhead.in(payoffs)) {
            assertThat(readAhead.page(0, 511)).isEqualTo(readAhead.page(0, 0));
            assertThat(readAhead.page(0, 512)).isEqualTo(readAhead.page(0, 0) + 1);
            assertThat(readAhead.page(1, 0)).isGreaterThan(readAhead.page(0, 512));
        }
    }
}
