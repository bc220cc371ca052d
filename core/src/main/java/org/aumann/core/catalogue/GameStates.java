package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;

/** The states that the extensive games of the catalogue are built of: a game only says what comes next. */
final class GameStates {
    private GameStates() {}

    /**
     * The end of the game.
     *
     * @param payoffs one per player. Not copied: owned from now on.
     * @return a terminal
     */
    static GameState terminal(double... payoffs) {
        return new Terminal(payoffs);
    }

    /**
     * A draw with equally likely outcomes.
     *
     * @param outcomes their labels
     * @param successor the state after an outcome
     * @return a chance node
     */
    static GameState chance(List<String> outcomes, IntFunction<GameState> successor) {
        return new Chance(outcomes, successor);
    }

    /**
     * A player's move.
     *
     * @param player who moves
     * @param infostateKey everything the player knows
     * @param actions their labels
     * @param successor the state after an action
     * @return a decision node
     */
    static GameState decision(int player, String infostateKey, List<String> actions, IntFunction<GameState> successor) {
        return new Decision(NodeKind.decision(player), infostateKey, actions, successor);
    }

    /**
     * Deals cards from a deck, one after the other, each of those left equally likely.
     *
     * @param deckSize number of cards, numbered from 0
     * @param dealt the cards that are already dealt
     * @param count how many cards are to be dealt in the end
     * @param successor the state after the last card, given all dealt cards in their order
     * @return the next chance node, or the successor if nothing is left to deal
     */
    static GameState deal(int deckSize, List<Integer> dealt, int count, Function<List<Integer>, GameState> successor) {
        if (dealt.size() == count) {
            return successor.apply(dealt);
        }
        List<Integer> left = IntStream.range(0, deckSize)
                .filter(card -> !dealt.contains(card))
                .boxed()
                .toList();
        List<String> labels = left.stream().map(card -> Integer.toString(card)).toList();
        return chance(labels, k -> deal(deckSize, append(dealt, left.get(k)), count, successor));
    }

    /**
     * A list with one more element.
     *
     * @param list not modified
     * @param last the new last element
     * @return a new list
     */
    static List<Integer> append(List<Integer> list, int last) {
        List<Integer> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    /**
     * Labels {@code first, first + 1, …}.
     *
     * @param first the first number
     * @param count how many
     * @return decimal numbers
     */
    static List<String> numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
    }

    /** A state whose irrelevant methods refuse. */
    private abstract static class State implements GameState {
        @Override
        public double chanceProbability(int outcome) {
            throw refusal();
        }

        @Override
        public String infostateKey() {
            throw refusal();
        }

        @Override
        public double payoff(int player) {
            throw refusal();
        }

        IllegalStateException refusal() {
            return new IllegalStateException("this state is of kind " + kind());
        }
    }

    private static final class Terminal extends State {
        private final double[] payoffs;

        Terminal(double[] payoffs) {
            this.payoffs = payoffs;
        }

        @Override
        public NodeKind kind() {
            return NodeKind.TERMINAL;
        }

        @Override
        public int actionCount() {
            return 0;
        }

        @Override
        public String actionLabel(int action) {
            throw refusal();
        }

        @Override
        public GameState child(int action) {
            throw refusal();
        }

        @Override
        public double payoff(int player) {
            return payoffs[player];
        }
    }

    /** A state with labelled successors. */
    private abstract static class Inner extends State {
        private final List<String> labels;
        private final IntFunction<GameState> successor;

        Inner(List<String> labels, IntFunction<GameState> successor) {
            this.labels = labels;
            this.successor = successor;
        }

        @Override
        public int actionCount() {
            return labels.size();
        }

        @Override
        public String actionLabel(int action) {
            return labels.get(action);
        }

        @Override
        public GameState child(int action) {
            return successor.apply(action);
        }
    }

    private static final class Chance extends Inner {
        Chance(List<String> outcomes, IntFunction<GameState> successor) {
            super(outcomes, successor);
        }

        @Override
        public NodeKind kind() {
            return NodeKind.CHANCE;
        }

        @Override
        public double chanceProbability(int outcome) {
            return 1.0 / actionCount();
        }
    }

    private static final class Decision extends Inner {
        private final NodeKind kind;
        private final String infostateKey;

        Decision(NodeKind kind, String infostateKey, List<String> actions, IntFunction<GameState> successor) {
            super(actions, successor);
            this.kind = kind;
            this.infostateKey = infostateKey;
        }

        @Override
        public NodeKind kind() {
            return kind;
        }

        @Override
        public String infostateKey() {
            return infostateKey;
        }
    }
}
