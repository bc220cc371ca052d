package org.aumann.solvers.ortools;

import com.google.ortools.Loader;

/** Loads OR-Tools' native library once, on first use, with an error that a person can act on. */
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Loader.loadNativeLibraries();
            loaded = true;
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the linear-programming library OR-Tools cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + e.getMessage()
                            + ". Maybe its native jar is missing: only linux x86-64 is there by default",
                    e);
        }
    }
}
