package org.aumann.app.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.Backends;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Workload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The back end that was asked for, or the best one for the work. */
final class BackendChoice {
    private final @Nullable String id;
    private final Set<Capability> needs;

    /**
     * Checks the one that was asked for, before anything is read.
     *
     * @param id the one that was asked for
     * @param needs the kernels that will be called
     * @throws InvalidInputException if it does not exist, cannot run here or lacks kernels; says why
     */
    BackendChoice(@Nullable String id, Set<Capability> needs) {
        this.id = id;
        this.needs = needs;
        if (id != null) {
            open(0).close();
        }
    }

    /**
     * The same choice for more work.
     *
     * @param others further kernels
     * @return a choice of a back end that has them, too
     * @throws InvalidInputException if the one that was asked for has not; says why
     */
    BackendChoice and(Set<Capability> others) {
        EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(needs);
        all.addAll(others);
        return new BackendChoice(id, all);
    }

    /**
     * Opens the back end.
     *
     * @param size of the work, as {@link Workload} counts it
     * @return a back end that the caller closes
     * @throws InvalidInputException if there is none; says why
     */
    ComputeBackend open(long size) {
        return open(new Workload(needs, size));
    }

    /** The same for a game. */
    ComputeBackend open(MetaGame game) {
        return open(Workload.on(game, needs));
    }

    /** The same for a tree. */
    ComputeBackend open(GameTree tree) {
        return open(Workload.on(tree, needs));
    }

    private ComputeBackend open(Workload work) {
        try {
            return id == null ? Backends.best(work) : Backends.named(id, work);
        } catch (BackendException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
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
