package org.aumann.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    /** Files of the library's name for the machine that runs the test. */
    @Test
    void isFoundBesideTheJar(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("ortools-java-1.jar");
        assertThat(NativeLibrary.beside(jar)).isEmpty();

        String arch = System.getProperty("os.arch", "").replace("amd64", "x86-64");
        Path unpacked = Files.createDirectory(folder.resolve("ortools-linux-" + arch));
        assertThat(NativeLibrary.beside(jar)).as("an empty folder").isEmpty();

        Path library = Files.createFile(unpacked.resolve(System.mapLibraryName("jniortools")));
        assertThat(NativeLibrary.beside(jar)).contains(library.toAbsolutePath());
    }
}
