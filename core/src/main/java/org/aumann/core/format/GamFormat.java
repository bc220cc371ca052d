package org.aumann.core.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * GameTracer's games, {@code .gam}: numbers between white space.
 *
 * <pre>{@code
 * n
 * A_0 … A_{n−1}
 * G_0(a) for all joint actions a, then G_1(a), …
 * }</pre>
 *
 * <p>Player-major; within a player the first player's action changes fastest. No names: the game is called
 * after the file, players and actions are numbered from 0. Format: Blum, Shelton and Koller 2006, "A
 * continuation method for Nash equilibria in structured games", the GameTracer software.
 */
final class GamFormat {
    private GamFormat() {}

    /**
     * Reads a game.
     *
     * @param path the file
     * @return a float64 game that the caller closes
     */
    static NormalFormGame read(Path path) {
        try (Tokens tokens = Tokens.open(path)) {
            return NormalFormGame.numbered(
                    InputFile.stem(path),
                    read(tokens, (tensor, actionCounts, body) -> tensor.read(actionCounts, actionCounts.length, body)));
        }
    }

    /**
     * Reads the payoffs of a small game without rounding.
     *
     * @param path the file
     * @return the payoffs
     */
    static ExactPayoffs readExactly(Path path) {
        try (Tokens tokens = Tokens.open(path)) {
            return read(
                    tokens,
                    (tensor, actionCounts, body) -> tensor.readExactly(actionCounts, actionCounts.length, body));
        }
    }

    /** What the payoffs are read as. */
    private interface Reading<T> {
        T of(TextTensor tensor, int[] actionCounts, Consumer<PayoffSink> body);
    }

    private static <T> T read(Tokens tokens, Reading<T> reading) {
        int players = tokens.integer("the number of players", 1, Integer.MAX_VALUE);
        TextTensor tensor = new TextTensor(tokens);
        // A list, because the number of players may be absurd: the file ends before the memory does.
        List<Integer> actionCounts = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            actionCounts.add(tokens.integer("the number of actions of player " + p, 1, Integer.MAX_VALUE));
        }
        return reading.of(
                tensor,
                actionCounts.stream().mapToInt(Integer::intValue).toArray(),
                payoffs -> readPayoffs(tokens, payoffs));
    }

    private static void readPayoffs(Tokens tokens, PayoffSink payoffs) {
        FirstPlayerFastest order = new FirstPlayerFastest(payoffs.index());
        long jointActions = payoffs.index().jointActionCount();
        for (int p = 0; p < payoffs.index().playerCount(); p++) {
            for (long k = 0; k < jointActions; k++) {
                if (tokens.kind() == Tokens.Kind.END) {
                    throw tokens.unexpected("payoff " + (k + 1) + " of " + jointActions + " of player " + p);
                }
                payoffs.payoff(tokens, p, order.next());
            }
        }
        tokens.take(Tokens.Kind.END, "end of file after the last payoff");
    }

    /**
     * Writes a game. Names are lost, the format has none.
     *
     * @param game the game, payoffs finite. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    static void write(NormalFormGame game, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        PayoffTensor payoffs = game.payoffs();
        JointActionIndex index = payoffs.index();
        writer.write(index.playerCount() + "\n");
        for (int p = 0; p < index.playerCount(); p++) {
            writer.write(index.actionCount(p) + (p + 1 < index.playerCount() ? " " : "\n"));
        }
        FirstPlayerFastest order = new FirstPlayerFastest(index);
        for (int p = 0; p < index.playerCount(); p++) {
            writer.write('\n');
            for (long k = 0; k < index.jointActionCount(); k++) {
                writer.write(Numbers.format(payoffs.get(p, order.next())));
                writer.write('\n');
            }
        }
        writer.flush();
    }
}
