package org.aumann.core.game.strategic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.ExactTerminal;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.policy.TabularPolicy;

/**
 * An extensive game as a normal-form game over reduced pure strategies.
 *
 * <p>A reduced pure strategy names an action at every infostate that it can itself reach, and none
 * elsewhere: strategies that differ only where they never get are the same. Payoffs are exact expectations
 * over chance. The strategies of a player are in lexicographic order, the first infostate most significant.
 * Their number is exponential in the number of infostates, so it is counted before anything is listed.
 *
 * <p>Immutable and safe for use by several threads, but for the game's {@link NormalFormGame#close}. Kuhn
 * 1953, "Extensive games and the problem of information".
 */
public final class ReducedNormalForm {
    /** Most joint strategies of all players together. */
    public static final long JOINT_STRATEGY_LIMIT = 100_000_000;

    /** Most strategies of one player; they are kept as objects. */
    public static final long STRATEGY_LIMIT = 1_000_000;

    private final NormalFormGame game;
    private final List<List<int[]>> strategies;

    private ReducedNormalForm(NormalFormGame game, List<List<int[]>> strategies) {
        this.game = game;
        this.strategies = strategies;
    }

    /**
     * Number of reduced pure strategies of a player.
     *
     * <pre>{@code
     * count(sequence) = Π over infostates I reached by it  Σ_a count(I, a),   the answer is count(empty)
     * }</pre>
     *
     * @param form the player's infostates
     * @return at least 1
     */
    public static BigInteger strategyCount(SequenceForm form) {
        BigInteger[] count = new BigInteger[form.sequenceCount()];
        Arrays.fill(count, BigInteger.ONE);
        for (int i = form.infostateCount() - 1; i >= 0; i--) {
            BigInteger sum = BigInteger.ZERO;
            for (int a = 0; a < form.actionCount(i); a++) {
                sum = sum.add(count[form.firstSequence(i) + a]);
            }
            int parent = form.parentSequence(i);
            count[parent] = count[parent].multiply(sum);
        }
        return count[0];
    }

    /**
     * Lists the strategies and computes the payoffs.
     *
     * <p>Time: per terminal the number of joint strategies that can reach it.
     *
     * @param tree the game
     * @return its reduced normal form; the caller closes {@link #game}
     * @throws InvalidInputException if there are more strategies than the limits, or the payoffs do not fit
     *     into memory; the message gives the number
     */
    public static ReducedNormalForm of(GameTree tree) {
        ReducedNormalForm form = withoutPayoffs(tree);
        form.reach(tree).addTo(form.game.payoffs());
        return form;
    }

    /**
     * The payoffs from those of the terminals, without rounding.
     *
     * @param tree the game
     * @param terminals its terminals in their order
     * @return the payoffs
     * @throws InvalidInputException if the game is too large for exact arithmetic
     */
    public ExactPayoffs exactPayoffs(GameTree tree, List<ExactTerminal> terminals) {
        return reach(tree).exactPayoffs(terminals);
    }

    private TerminalReach reach(GameTree tree) {
        int[][][] playing = IntStream.range(0, tree.playerCount())
                .mapToObj(p -> playing(tree.sequenceForm(p), strategies.get(p)))
                .toArray(int[][][]::new);
        return new TerminalReach(tree, game.payoffs().index(), playing);
    }

