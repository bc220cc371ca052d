package org.aumann.solvers.ortools;

import com.google.ortools.Loader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Loads OR-Tools' native library once, on first use, with an error that a person can act on.
 *
 * <p>Our builds unpack it beside OR-Tools' jar, and loading it from there takes some 50 ms. Elsewhere OR-Tools' own loader
 * unpacks 70 MB into a temporary folder on every start, which takes most of a second.
 */
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    @SuppressWarnings("restricted") // loading a library is what this class is for
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Optional<Path> unpacked = orToolsJar().flatMap(NativeLibrary::beside);
            if (unpacked.isPresent()) {
                System.load(unpacked.get().toString());
            } else {
                Loader.loadNativeLibraries();
            }
            loaded = true;
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the linear-programming library OR-Tools cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + e.getMessage()
                            + ". Maybe this was built for another platform",
                    e);
        }
    }

    /**
     * The library that a build unpacked beside a jar.
     *
     * @param jar OR-Tools' jar
     * @return an absolute path; empty if there is none
     */
    static Optional<Path> beside(Path jar) {
        String platform = platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path library =
                jar.toAbsolutePath().resolveSibling("ortools-" + platform).resolve(System.mapLibraryName("jniortools"));
        return Files.isRegularFile(library) ? Optional.of(library) : Optional.empty();
    }

    /**
     * OR-Tools' name of a platform, which is JNA's.
     *
     * @param system as in {@code os.name}
     * @param architecture as in {@code os.arch}
     * @return for example {@code linux-x86-64}
     */
    static String platform(String system, String architecture) {
        String prefix = system.startsWith("Windows") ? "win32" : system.startsWith("Mac") ? "darwin" : "linux";
        boolean isX86 = architecture.equals("amd64") || architecture.equals("x86_64");
        return prefix + "-" + (isX86 ? "x86-64" : architecture);
    }

    private static Optional<Path> orToolsJar() {
        CodeSource source = Loader.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getProtocol().equals("file")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("OR-Tools' jar has no path", e);
        }
    }
}
