package org.aumann.app.cli;

import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the back end that was asked for, or the best one. */
final class BackendChoice {
    private BackendChoice() {}

    /**
     * Opens a back end.
     *
     * @param id the one that was asked for
     * @return a back end that the caller closes
     * @throws InvalidInputException if it does not exist or cannot run here; says why
     */
    static ComputeBackend open(@Nullable String id) {
        try {
            return id == null ? Backends.best() : Backends.named(id);
        } catch (BackendException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Opens a back end for what graphics processors have no kernels for yet, or none that has run on one: that of the
     * CPU, unless one was asked for.
     *
     * @param id the one that was asked for
     * @return a back end that the caller closes
     * @throws InvalidInputException if it does not exist or cannot run here; says why
     */
    static ComputeBackend openCpu(@Nullable String id) {
        return open(id == null ? "cpu" : id);
    }

    /** Logs once what was chosen, and why others were not. */
    static void log(ComputeBackend backend, Output output) {
        Logging.to(output);
        Logger logger = LoggerFactory.getLogger(BackendChoice.class);
        if (logger.isInfoEnabled()) {
            List<Backends.Candidate> candidates = Backends.candidates();
            logger.info("back end {}: {}{}", backend.id(), backend.device(), rejected(candidates));
        }
    }

    private static String rejected(List<Backends.Candidate> candidates) {
        StringBuilder text = new StringBuilder();
        for (Backends.Candidate candidate : candidates) {
            if (candidate.availability() instanceof Availability.Unavailable(String reason)) {
                text.append("; not ")
                        .append(candidate.provider().id())
                        .append(": ")
                        .append(reason);
            }
        }
        return text.toString();
    }
}
