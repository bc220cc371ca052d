package org.aumann.app.cli;

import org.aumann.core.format.GameReading;
import org.aumann.core.format.MatchColumns;
import org.aumann.core.format.OtherPlayer;
import org.aumann.core.format.Seating;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to read a game file, in the commands that take its payoffs. */
final class ReadingOptions {
    @Option(
            names = "--matrix",
            paramLabel = "KIND",
            description =
                    "The file is one player's payoffs: numbers without a header (.csv) or a 2-dimensional array. The "
                            + "other player's are zero_sum, B = -A, or symmetric, B = A transposed.")
    private @Nullable OtherPlayer otherPlayer;

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            description =
                    "What the columns of match results (.csv) are called, as in agent_0=home,score_0=goals,agent_1=away,"
                            + "score_1=against, or agents=bots,scores=points for tuples such as \"('a', 'b')\",\"(1, 0)\". "
                            + "Others are skipped. Not needed for columns of the names before the = signs.")
    private @Nullable MatchColumns columns;

    @Option(
            names = "--one-population",
            description =
                    "The agents of match results (.csv) are the same in every seat: a match counts for its agents in "
                            + "any order, and the game is symmetric. 'solve --solver alpharank' then ranks the agents; "
                            + "none need have played itself.")
    private boolean onePopulation;

    /** What the options say. */
    GameReading reading() {
        return new GameReading(otherPlayer, columns, onePopulation ? Seating.ONE_POPULATION : Seating.SEPARATE);
    }
}
