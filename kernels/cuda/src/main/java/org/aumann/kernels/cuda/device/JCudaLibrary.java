package org.aumann.kernels.cuda.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import jcuda.CudaException;

/**
 * Puts JCuda's binding of the driver where JCuda will look for it.
 *
 * <p>Unless it lies on {@code java.library.path}, JCuda unpacks it to one fixed name in the temporary folder, not in one
 * step, so that of two processes that start together one may load half a file. Here the file gets its name when it
 * is complete.
 */
final class JCudaLibrary {
    private static final String NAME = "JCudaDriver-12.6.0-linux-x86_64";

    private JCudaLibrary() {}

    static void prepare() throws IOException {
        String file = System.mapLibraryName(NAME);
        if (isOnLibraryPath(file)) {
            return;
        }
        try (InputStream library = CudaException.class.getResourceAsStream("/lib/" + file)) {
            if (library == null) {
                return; // JCuda says it better
            }
            byte[] bytes = library.readAllBytes();
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            Path target = folder.resolve(file);
            if (Files.exists(target) && Files.size(target) == bytes.length) {
                return;
            }
            Path unfinished = Files.createTempFile(folder, NAME, ".part");
            Files.write(unfinished, bytes, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isOnLibraryPath(String file) {
        for (String folder : System.getProperty("java.library.path", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.exists(Path.of(folder, file))) {
                return true;
            }
        }
        return false;
    }
}
