package org.aumann.app.task;

import java.util.Optional;
import org.aumann.app.report.ExactSummary;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.exact.ExactCheck;
import org.aumann.core.exact.ExactPayoffs;
import org.jspecify.annotations.Nullable;

/** Certifies a distribution in rational arithmetic, where that was asked for. */
final class ExactCertifier {
    private final @Nullable ExactPayoffs payoffs;
    private final String origin;

    /** Of a game that is small enough; to be made before anything is computed. */
    ExactCertifier(boolean isAsked, GameSource.Strategic source) {
        if (!isAsked) {
            payoffs = null;
            origin = "";
            return;
        }
        ExactPayoffs.requireSmall(source.game().payoffs().index());
        Optional<ExactPayoffs> written = source.written().get();
        payoffs = written.orElseGet(() -> ExactPayoffs.of(source.game().payoffs()));
        origin = written.isPresent() ? "written" : "stored";
    }

    /** Refuses a large mapped file before it is read. */
    static void requireSmall(boolean isAsked, String game) {
        if (isAsked) {
            GameSource.mappedIndex(game).ifPresent(ExactPayoffs::requireSmall);
        }
    }

    /** The certificate; empty where none was asked for. */
    Optional<ExactSummary> check(JointDistribution sigma) {
        return Optional.ofNullable(payoffs).map(exact -> ExactSummary.of(ExactCheck.of(exact, sigma), origin));
    }
}
