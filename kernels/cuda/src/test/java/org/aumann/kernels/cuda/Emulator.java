package org.aumann.kernels.cuda;

import java.nio.file.Files;
import java.nio.file.Path;

/** The double of the CUDA driver from the module {@code native}, for this whole process. */
final class Emulator {
    /** Names the folder with the double and its kernels; not set in a process that is to use a real driver. */
    private static final String FOLDER_PROPERTY = "org.aumann.test.cudaEmulator";

    private static boolean loaded;

    private Emulator() {}

    /** Whether this process is to use it. */
    static boolean isWanted() {
        return System.getProperty(FOLDER_PROPERTY) != null;
    }

    /** Loads the double in place of a driver; it must come before anything of JCuda. */
    @SuppressWarnings("restricted") // loading a library is what this method is for
    static synchronized void loadIfWanted() {
        String folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null || loaded) {
            return;
        }
        Path driver = Path.of(folder, "libcuda.so.1").toAbsolutePath();
        if (Files.exists(driver)) { // it is not where there is no g++
            System.load(driver.toString());
            System.setProperty(
                    "org.aumann.cuda.kernels", Path.of(folder, "kernels.so").toString());
            loaded = true;
        }
    }
}
