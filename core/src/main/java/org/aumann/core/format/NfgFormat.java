package org.aumann.core.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Gambit's strategic-form games, {@code .nfg}.
 *
 * <pre>{@code
 * NFG 1 R "title" { "player" "player" }
 * { 3 2 }                                   or  { { "a" "b" "c" } { "d" "e" } }
 * "comment"                                 optional
 * 1 1  0 2  0 2  1 1  0 3  2 0              payoff version
 * { { "win" 1, 1 } { "" 0 2 } } 1 2 2 0 …   outcome version
 * }</pre>
 *
 * <p>Joint actions with the first player fastest; for each one the payoffs of all players, or the number of
 * an outcome, counted from 1 in the order of the list, 0 being the outcome with payoff 0 for everyone.
 * Written in the payoff version, as the shortest decimals that are read back as the same float64, and with
 * numbers instead of labels where the labels are {@code 0}, {@code 1}, …
 *
 * <p>Format: Gambit documentation, "The strategic game (.nfg) file format",
 * https://gambitproject.readthedocs.io/en/latest/formats.html. Unlike Gambit, a backslash before a
 * backslash is an escape, so that a label may end in a backslash.
 */
final class NfgFormat {
    private final Tokens tokens;

    private NfgFormat(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads a game of either version.
     *
     * @param path the file
     * @return a float64 game that the caller closes
     */
    static NormalFormGame read(Path path) {
        try (Tokens tokens = Tokens.open(path)) {
            return new NfgFormat(tokens).game(InputFile.stem(path));
        }
    }

    /**
     * Reads the payoffs of a small game of either version without rounding.
     *
     * @param path the file
     * @return the payoffs
     */
    static ExactPayoffs readExactly(Path path) {
        try (Tokens tokens = Tokens.open(path)) {
            NfgFormat format = new NfgFormat(tokens);
            Header header = format.header();
            return header.tensor.readExactly(header.actionCounts, format.numbersPerJointAction(header), format::body);
        }
    }

    /** What stands before the payoffs. */
    private static final class Header {
        private final String title;
        private final List<String> players;
        private final List<List<String>> labels;
        private final int[] actionCounts;
        private final TextTensor tensor;

        Header(String title, List<String> players, List<List<String>> labels, int[] actionCounts, TextTensor tensor) {
            this.title = title;
            this.players = players;
            this.labels = labels;
            this.actionCounts = actionCounts;
            this.tensor = tensor;
        }
    }

    private Header header() {
        tokens.word("NFG");
        tokens.word("1");
        tokens.word("R", "D");
        String title = tokens.text("the title");
        List<String> players = tokens.texts("the name of player");
        TextTensor tensor = new TextTensor(tokens);
        List<List<String>> labels = new ArrayList<>();
        int[] actionCounts = actionCounts(players.size(), labels);
        if (tokens.kind() == Tokens.Kind.TEXT) {
            tokens.text("a comment");
        }
        return new Header(title, players, labels, actionCounts, tensor);
    }

    private int numbersPerJointAction(Header header) {
        return isOutcomeVersion() ? 1 : header.players.size();
    }

    private boolean isOutcomeVersion() {
        return tokens.kind() == Tokens.Kind.OPEN;
    }

    private NormalFormGame game(String stem) {
        Header header = header();
        PayoffTensor payoffs = header.tensor.read(header.actionCounts, numbersPerJointAction(header), this::body);
        List<List<String>> labels = header.labels;
        if (labels.isEmpty()) {
            for (int count : header.actionCounts) {
                labels.add(Labels.numbered(count));
            }
        }
        String name = header.title.isBlank() ? stem : header.title;
        return new NormalFormGame(name, payoffs, Labels.distinct(header.players), labels);
    }

    private void body(PayoffSink payoffs) {
        if (isOutcomeVersion()) {
            outcomeVersion(payoffs);
        } else {
            payoffVersion(payoffs);
        }
    }

    /** Takes the braces with counts, or with labels, which are added to {@code labels}. */
    private int[] actionCounts(int players, List<List<String>> labels) {
        int[] actionCounts = new int[players];
        tokens.take(Tokens.Kind.OPEN, "'{' before the numbers or labels of the actions");
        boolean labelled = tokens.kind() == Tokens.Kind.OPEN;
        for (int p = 0; p < players; p++) {
            if (labelled) {
                List<String> actions = tokens.texts("the label of player " + p + "'s action");
                labels.add(Labels.distinct(actions));
                actionCounts[p] = actions.size();
            } else {
                actionCounts[p] = tokens.integer("the number of actions of player " + p, 1, Integer.MAX_VALUE);
            }
        }
        tokens.take(Tokens.Kind.CLOSE, "'}' after the actions of " + players + " players");
        return actionCounts;
    }

    private void payoffVersion(PayoffSink payoffs) {
        FirstPlayerFastest order = new FirstPlayerFastest(payoffs.index());
        int players = payoffs.index().playerCount();
        for (long k = 0; k < payoffs.index().jointActionCount(); k++) {
            long jointAction = order.next();
            for (int p = 0; p < players; p++) {
                requireMore("payoff", k * players + p, players, payoffs.index());
                payoffs.payoff(tokens, p, jointAction);
            }
        }
        tokens.take(Tokens.Kind.END, "end of file after the last payoff");
    }

    private void outcomeVersion(PayoffSink payoffs) {
        int outcomes = outcomes(payoffs);
        FirstPlayerFastest order = new FirstPlayerFastest(payoffs.index());
        for (long k = 0; k < payoffs.index().jointActionCount(); k++) {
            long jointAction = order.next();
            requireMore("outcome number", k, 1, payoffs.index());
            payoffs.lead(tokens.integer("an outcome number", 0, outcomes), jointAction);
        }
        tokens.take(Tokens.Kind.END, "end of file after the last outcome number");
    }

    /** At the end of the file, says how far the file got. */
    private void requireMore(String what, long position, int perJointAction, JointActionIndex index) {
        if (tokens.kind() == Tokens.Kind.END) {
            throw tokens.unexpected(what + " " + (position + 1) + " of " + perJointAction * index.jointActionCount());
        }
    }

    /** Takes the list of outcomes; their number. */
    private int outcomes(PayoffSink payoffs) {
        int outcomes = 0;
        tokens.take(Tokens.Kind.OPEN, "'{' before the outcomes");
        while (tokens.kind() == Tokens.Kind.OPEN) {
            tokens.advance();
            outcomes++;
            tokens.text("the name of outcome " + outcomes);
            payoffs.outcome(tokens);
        }
        tokens.take(Tokens.Kind.CLOSE, "'}' after the outcomes");
        return outcomes;
    }

    /**
     * Writes a game in the payoff version.
     *
     * @param game the game, payoffs finite. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void write(NormalFormGame game, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        PayoffTensor payoffs = game.payoffs();
        JointActionIndex index = payoffs.index();
        List<String> players = new ArrayList<>();
        for (int p = 0; p < index.playerCount(); p++) {
            players.add(game.playerLabel(p));
        }
        writer.write("NFG 1 R " + quoted(game.name()) + " " + braced(players) + "\n\n");
        writer.write(actions(game, index) + "\n\n");
        FirstPlayerFastest order = new FirstPlayerFastest(index);
        for (long k = 0; k < index.jointActionCount(); k++) {
            long jointAction = order.next();
            for (int p = 0; p < index.playerCount(); p++) {
                writer.write(Numbers.format(payoffs.get(p, jointAction)));
                writer.write(p + 1 < index.playerCount() ? ' ' : '\n');
            }
        }
        writer.flush();
    }

    private static String actions(NormalFormGame game, JointActionIndex index) {
        StringBuilder counts = new StringBuilder("{");
        StringBuilder labels = new StringBuilder("{");
        boolean numbered = true;
        for (int p = 0; p < index.playerCount(); p++) {
            List<String> actions = new ArrayList<>();
            for (int a = 0; a < index.actionCount(p); a++) {
                actions.add(game.actionLabel(p, a));
            }
            numbered &= actions.equals(Labels.numbered(actions.size()));
            counts.append(' ').append(actions.size());
            labels.append(' ').append(braced(actions));
        }
        return (numbered ? counts : labels).append(" }").toString();
    }

    private static String braced(List<String> texts) {
        StringBuilder braced = new StringBuilder("{");
        for (String text : texts) {
            braced.append(' ').append(quoted(text));
        }
        return braced.append(" }").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
