package org.aumann.core.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aumann.core.game.NodeKind;

/**
 * Parses a Gambit extensive game; the format is that of {@link EfgGame}.
 *
 * <p>Nodes stand in the file in prefix order. An explicit stack of unfinished nodes replaces recursion, so
 * that depth is limited by memory only.
 */
final class EfgReader {
    /** Sums of decimals such as 0.1 miss 1 by rounding, not by more. As in {@code GameTreeCompiler}. */
    private static final double PROBABILITY_TOLERANCE = 1e-9;

    private final Tokens tokens;
    private final List<Map<Integer, EfgInfoset>> infosets = new ArrayList<>();
    private final Map<Integer, EfgInfoset> chanceInfosets = new HashMap<>();
    private final Map<Integer, EfgOutcome> outcomes = new HashMap<>();
    private String title = "";
    private List<String> players = List.of();

    /**
     * A reader of one file.
     *
     * @param tokens stand on the first token
     */
    EfgReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A node whose children are being read; {@code payoffs} are the sums of the payoffs up to it. */
    private static final class Open {
        private final NodeKind kind;
        private final EfgInfoset infoset;
        private final EfgOutcome outcome;
        private final double[] payoffs;
        private final List<EfgNode> children = new ArrayList<>();
        private int read;

        Open(NodeKind kind, EfgInfoset infoset, EfgOutcome outcome, double[] before) {
            this.kind = kind;
            this.infoset = infoset;
            this.outcome = outcome;
            this.payoffs = outcome.after(before);
        }

        void add(EfgNode child) {
            if (infoset.isPossible(read)) {
                children.add(child);
            }
            read++;
        }

        boolean isComplete() {
            return read == infoset.actionCount();
        }
    }

    /**
     * Parses the file to its end.
     *
     * @param stem name of the game if it has no title
     * @return the game
     */
    EfgGame read(String stem) {
        tokens.word("EFG");
        tokens.word("2");
        tokens.word("R", "D");
        title = tokens.text("the title");
        players = tokens.texts("the name of player");
        players.forEach(_ -> infosets.add(new HashMap<>()));
        if (tokens.kind() == Tokens.Kind.TEXT) {
            tokens.text("a comment");
        }
        EfgNode root = tree();
        tokens.take(Tokens.Kind.END, "end of file after the last node");
        return new EfgGame(title.isBlank() ? stem : Labels.line(title), Labels.distinct(players), root);
    }

    private EfgNode tree() {
        Deque<Open> unfinished = new ArrayDeque<>();
        while (true) {
            double[] payoffs = unfinished.isEmpty() ? new double[players.size()] : unfinished.peek().payoffs;
            Optional<EfgNode> finished = node(payoffs, unfinished);
            while (finished.isPresent()) {
                if (unfinished.isEmpty()) {
                    return finished.get();
                }
                Open parent = unfinished.peek();
                parent.add(finished.get());
                finished = Optional.empty();
                if (parent.isComplete()) {
                    unfinished.pop();
                    finished = Optional.of(EfgNode.inner(parent.kind, parent.infoset, parent.outcome, parent.children));
                }
            }
        }
    }

    /** Takes one node: a terminal is returned, another one is pushed. */
    private Optional<EfgNode> node(double[] payoffs, Deque<Open> unfinished) {
        if (tokens.isWord("t")) {
            tokens.advance();
            tokens.text("the name of the node");
            EfgOutcome outcome = outcome();
            return Optional.of(EfgNode.terminal(outcome, outcome.after(payoffs)));
        }
        if (tokens.isWord("c")) {
            tokens.advance();
            tokens.text("the name of the node");
            EfgInfoset infoset = infoset(chanceInfosets, true);
            unfinished.push(new Open(NodeKind.CHANCE, infoset, outcome(), payoffs));
        } else if (tokens.isWord("p")) {
            tokens.advance();
            tokens.text("the name of the node");
            int player = tokens.integer("the number of a player", 1, players.size()) - 1;
            EfgInfoset infoset = infoset(infosets.get(player), false);
            unfinished.push(new Open(NodeKind.decision(player), infoset, outcome(), payoffs));
        } else {
            throw tokens.unexpected("a node: 'c', 'p' or 't'");
        }
        return Optional.empty();
    }

