package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PipeOutputTest {
    /** Whoever read this has gone. */
    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    @Test
    void aClosedPipeEndsTheProcess() throws IOException {
        AtomicInteger ends = new AtomicInteger();
        try (PipeOutput out = new PipeOutput(new Closed(), () -> true, ends::incrementAndGet)) {
            out.write("text".getBytes(StandardCharsets.UTF_8));
            out.write('x');
        }
        assertThat(ends).hasValue(2);
    }

    @Test
    void aFullDiskIsAFailure() throws IOException {
        AtomicInteger ends = new AtomicInteger();
        try (PipeOutput out = new PipeOutput(new Closed(), () -> false, ends::incrementAndGet)) {
            assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class);
        }
        assertThat(ends).hasValue(0);
    }
}
