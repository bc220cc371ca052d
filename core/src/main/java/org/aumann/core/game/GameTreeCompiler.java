package org.aumann.core.game;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;

/**
 * Walks a {@link Game} once, depth first, and writes its {@link GameTree}.
 *
 * <p>Checks what the kernels rely on: chance probabilities are positive and sum to 1, payoffs are finite,
 * the histories of an infostate have the same actions, and every player has perfect recall.
 *
 * <p>Time and memory {@code O(nodes)}; only the states on the current path exist as objects.
 */
public final class GameTreeCompiler {
    /** Refused above: such a tree would need more than about 4 GB. */
    public static final int NODE_LIMIT = 100_000_000;

    /** Chance probabilities may miss 1 by rounding, not by more. */
    private static final double PROBABILITY_TOLERANCE = 1e-9;

    private final Game game;
    private final int nodeLimit;
    private final int players;

    private final IntList actor = new IntList();
    private final IntList firstChild = new IntList();
    private final IntList childCount = new IntList();
    private final IntList reference = new IntList();
    private final DoubleList edgeProbability = new DoubleList();
    private final DoubleList terminalChance = new DoubleList();
    private final List<DoubleList> terminalPayoff = new ArrayList<>();
    private final List<IntList> terminalSequence = new ArrayList<>();
    private final List<SequenceFormBuilder> builders = new ArrayList<>();

    /**
     * A compiler with the default limit.
     *
     * @param game the game to compile
     */
    public GameTreeCompiler(Game game) {
        this(game, NODE_LIMIT);
    }

    /**
     * A compiler that refuses trees above a number of nodes.
     *
     * @param game the game to compile
     * @param nodeLimit most nodes to accept
     */
    public GameTreeCompiler(Game game, int nodeLimit) {
        this.game = game;
        this.nodeLimit = nodeLimit;
        this.players = game.playerCount();
        if (players < 1) {
            throw new InvalidInputException("players (" + players + ") of game " + game.name() + " must be at least 1");
        }
        for (int p = 0; p < players; p++) {
            terminalPayoff.add(new DoubleList());
            terminalSequence.add(new IntList());
            builders.add(new SequenceFormBuilder(p));
        }
    }

    /** A state whose node exists and whose subtree is still to be written. */
    private record Pending(GameState state, int node, double chance, List<Integer> sequences) {}