    /**
     * Lists the strategies, for those who find the payoffs out themselves, by episodes for instance.
     *
     * @param tree the game
     * @return its reduced normal form with payoffs of 0, which may be set; the caller closes {@link #game}
     * @throws InvalidInputException if there are more strategies than the limits, or the payoffs do not fit
     *     into memory; the message gives the number
     */
    public static ReducedNormalForm withoutPayoffs(GameTree tree) {
        int players = tree.playerCount();
        requireFew(
                "reduced",
                tree.name(),
                IntStream.range(0, players)
                        .mapToObj(p -> strategyCount(tree.sequenceForm(p)))
                        .toList());
        List<List<int[]>> strategies = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            strategies.add(list(tree.sequenceForm(p)));
        }
        JointActionIndex index =
                JointActionIndex.of(strategies.stream().mapToInt(List::size).toArray());
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        List<String> names =
                IntStream.range(0, players).mapToObj(p -> "player " + p).toList();
        List<List<String>> labels = IntStream.range(0, players)
                .mapToObj(p -> labels(actionCounts(tree.sequenceForm(p)), strategies.get(p)))
                .toList();
        String name = tree.name() + " in reduced normal form";
        return new ReducedNormalForm(new NormalFormGame(name, payoffs, names, labels), strategies);
    }

    private static int[] actionCounts(SequenceForm form) {
        return IntStream.range(0, form.infostateCount()).map(form::actionCount).toArray();
    }

    /** Checks the number of strategies of every player before they are listed. */
    static void requireFew(String kind, String game, List<BigInteger> counts) {
        BigInteger joint = BigInteger.ONE;
        for (int p = 0; p < counts.size(); p++) {
            BigInteger count = counts.get(p);
            if (count.compareTo(BigInteger.valueOf(STRATEGY_LIMIT)) > 0) {
                throw new InvalidInputException(kind + " strategies of player " + p + " (" + number(count)
                        + ") in game " + game + " must be at most " + STRATEGY_LIMIT);
            }
            joint = joint.multiply(count);
        }
        if (joint.compareTo(BigInteger.valueOf(JOINT_STRATEGY_LIMIT)) > 0) {
            throw new InvalidInputException(kind + " joint strategies (" + number(joint) + ") of game " + game
                    + " must be at most " + JOINT_STRATEGY_LIMIT);
        }
    }

    private static String number(BigInteger count) {
        String digits = count.toString();
        return digits.length() <= 18 ? digits : "more than 1e" + (digits.length() - 1);
    }

    /** Every strategy as its action per infostate, −1 where it does not get. */
    private static List<int[]> list(SequenceForm form) {
        int[] infostateOf = infostateOfSequence(form);
        int[] nowhere = new int[form.infostateCount()];
        Arrays.fill(nowhere, -1);
        List<int[]> strategies = List.of(nowhere);
        for (int i = 0; i < form.infostateCount(); i++) {
            List<int[]> extended = new ArrayList<>();
            for (int[] strategy : strategies) {
                if (!plays(form, infostateOf, strategy, form.parentSequence(i))) {
                    extended.add(strategy);
                    continue;
                }
                for (int a = 0; a < form.actionCount(i); a++) {
                    int[] longer = strategy.clone();
                    longer[i] = a;
                    extended.add(longer);
                }
            }
            strategies = extended;
        }
        return strategies;
    }

    private static int[] infostateOfSequence(SequenceForm form) {
        int[] infostateOf = new int[form.sequenceCount()];
        infostateOf[0] = -1;
        for (int i = 0; i < form.infostateCount(); i++) {
            Arrays.fill(infostateOf, form.firstSequence(i), form.firstSequence(i) + form.actionCount(i), i);
        }
        return infostateOf;
    }

    private static boolean plays(SequenceForm form, int[] infostateOf, int[] strategy, int sequence) {
        int infostate = infostateOf[sequence];
        return infostate < 0 || strategy[infostate] == sequence - form.firstSequence(infostate);
    }

    /** Per sequence the strategies that play it. */
    private static int[][] playing(SequenceForm form, List<int[]> strategies) {
        int[] infostateOf = infostateOfSequence(form);
        return IntStream.range(0, form.sequenceCount())
                .mapToObj(sequence -> IntStream.range(0, strategies.size())
                        .filter(k -> plays(form, infostateOf, strategies.get(k), sequence))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** One digit per infostate, the action there, or a star. */
    static List<String> labels(int[] actionCounts, List<int[]> strategies) {
        boolean oneDigit = Arrays.stream(actionCounts).allMatch(count -> count <= 10);
        return strategies.stream()
                .map(strategy -> Arrays.stream(strategy)
                        .mapToObj(action -> action < 0 ? "*" : Integer.toString(action))
                        .collect(Collectors.joining(oneDigit ? "" : ".")))
                .toList();
    }

    /**
     * The game over reduced strategies; an action's label has one digit per infostate, the action there, or
     * {@code *} where the strategy does not get.
     *
     * @return a game that the caller closes
     */
    public NormalFormGame game() {
        return game;
    }

    /**
     * The action of a strategy at an infostate.
     *
     * @param player player from 0
     * @param strategy strategy from 0
     * @param infostate infostate from 0
     * @return action from 0, or −1 if the strategy cannot reach the infostate
     */
    public int action(int player, int strategy, int infostate) {
        return strategies.get(player).get(strategy)[infostate];
    }

    /**
     * The strategies as policies; uniform where a strategy does not get.
     *
     * @param tree the game that the strategies are of
     * @return per player one policy a strategy, in the order of the game's actions
     */
    public List<List<TabularPolicy>> policies(GameTree tree) {
        return IntStream.range(0, tree.playerCount())
                .mapToObj(p -> strategies.get(p).stream()
                        .map(strategy -> policy(tree.sequenceForm(p), strategy))
                        .toList())
                .toList();
    }

    private static TabularPolicy policy(SequenceForm form, int[] strategy) {
        double[] probability = new double[form.sequenceCount()];
        for (int i = 0; i < form.infostateCount(); i++) {
            for (int a = 0; a < form.actionCount(i); a++) {
                double uniform = 1.0 / form.actionCount(i);
                probability[form.firstSequence(i) + a] = strategy[i] < 0 ? uniform : strategy[i] == a ? 1 : 0;
            }
        }
        return TabularPolicy.of(form, probability);
    }
}
