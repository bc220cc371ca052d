package org.aumann.core.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Map<Integer, Outcome> outcomes = new HashMap<>();
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

    /** An outcome as defined at its first node. */
    private static final class Outcome {
        private final String name;
        private final double[] payoffs;

        Outcome(String name, double[] payoffs) {
            this.name = name;
            this.payoffs = payoffs;
        }
    }

    /** A node whose children are being read; {@code payoffs} are the sums of the payoffs up to it. */
    private static final class Open {
        private final NodeKind kind;
        private final EfgInfoset infoset;
        private final double[] payoffs;
        private final List<EfgNode> children = new ArrayList<>();
        private int read;

        Open(NodeKind kind, EfgInfoset infoset, double[] payoffs) {
            this.kind = kind;
            this.infoset = infoset;
            this.payoffs = payoffs;
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
                    finished = Optional.of(EfgNode.inner(parent.kind, parent.infoset, parent.children));
                }
            }
        }
    }

    /** Takes one node: a terminal is returned, another one is pushed. */
    private Optional<EfgNode> node(double[] payoffs, Deque<Open> unfinished) {
        if (tokens.isWord("t")) {
            tokens.advance();
            tokens.text("the name of the node");
            return Optional.of(EfgNode.terminal(afterOutcome(payoffs)));
        }
        if (tokens.isWord("c")) {
            tokens.advance();
            tokens.text("the name of the node");
            EfgInfoset infoset = infoset(chanceInfosets, true);
            unfinished.push(new Open(NodeKind.CHANCE, infoset, afterOutcome(payoffs)));
        } else if (tokens.isWord("p")) {
            tokens.advance();
            tokens.text("the name of the node");
            int player = tokens.integer("the number of a player", 1, players.size()) - 1;
            EfgInfoset infoset = infoset(infosets.get(player), false);
            unfinished.push(new Open(NodeKind.decision(player), infoset, afterOutcome(payoffs)));
        } else {
            throw tokens.unexpected("a node: 'c', 'p' or 't'");
        }
        return Optional.empty();
    }

    /** Takes the number of an information set and its definition if it stands here. */
    private EfgInfoset infoset(Map<Integer, EfgInfoset> known, boolean chance) {
        long line = tokens.line();
        long column = tokens.column();
        int number = tokens.integer("the number of an information set", 1, Integer.MAX_VALUE);
        EfgInfoset earlier = known.get(number);
        if (tokens.kind() != Tokens.Kind.TEXT) {
            if (earlier == null) {
                throw tokens.unexpected("the name and actions of information set " + number + " at its first node");
            }
            return earlier;
        }
        String label = tokens.text("the name of the information set");
        List<String> actions = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        tokens.take(Tokens.Kind.OPEN, "'{' before the actions");
        do {
            actions.add(tokens.text("the label of action " + actions.size()));
            if (chance) {
                probabilities.add(probability());
            }
        } while (tokens.kind() == Tokens.Kind.TEXT);
        tokens.take(Tokens.Kind.CLOSE, "'}' after the actions");
        double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
        if (chance && !(Math.abs(sum - 1) <= PROBABILITY_TOLERANCE)) {
            throw tokens.reader()
                    .error(line, column, "chance probabilities that sum to " + sum, "a sum of 1 within 1e-9");
        }
        EfgInfoset here = new EfgInfoset(
                number,
                label,
                actions,
                probabilities.stream().mapToDouble(Double::doubleValue).toArray());
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

    private double probability() {
        long line = tokens.line();
        long column = tokens.column();
        double probability = tokens.number("a chance probability");
        if (!(probability >= 0 && probability <= 1)) {
            throw tokens.reader().error(line, column, "chance probability " + probability, "a number from 0 to 1");
        }
        return probability;
    }

    /** Takes the number of an outcome and its definition if it stands here; returns the sums with its payoffs. */
    private double[] afterOutcome(double[] payoffs) {
        long line = tokens.line();
        long column = tokens.column();
        int number = tokens.integer("the number of an outcome", 0, Integer.MAX_VALUE);
        Outcome outcome = outcomes.get(number);
        if (tokens.kind() == Tokens.Kind.TEXT && number > 0) {
            String name = tokens.text("the name of the outcome");
            tokens.take(Tokens.Kind.OPEN, "'{' before the payoffs");
            double[] defined = tokens.payoffs(players.size());
            if (outcome == null) {
                outcome = new Outcome(name, defined);
                outcomes.put(number, outcome);
            } else if (!outcome.name.equals(name) || !Arrays.equals(outcome.payoffs, defined)) {
                throw tokens.reader()
                        .error(
                                line,
                                column,
                                "another definition of outcome " + number,
                                "the name and payoffs of its first node, or none");
            }
        }
        if (number == 0) {
            return payoffs;
        }
        if (outcome == null) {
            throw tokens.unexpected("the name and payoffs of outcome " + number + " at its first node");
        }
        double[] sums = payoffs.clone();
        for (int p = 0; p < sums.length; p++) {
            sums[p] += outcome.payoffs[p];
        }
        return sums;
    }
}