    /**
     * Compiles the game.
     *
     * @return the tree
     * @throws InvalidInputException if the game breaks a rule of the class comment or has too many nodes
     */
    public GameTree compile() {
        Deque<Pending> pending = new ArrayDeque<>();
        List<Integer> empty = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            empty.add(0);
        }
        addNode(1.0);
        pending.push(new Pending(game.root(), 0, 1.0, List.copyOf(empty)));
        while (!pending.isEmpty()) {
            expand(pending.pop(), pending);
        }
        List<SequenceForm> forms =
                builders.stream().map(SequenceFormBuilder::build).toList();
        return new GameTree(
                game.name(),
                actor.toArray(),
                firstChild.toArray(),
                childCount.toArray(),
                reference.toArray(),
                edgeProbability.toArray(),
                terminalChance.toArray(),
                terminalPayoff.stream().map(DoubleList::toArray).toArray(double[][]::new),
                terminalSequence.stream().map(IntList::toArray).toArray(int[][]::new),
                forms);
    }

    private void expand(Pending entry, Deque<Pending> pending) {
        switch (entry.state.kind()) {
            case NodeKind.Terminal _ -> addTerminal(entry);
            case NodeKind.Chance _ -> {
                int first = addChildren(entry, GameTree.CHANCE);
                double sum = 0;
                for (int k = entry.state.actionCount() - 1; k >= 0; k--) {
                    double probability = entry.state.chanceProbability(k);
                    if (!(probability > 0 && probability <= 1 + PROBABILITY_TOLERANCE)) {
                        throw new InvalidInputException("chance probability (" + probability + ") of outcome '"
                                + entry.state.actionLabel(k) + "' in game " + game.name() + " must be in (0, 1]");
                    }
                    sum += probability;
                    edgeProbability.set(first + k, probability);
                    pending.push(
                            new Pending(entry.state.child(k), first + k, entry.chance * probability, entry.sequences));
                }
                if (Math.abs(sum - 1) > PROBABILITY_TOLERANCE) {
                    throw new InvalidInputException("chance probabilities of a node of game " + game.name() + " sum to "
                            + sum + ", they must sum to 1");
                }
            }
            case NodeKind.Decision(int player) -> {
                if (player < 0 || player >= players) {
                    throw new InvalidInputException("player to move (" + player + ") in game " + game.name()
                            + " must be in 0.." + (players - 1));
                }
                int first = addChildren(entry, player);
                SequenceFormBuilder builder = builders.get(player);
                int infostate = builder.infostate(entry.state, entry.sequences.get(player));
                reference.set(entry.node, infostate);
                for (int a = entry.state.actionCount() - 1; a >= 0; a--) {
                    List<Integer> sequences = new ArrayList<>(entry.sequences);
                    sequences.set(player, builder.firstSequence.get(infostate) + a);
                    pending.push(new Pending(entry.state.child(a), first + a, entry.chance, sequences));
                }
            }
        }
    }

    private void addTerminal(Pending entry) {
        actor.set(entry.node, GameTree.TERMINAL);
        reference.set(entry.node, terminalChance.size());
        terminalChance.add(entry.chance);
        for (int p = 0; p < players; p++) {
            double payoff = entry.state.payoff(p);
            if (!Double.isFinite(payoff)) {
                throw new InvalidInputException(
                        "payoff (" + payoff + ") of player " + p + " in game " + game.name() + " must be finite");
            }
            terminalPayoff.get(p).add(payoff);
            terminalSequence.get(p).add(entry.sequences.get(p));
        }
    }

    private int addChildren(Pending entry, int who) {
        int count = entry.state.actionCount();
        if (count < 1) {
            throw new InvalidInputException("action count (" + count + ") of a non-terminal state of game "
                    + game.name() + " must be at least 1");
        }
        int first = actor.size();
        actor.set(entry.node, who);
        firstChild.set(entry.node, first);
        childCount.set(entry.node, count);
        for (int k = 0; k < count; k++) {
            addNode(1.0);
        }
        return first;
    }

    private void addNode(double probability) {
        if (actor.size() >= nodeLimit) {
            throw new InvalidInputException("game " + game.name() + " has more than " + nodeLimit
                    + " histories, the most a compiled tree may have");
        }
        actor.add(0);
        firstChild.add(-1);
        childCount.add(0);
        reference.add(-1);
        edgeProbability.add(probability);
    }

    /** Collects the infostates of one player in the order of discovery, which is parents first. */
    private final class SequenceFormBuilder {
        private final int player;
        private final Map<String, Integer> infostates = new HashMap<>();
        private final List<String> keys = new ArrayList<>();
        private final List<String> labels = new ArrayList<>(List.of(""));
        private final IntList firstSequence = new IntList();
        private final IntList parentSequence = new IntList();

        SequenceFormBuilder(int player) {
            this.player = player;
            firstSequence.add(1);
        }

        int infostate(GameState state, int parent) {
            String key = state.infostateKey();
            Integer known = infostates.get(key);
            if (known == null) {
                return add(key, state, parent);
            }
            if (parentSequence.get(known) != parent) {
                throw new InvalidInputException("game " + game.name() + " is not of perfect recall: player " + player
                        + " reaches infostate '" + key + "' by two different sequences of own actions");
            }
            int expected = firstSequence.get(known + 1) - firstSequence.get(known);
            if (expected != state.actionCount()) {
                throw new InvalidInputException("infostate '" + key + "' of player " + player + " in game "
                        + game.name() + " has " + expected + " actions in one history and " + state.actionCount()
                        + " in another");
            }
            return known;
        }

        private int add(String key, GameState state, int parent) {
            int infostate = keys.size();
            infostates.put(key, infostate);
            keys.add(key);
            parentSequence.add(parent);
            firstSequence.add(firstSequence.get(infostate) + state.actionCount());
            for (int a = 0; a < state.actionCount(); a++) {
                labels.add(state.actionLabel(a));
            }
            return infostate;
        }

        SequenceForm build() {
            return new SequenceForm(firstSequence.toArray(), parentSequence.toArray(), keys, labels);
        }
    }

    private static final class IntList {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size++] = value;
        }

        int get(int index) {
            return values[index];
        }

        void set(int index, int value) {
            values[index] = value;
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    private static final class DoubleList {
        private double[] values = new double[16];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size++] = value;
        }

        void set(int index, double value) {
            values[index] = value;
        }

        int size() {
            return size;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