    /** Takes the number of an information set, and of its name and its actions what stands here. */
    private EfgInfoset infoset(Map<Integer, EfgInfoset> known, boolean chance) {
        long line = tokens.line();
        long column = tokens.column();
        int number = tokens.integer("the number of an information set", 1, Integer.MAX_VALUE);
        String label = tokens.kind() == Tokens.Kind.TEXT ? tokens.text("the name of the information set") : "";
        EfgInfoset earlier = known.get(number);
        if (earlier == null && tokens.kind() != Tokens.Kind.OPEN) {
            throw tokens.unexpected("the actions of information set " + number + " at its first node, in braces");
        }
        EfgInfoset here = actions(number, label, chance, line, column);
        if (earlier == null) {
            known.put(number, here);
            return here;
        }
        if (!earlier.isDefinedAs(here)) {
            throw tokens.reader()
                    .error(
                            line,
                            column,
                            "another definition of information set " + number,
                            "the name and actions of its first node, or none");
        }
        return earlier;
    }

    /** Takes actions in braces if they stand here. */
    private EfgInfoset actions(int number, String label, boolean chance, long line, long column) {
        List<String> actions = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        List<String> written = new ArrayList<>();
        if (tokens.kind() == Tokens.Kind.OPEN) {
            tokens.advance();
            do {
                actions.add(tokens.text("the label of action " + actions.size()));
                if (chance) {
                    written.add(tokens.written());
                    probabilities.add(probability());
                }
            } while (tokens.kind() == Tokens.Kind.TEXT);
            tokens.take(Tokens.Kind.CLOSE, "'}' after the actions");
            double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
            if (chance && !(Math.abs(sum - 1) <= PROBABILITY_TOLERANCE)) {
                throw tokens.reader()
                        .error(line, column, "chance probabilities that sum to " + sum, "a sum of 1 within 1e-9");
            }
        }
        return new EfgInfoset(
                number,
                label,
                actions,
                probabilities.stream().mapToDouble(Double::doubleValue).toArray(),
                written);
    }

    private double probability() {
        long line = tokens.line();
        long column = tokens.column();
        double probability = tokens.number("a chance probability");
        if (!(probability >= 0 && probability <= 1)) {
            throw tokens.reader().error(line, column, "chance probability " + probability, "a number from 0 to 1");
        }
        return probability;
    }

    /** Takes the number of an outcome, and of its name and its payoffs what stands here. */
    private EfgOutcome outcome() {
        long line = tokens.line();
        long column = tokens.column();
        int number = tokens.integer("the number of an outcome", 0, Integer.MAX_VALUE);
        if (number == 0) {
            return EfgOutcome.NONE;
        }
        String name = tokens.kind() == Tokens.Kind.TEXT ? tokens.text("the name of the outcome") : "";
        EfgOutcome earlier = outcomes.get(number);
        if (tokens.kind() != Tokens.Kind.OPEN) {
            if (earlier == null) {
                throw tokens.unexpected("the payoffs of outcome " + number + " at its first node, in braces");
            }
            return earlier;
        }
        tokens.advance();
        double[] payoffs = new double[players.size()];
        List<String> written = new ArrayList<>();
        tokens.payoffs(payoffs.length, (what, p) -> {
            written.add(tokens.written());
            payoffs[p] = tokens.number(what);
        });
        EfgOutcome here = new EfgOutcome(name, payoffs, written);
        if (earlier == null) {
            outcomes.put(number, here);
            return here;
        }
        if (!earlier.isDefinedAs(here)) {
            throw tokens.reader()
                    .error(
                            line,
                            column,
                            "another definition of outcome " + number,
                            "the name and payoffs of its first node, or none");
        }
        return earlier;
    }
}
