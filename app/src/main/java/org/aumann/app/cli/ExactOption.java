package org.aumann.app.cli;

import java.util.Optional;
import java.util.function.Function;
import org.aumann.app.report.ExactSummary;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.exact.ExactCheck;
import org.aumann.core.exact.ExactPayoffs;
import picocli.CommandLine.Option;

/** The option of the commands that certify a joint distribution. */
final class ExactOption {
    @Option(
            names = "--exact",
            description =
                    "Certify without a tolerance, in exact rational arithmetic: payoffs as written in a .nfg, .gam or .efg file (1/3 is a third), else the floating-point numbers as stored; sigma as stored, over its exact sum, or nearby simple fractions where these leave less to gain. For games whose number of joint actions, times the actions of all players together, is at most 20,000,000.")
    private boolean exact;

    boolean isAsked() {
        return exact;
    }

    /** Refuses a large mapped file before it is read. */
    void requireSmall(String game) {
        if (exact) {
            GameSource.mappedIndex(game).ifPresent(ExactPayoffs::requireSmall);
        }
    }

    /** What certifies a distribution over a game that is small enough, to be made before anything is computed. */
    Function<JointDistribution, Optional<ExactSummary>> check(GameSource.Strategic source) {
        if (!exact) {
            return sigma -> Optional.empty();
        }
        ExactPayoffs.requireSmall(source.game().payoffs().index());
        Optional<ExactPayoffs> written = source.written().get();
        ExactPayoffs payoffs =
                written.orElseGet(() -> ExactPayoffs.of(source.game().payoffs()));
        String origin = written.isPresent() ? "written" : "stored";
        return sigma -> Optional.of(ExactSummary.of(ExactCheck.of(payoffs, sigma), origin));
    }
}
