package org.aumann.kernels.cuda.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aumann.kernels.BackendException;

/** What an operator will put on the device, added up before anything is allocated. */
public final class MemoryPlan {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    private final List<String> parts = new ArrayList<>();
    private long byteSize;

    /** No parts yet. */
    public MemoryPlan() {}

    /**
     * Adds a part.
     *
     * @param what what the part is, for messages
     * @param bytes its size
     * @return this
     */
    public MemoryPlan with(String what, long bytes) {
        parts.add(text(bytes) + " (" + what + ")");
        byteSize = Math.addExact(byteSize, bytes);
        return this;
    }

    /**
     * Refuses what cannot fit.
     *
     * @param operation what the memory is for
     * @param freeBytes what the device has left
     */
    public void require(String operation, long freeBytes) {
        if (byteSize > freeBytes) {
            throw new BackendException("cuda: " + operation + " needs " + String.join(" + ", parts)
                    + "; the device has " + text(freeBytes) + " free");
        }
    }

    static String text(long bytes) {
        return bytes < GIGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }
}
