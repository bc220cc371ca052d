package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.strategic.UnreducedNormalForm;
import org.jspecify.annotations.Nullable;

/**
 * The game that was asked for.
 *
 * @param name its name
 * @param terminals number of terminal histories; absent where no tree was made
 * @param infostates number of infostates of all players; absent where no tree was made
 * @param histories number of histories, terminals included; absent where no tree was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GameSummary(
        String name,
        @Nullable Integer terminals,
        @Nullable Integer infostates,
        @Nullable Integer histories) {
    /**
     * A game given by its payoffs.
     *
     * @param name its name
     * @return the summary
     */
    public static GameSummary of(String name) {
        return new GameSummary(name, null, null, null);
    }

    /**
     * A game given by its tree.
     *
     * @param tree the compiled game
     * @return the summary
     */
    public static GameSummary of(GameTree tree) {
        return new GameSummary(tree.name(), tree.terminalCount(), tree.infostateCount(), tree.nodeCount());
    }

    /**
     * A game given by all its pure strategies.
     *
     * @param form its normal form
     * @param name its name
     * @return the summary
     */
    public static GameSummary of(UnreducedNormalForm form, String name) {
        return new GameSummary(name, form.terminalCount(), form.infostateCount(), form.nodeCount());
    }

    /**
     * Adds the game's line.
     *
     * @param text the report to add to
     */
    public void writeTo(TextReport text) {
        text.line("game", name);
        if (terminals != null && infostates != null && histories != null) {
            text.line(
                    "tree",
                    Numbers.count(terminals) + " terminals, " + Numbers.count(infostates) + " infostates, "
                            + Numbers.count(histories) + " histories");
        }
    }
}
