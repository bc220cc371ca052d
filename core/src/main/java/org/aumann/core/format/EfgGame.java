package org.aumann.core.format;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.ExactTerminal;
import org.aumann.core.exact.Fraction;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameState;

/**
 * A Gambit extensive game, {@code .efg}.
 *
 * <pre>{@code
 * EFG 2 R "title" { "player" "player" }
 * "comment"                                                    optional
 * c "node" infoset "name" { "action" 1/2 "action" 0.5 } outcome     chance
 * p "node" player infoset "name" { "action" "action" } outcome      decision
 * t "node" outcome "name" { 1, -1 }                                 terminal
 * }</pre>
 *
 * <p>Nodes stand in prefix order. Players count from 1; information sets are numbered per player, chance's
 * by themselves, outcomes for the whole file. The actions of an information set and the payoffs of an outcome stand at
 * its first node, and may be repeated identically or left out later; names may be left out anywhere. An outcome may
 * stand at any node: a terminal's payoff is the sum over the path. Outcome 0 is none. Chance actions of
 * probability 0 are dropped with their subtrees.
 *
 * <p>The key of an infostate is its number and name, {@code 3:name}. Perfect recall is not checked here but
 * by {@link org.aumann.core.game.GameTreeCompiler}. Numbers are kept as they are written, too. Immutable and safe for use by several threads; memory
 * is about 100 bytes a node.
 *
 * <p>Format: Gambit documentation, "The extensive game (.efg) file format",
 * https://gambitproject.readthedocs.io/en/latest/formats.html.
 */
public final class EfgGame implements Game {
    private final String name;
    private final List<String> playerLabels;
    private final EfgNode root;

    /**
     * A game.
     *
     * @param name its title
     * @param playerLabels one per player, distinct
     * @param root the tree
     */
    EfgGame(String name, List<String> playerLabels, EfgNode root) {
        this.name = name;
        this.playerLabels = List.copyOf(playerLabels);
        this.root = root;
    }

    /**
     * Reads a game.
     *
     * @param path the file; its name is the game's if the title is blank
     * @return the game
     * @throws InvalidInputException if the file is not such a game; the message is one line with the place
     * @throws UncheckedIOException if reading fails
     */
    public static EfgGame read(Path path) {
        try (Tokens tokens = Tokens.open(path)) {
            return new EfgReader(tokens).read(InputFile.stem(path));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int playerCount() {
        return playerLabels.size();
    }

    /**
     * A player's name.
     *
     * @param player player from 0
     * @return the label in the file; an empty or repeated one has a suffix {@code _1}, {@code _2}, …
     */
    public String playerLabel(int player) {
        return playerLabels.get(player);
    }

    @Override
    public GameState root() {
        return root;
    }

    /**
     * The terminals with the numbers of the file as they are written: 1/6 is a sixth.
     *
     * @return depth first, the order of {@link org.aumann.core.game.GameTree}
     * @throws InvalidInputException if a number has too many digits
     */
    public List<ExactTerminal> exactTerminals() {
        List<ExactTerminal> terminals = new ArrayList<>();
        Deque<ExactPath> pending = new ArrayDeque<>();
        pending.push(new ExactPath(root, Fraction.ONE, Collections.nCopies(playerCount(), Fraction.ZERO)));
        while (!pending.isEmpty()) {
            ExactPath path = pending.pop();
            List<Fraction> payoffs = path.node.outcome().exactlyAfter(path.payoffs);
            List<EfgNode> children = path.node.children();
            if (children.isEmpty()) {
                terminals.add(new ExactTerminal(path.chance, payoffs));
            }
            List<Fraction> probabilities = path.node.exactProbabilities();
            for (int a = children.size() - 1; a >= 0; a--) {
                Fraction chance = probabilities.isEmpty() ? path.chance : path.chance.times(probabilities.get(a));
                pending.push(new ExactPath(children.get(a), chance, payoffs));
            }
        }
        return terminals;
    }

    /** A node, and what happened before it. */
    private record ExactPath(EfgNode node, Fraction chance, List<Fraction> payoffs) {}
}
