package org.aumann.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.aumann.solvers.Aumann;
import org.aumann.solvers.Equilibrium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of {@code examples/java} compile, print what they say that they print, and are quoted as they are. */
class ExamplesTest {
    private static final String PRINTS = "// prints: ";

    /** A block of Java in a document. */
    private static final Pattern QUOTE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path classes = Path.of("");

    @ParameterizedTest
    @MethodSource("org.aumann.app.Compilation#examples")
    void runs(Path source) throws Exception {
        Compilation.compile(classes, List.of(source));
        String expected = Files.readAllLines(source).stream()
                .filter(line -> line.startsWith(PRINTS))
                .map(line -> line.substring(PRINTS.length()) + System.lineSeparator())
                .collect(Collectors.joining());
        assertThat(expected).isNotEmpty();
        assertThat(output(source.getFileName().toString().replace(".java", ""))).isEqualTo(expected);
    }

    /** What the library finds on the class path of a program, it finds by name. */
    @Test
    void areFoundByName() throws Exception {
        Compilation.compileExamples(classes);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            Equilibrium own = Aumann.game("pennies_or_pass(fee=0.5)").solve("mwce");
            assertThat(own.sigma().index().actionCounts()).containsExactly(3, 2);
            assertThat(own.isOptimal()).isTrue();
            assertThat(Aumann.game("matrix_sh").solve("greedy").isOptimal()).isTrue();
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThatThrownBy(() -> Aumann.game("pennies_or_pass").solve("mwce")).hasMessageContaining("does not exist");
    }

    /** The code in the documents is that of the examples. */
    @ParameterizedTest
    @CsvSource({"README.md, 1", "docs/guide.md, 3"})
    void areQuotedAsTheyAre(String document, int quotes) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path source : Compilation.examples()) {
            sources.add(Files.readString(source).indent(-100));
        }
        List<String> quoted = QUOTE.matcher(Files.readString(Path.of("..").resolve(document)))
                .results()
                .map(block -> block.group(1).indent(-100))
                .toList();
        assertThat(quoted)
                .hasSize(quotes)
                .allSatisfy(quote -> assertThat(sources)
                        .anySatisfy(source -> assertThat(source).contains(quote)));
    }

    private String output(String name) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()});
                PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Method main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            System.setOut(captured);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
