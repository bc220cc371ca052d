package org.aumann.core.game.strategic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.ExactTerminal;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.GameTreeCompiler;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.PerfectRecall;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/**
 * An extensive game as a normal-form game over pure strategies, whatever its players remember.
 *
 * <p>A pure strategy is a function from infostates to actions. On a way that comes twice by an infostate the player does
 * the same thing twice, so that no pure strategy leads to some terminals. The strategies of a player are in lexicographic
 * order, the infostate that is met first the most significant. Games of perfect recall have fewer strategies in
 * {@link ReducedNormalForm}.
 *
 * <p>Immutable and safe for use by several threads, but for the game's {@link NormalFormGame#close}. Piccione and
 * Rubinstein 1997, "On the interpretation of decision problems with imperfect recall".
 */
public final class UnreducedNormalForm {
    private final NormalFormGame game;
    private final TerminalReach reach;
    private final GameTree tree;
    private final int infostateCount;

    private UnreducedNormalForm(NormalFormGame game, TerminalReach reach, GameTree tree, int infostateCount) {
        this.game = game;
        this.reach = reach;
        this.tree = tree;
        this.infostateCount = infostateCount;
    }

    /**
     * Lists the strategies and computes the payoffs.
     *
     * @param game a game of any recall
     * @return its normal form; the caller closes {@link #game}
     * @throws InvalidInputException if {@link GameTreeCompiler#compile} throws for another reason than recall, or there
     *     are more strategies than {@link ReducedNormalForm} accepts
     */
    public static UnreducedNormalForm of(Game game) {
        GameTree tree = GameTree.of(PerfectRecall.refined(game));
        List<PureStrategies> strategies = IntStream.range(0, tree.playerCount())
                .mapToObj(p -> new PureStrategies(tree.sequenceForm(p)))
                .toList();
        ReducedNormalForm.requireFew(
                "pure",
                tree.name(),
                strategies.stream().map(PureStrategies::count).toList());
        JointActionIndex index = JointActionIndex.of(
                strategies.stream().mapToInt(own -> own.count().intValueExact()).toArray());
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        TerminalReach reach = new TerminalReach(
                tree, index, strategies.stream().map(PureStrategies::playing).toArray(int[][][]::new));
        reach.addTo(payoffs);
        List<String> names = IntStream.range(0, tree.playerCount())
                .mapToObj(p -> "player " + p)
                .toList();
        List<List<String>> labels = strategies.stream()
                .map(own -> ReducedNormalForm.labels(own.actionCounts, own.list()))
                .toList();
        return new UnreducedNormalForm(
                new NormalFormGame(tree.name() + " in normal form", payoffs, names, labels),
                reach,
                tree,
                strategies.stream().mapToInt(own -> own.actionCounts.length).sum());
    }

    /** The functions from a player's infostates to actions. */
    private static final class PureStrategies {
        private final SequenceForm refined;

        /** Of a refined infostate, the one that was split. */
        private final int[] infostate;

        private final int[] actionCounts;

        PureStrategies(SequenceForm refined) {
            this.refined = refined;
            this.infostate = new int[refined.infostateCount()];
            Map<String, Integer> numbers = new LinkedHashMap<>();
            List<Integer> counts = new ArrayList<>();
            for (int i = 0; i < infostate.length; i++) {
                String key = PerfectRecall.coarseKey(refined.key(i));
                Integer known = numbers.putIfAbsent(key, numbers.size());
                infostate[i] = known == null ? numbers.size() - 1 : known;
                if (known == null) {
                    counts.add(refined.actionCount(i));
                } else if (counts.get(known) != refined.actionCount(i)) {
                    throw new InvalidInputException("infostate '" + key + "' has " + counts.get(known)
                            + " actions in one history and " + refined.actionCount(i) + " in another");
                }
            }
            this.actionCounts = counts.stream().mapToInt(Integer::intValue).toArray();
        }

        BigInteger count() {
            return Arrays.stream(actionCounts)
                    .mapToObj(BigInteger::valueOf)
                    .reduce(BigInteger.ONE, BigInteger::multiply);
        }

        List<int[]> list() {
            return IntStream.range(0, count().intValueExact())
                    .mapToObj(this::actions)
                    .toList();
        }

        private int[] actions(int strategy) {
            int[] actions = new int[actionCounts.length];
            int rest = strategy;
            for (int i = actions.length - 1; i >= 0; i--) {
                actions[i] = rest % actionCounts[i];
                rest /= actionCounts[i];
            }
            return actions;
        }

        /** Per sequence the strategies that play it. */
        int[][] playing() {
            List<int[]> strategies = list();
            int[][] playing = new int[refined.sequenceCount()][];
            playing[0] = IntStream.range(0, strategies.size()).toArray();
            for (int i = 0; i < infostate.length; i++) {
                int own = infostate[i];
                for (int a = 0; a < refined.actionCount(i); a++) {
                    int action = a;
                    playing[refined.firstSequence(i) + a] = Arrays.stream(playing[refined.parentSequence(i)])
                            .filter(k -> strategies.get(k)[own] == action)
                            .toArray();
                }
            }
            return playing;
        }
    }

    /**
     * The game over pure strategies; an action's label has one digit per infostate.
     *
     * @return a game that the caller closes
     */
    public NormalFormGame game() {
        return game;
    }

    /**
     * The payoffs from those of the terminals, without rounding.
     *
     * @param terminals the game's terminals, depth first
     * @return the payoffs
     * @throws InvalidInputException if the game is too large for exact arithmetic
     */
    public ExactPayoffs exactPayoffs(List<ExactTerminal> terminals) {
        return reach.exactPayoffs(terminals);
    }

    /**
     * Number of terminals.
     *
     * @return at least 1
     */
    public int terminalCount() {
        return tree.terminalCount();
    }

    /**
     * Number of nodes (histories), terminals included.
     *
     * @return at least 1
     */
    public int nodeCount() {
        return tree.nodeCount();
    }

    /**
     * Number of infostates of all players together.
     *
     * @return at least 0
     */
    public int infostateCount() {
        return infostateCount;
    }
}
