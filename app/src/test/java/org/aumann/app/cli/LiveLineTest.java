package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);

    @Test
    void appearsAfterASecondAndGoesAway() throws InterruptedException {
        try (LiveLine line = new LiveLine(stream, true)) {
            line.show("working");
            assertThat(terminal.size()).isZero();
            Thread.sleep(1500);
            assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("working");
        }

        assertThat(terminal.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
    }

    @Test
    void isNotWrittenWhereThereIsNoTerminal() throws InterruptedException {
        try (LiveLine line = new LiveLine(stream, false)) {
            line.show("working");
            Thread.sleep(1200);
        }

        assertThat(terminal.size()).isZero();
    }
}
