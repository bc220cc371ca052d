package org.aumann.app.cli;

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
}
