package org.aumann.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources to classes, as somebody who uses Aumann compiles them. */
public final class Compilation {
    /** The classes of {@code examples/java}, with the files that name their providers. */
    public static final Path EXAMPLES = Path.of("..", "examples", "java");

    private static final Path SERVICES = Path.of("META-INF", "services");

    private Compilation() {}

    /** Compiles files into a folder. */
    public static void compile(Path classes, List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path", ""));
            boolean isCompiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(isCompiled).as(messages.toString()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources of {@code examples/java}, by name. */
    public static List<Path> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles the examples into a folder that can stand on a class path. */
    public static void compileExamples(Path classes) throws IOException {
        compile(classes, examples());
        Files.createDirectories(classes.resolve(SERVICES));
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(SERVICES))) {
            for (Path file : files.toList()) {
                Files.copy(file, classes.resolve(SERVICES).resolve(file.getFileName()));
            }
        }
    }

    /** Writes the file that names the class of a provider. */
    public static void provide(Path classes, Class<?> service, String provider) throws IOException {
        Files.createDirectories(classes.resolve(SERVICES));
        Files.writeString(classes.resolve(SERVICES).resolve(service.getName()), provider);
    }
}
