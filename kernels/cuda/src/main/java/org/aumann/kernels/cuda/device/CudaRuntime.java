package org.aumann.kernels.cuda.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.aumann.kernels.BackendException;
import org.jspecify.annotations.Nullable;

/**
 * Whether CUDA can be used in this process, found out once, without an exception or a warning where it cannot.
 *
 * <p>This class loads anywhere; what touches JCuda is behind {@link DriverProbe}.
 */
public final class CudaRuntime {
    /** The kernels' fatbin, from the module {@code native}; not there if the build had no nvcc. */
    private static final String FATBIN = "/org/aumann/kernels/cuda/kernels.fatbin";

    /** Tests of the emulator name its library of kernels here. */
    private static final String KERNELS_PROPERTY = "org.aumann.cuda.kernels";

    private static final State STATE = probe();

    private CudaRuntime() {}

    /** What was found. */
    public sealed interface State {}

    /**
     * CUDA can be used.
     *
     * @param device what the GPU is, for people
     */
    public record Usable(String device) implements State {}

    /**
     * It cannot, for a reason of one line.
     *
     * @param reason why not
     */
    public record Unusable(String reason) implements State {}

    /**
     * What was found.
     *
     * @return the same in every call
     */
    public static State state() {
        return STATE;
    }

    private static State probe() {
        if (!isDriverThere()) {
            return new Unusable("no NVIDIA driver: libcuda.so.1 was not found");
        }
        try (InputStream fatbin = open()) {
            if (fatbin == null) {
                return new Unusable("this build has no GPU kernels: there was no nvcc");
            }
            JCudaLibrary.prepare();
            return DriverProbe.probe();
        } catch (LinkageError | RuntimeException | IOException e) {
            return new Unusable(e.getClass().getSimpleName() + ": "
                    + Optional.ofNullable(e.getMessage())
                            .flatMap(message -> message.lines().findFirst())
                            .orElse("no message"));
        }
    }

    @SuppressWarnings("restricted") // looking for a library is what this method is for
    private static boolean isDriverThere() {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup("libcuda.so.1", arena)
                    .find("cuInit")
                    .isPresent();
        } catch (IllegalArgumentException | IllegalCallerException e) {
            return false;
        }
    }

    /**
     * The kernels as {@code cuModuleLoadData} takes them.
     *
     * @return the image of a module
     */
    public static byte[] kernels() {
        try (InputStream fatbin = open()) {
            if (fatbin == null) {
                throw new BackendException("cuda: " + FATBIN + " is missing");
            }
            return fatbin.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable InputStream open() throws IOException {
        String emulated = System.getProperty(KERNELS_PROPERTY);
        return emulated == null
                ? CudaRuntime.class.getResourceAsStream(FATBIN)
                : Files.newInputStream(Path.of(emulated));
    }
}
