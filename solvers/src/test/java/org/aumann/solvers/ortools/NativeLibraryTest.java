package org.aumann.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {
    /** Files of the library's name for the machine that runs the test. */
    @Test
    void isFoundBesideTheJar(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("ortools-java-1.jar");
        assertThat(NativeLibrary.beside(jar)).isEmpty();

        String platform = NativeLibrary.platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path unpacked = Files.createDirectory(folder.resolve("ortools-" + platform));
        assertThat(NativeLibrary.beside(jar)).as("an empty folder").isEmpty();

        Path library = Files.createFile(unpacked.resolve(System.mapLibraryName("jniortools")));
        assertThat(NativeLibrary.beside(jar)).contains(library.toAbsolutePath());
    }

    /** The folders in OR-Tools' native jars. */
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86-64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, x86_64, darwin-x86-64",
        "Mac OS X, aarch64, darwin-aarch64",
        "Windows 11, amd64, win32-x86-64"
    })
    void platformsAreNamedAsByOrTools(String system, String architecture, String platform) {
        assertThat(NativeLibrary.platform(system, architecture)).isEqualTo(platform);
    }
}
