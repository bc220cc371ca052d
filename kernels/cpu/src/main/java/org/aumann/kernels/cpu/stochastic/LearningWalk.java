package org.aumann.kernels.cpu.stochastic;

import java.lang.foreign.MemorySegment;
import org.aumann.core.stochastic.LearningDraws;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.kernels.LearningField;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.LearningModel;
import org.aumann.kernels.host.StepSizes;

/**
 * The steps of one copy after the other.
 *
 * <p>A step changes one cell of each player. What was best in a state is known from the walk's last visit, so that the others are looked
 * at only where the best got worse, and π, which is a point mass then, is neither searched nor written unless it moves. Longer than other
 * classes: a step is one piece.
 */
final class LearningWalk {
    private final HostLearning learning;
    private final LearningModel tables;
    private final LearningDraws draws;
    private final int players;
    private final int stateCount;
    private final int rowCount;
    private final int cellCount;
    private final double discount;
    private final boolean hasSuccessorRewards;
    private final int[] shapeOf;
    private final int[] strides;
    private final int[] firstPart;
    private final int[] parts;
    private final int[] firstRow;
    private final int[] firstSuccessor;
    private final int[] successor;
    private final int[] lastDraw;
    private final double[] reward;
    private final MemorySegment payoffs;
    private final MemorySegment visits;
    private final MemorySegment values;
    private final MemorySegment policies;
    private final MemorySegment drifts;

    /** The walk that last selected in a state: what follows is of that walk alone. */
    private final long[] known;

    private final int[] played;

    /** {@code [state][player]}: the joint action that is best for him; of player 0 the central one. */
    private final int[] best;

    private final double[] change;
    private final double[] earned;
    private final double[] returns;
    private long walk;
    private LearningSelection selection = LearningSelection.EXTERNAL;
    private double[] table = {};
    private double exponent;
    private double rewardScale;
    private long explores;
    private int episodeLimit;

    LearningWalk(HostLearning learning, LearningModel tables, long seed) {
        this.learning = learning;
        this.tables = tables;
        this.draws = new LearningDraws(seed);
        this.players = tables.model().playerCount();
        this.stateCount = tables.model().stateCount();
        this.rowCount = tables.model().rowCount();
        this.cellCount = tables.model().cellCount();
        this.discount = tables.model().discount();
        this.hasSuccessorRewards = tables.model().hasTransitionRewards();
        this.shapeOf = tables.shapeOf();
        this.strides = tables.strides();
        this.firstPart = tables.firstPart();
        this.parts = tables.parts();
        this.firstRow = tables.firstRow();
        this.firstSuccessor = tables.firstSuccessor();
        this.successor = tables.successor();
        this.lastDraw = tables.lastDraw();
        this.reward = tables.reward();
        this.payoffs = learning.payoffs().stored();
        this.visits = learning.visits().stored();
        this.values = learning.values().stored();
        this.policies = learning.policies().stored();
        this.drifts = learning.drifts().stored();
        this.known = new long[stateCount];
        this.played = new int[stateCount];
        this.best = new int[Math.multiplyExact(stateCount, players)];
        this.change = new double[players];
        this.earned = new double[players];
        this.returns = new double[players];
    }

    /** Options of the walks that follow. */
    void begin(LearningOptions options, double[] stepSizes) {
        selection = options.selection();
        table = stepSizes;
        exponent = StepSizes.exponent(options.stepSize());
        rewardScale = options.rewardScale();
        explores = LearningDraws.threshold(options.exploration());
        episodeLimit = options.episodeLimit();
    }

    /** Steps of one copy. */
    void walk(int copy, long first, int count, boolean isNewCall) {
        walk++;
        load(learning.earned(), copy, earned);
        load(learning.returns(), copy, returns);
        int state = (int) learning.reported(copy, LearningField.STATE);
        int left = (int) learning.reported(copy, LearningField.LEFT);
        int length = (int) learning.reported(copy, LearningField.LENGTH);
        double episodes = learning.reported(copy, LearningField.EPISODES);
        double greatest = isNewCall ? 0 : learning.reported(copy, LearningField.GREATEST_CHANGE);
        long rows = (long) copy * rowCount;
        for (int k = 0; k < count; k++) {
            draws.step(copy, first + k);
            left = state;
            int jointAction = jointAction(rows, state);
            int i = successor(firstRow[state] + jointAction);
            state = successor[i];
            greatest = Math.max(greatest, update(copy, k, left, jointAction, i));
            length++;
            if (firstRow[state + 1] == firstRow[state] || length == episodeLimit) {
                for (int p = 0; p < players; p++) {
                    returns[p] += earned[p];
                    earned[p] = 0;
                }
                episodes++;
                length = 0;
                state = tables.start(draws.start());
            }
        }
        learning.report(copy, LearningField.STATE, state);
        learning.report(copy, LearningField.LEFT, left);
        learning.report(copy, LearningField.LENGTH, length);
        learning.report(copy, LearningField.EPISODES, episodes);
        learning.report(copy, LearningField.GREATEST_CHANGE, greatest);
        store(earned, learning.earned(), copy);
        store(returns, learning.returns(), copy);
    }

    private static void load(HostBuffer buffer, int copy, double[] row) {
        MemorySegment.copy(buffer.stored(), 8L * copy * row.length, MemorySegment.ofArray(row), 0, 8L * row.length);
    }

    private static void store(double[] row, HostBuffer buffer, int copy) {
        MemorySegment.copy(MemorySegment.ofArray(row), 0, buffer.stored(), 8L * copy * row.length, 8L * row.length);
    }

    private int jointAction(long rows, int state) {
        int first = firstRow[state];
        int count = firstRow[state + 1] - first;
        if (draws.exploration() < explores) {
            return LearningDraws.uniform(draws.jointAction(), count);
        }
        if (known[state] == walk) {
            return played[state];
        }
        int draw = draws.jointAction();
        double sum = 0;
        int last = 0;
        for (int a = 0; a < count; a++) {
            double probability = HostBuffer.get(policies, rows + first + a);
            sum += probability;
            if (draw < LearningDraws.threshold(sum)) {
                return a;
            }
            last = probability > 0 ? a : last;
        }
        return last;
    }

    private int successor(int row) {
        int i = firstSuccessor[row];
        int draw = draws.successor();
        while (draw > lastDraw[i]) {
            i++;
        }
        return i;
    }

    /** Learns from a step, and selects; returns the greatest |ΔQ|. */
    private double update(int copy, int k, int state, int jointAction, int i) {
        int row = firstRow[state] + jointAction;
        int next = successor[i];
        boolean isEnd = firstRow[next + 1] == firstRow[next];
        long visited = (long) copy * rowCount + row;
        double visit = HostBuffer.get(visits, visited) + 1;
        HostBuffer.set(visits, visited, visit);
        boolean isIndependent = selection == LearningSelection.INDEPENDENT;
        int joint = firstRow[state + 1] - firstRow[state];
        long cells = (long) copy * cellCount + (long) players * firstRow[state];
        long worth = (long) copy * players * stateCount + next;
        int paid = (hasSuccessorRewards ? i : row) * players;
        double rate = isIndependent ? 0 : rate(k, visit);
        double largest = 0;
        double before = 0;
        for (int p = 0; p < players; p++) {
            long cell = cells + (long) p * joint;
            if (isIndependent) {
                int own = ownCell(state, p, jointAction);
                rate = exponent == 0 ? rate(k, visit) : rate(k, ownVisits((long) copy * rowCount, state, p, own));
                cell += own;
            } else {
                cell += jointAction;
            }
            double earns = reward[paid + p];
            earned[p] += earns;
            double future = isEnd ? 0 : HostBuffer.get(values, worth + (long) p * stateCount);
            double payoff = HostBuffer.get(payoffs, cell);
            before += payoff;
            double delta = rate * (rewardScale * earns + discount * future - payoff);
            change[p] = delta;
            HostBuffer.set(payoffs, cell, payoff + delta);
            largest = Math.max(largest, Math.abs(delta));
        }
        switch (selection) {
            case CENTRAL -> selectCentral(copy, cells, state, jointAction, before);
            case FRIEND, INDEPENDENT -> selectEach(copy, cells, state, jointAction);
            case EXTERNAL -> {
                long drifted = (long) copy * stateCount + state;
                HostBuffer.set(drifts, drifted, HostBuffer.get(drifts, drifted) + largest);
            }
        }
        return largest;
    }

    private double rate(int k, double count) {
        if (exponent == 0) {
            return table[table.length == 1 ? 0 : k];
        }
        if (exponent == 1) {
            return 1 / count;
        }
        return count < table.length ? table[(int) count] : StrictMath.pow(count, -exponent);
    }

    /** The player's own action, times its stride. */
    private int ownCell(int state, int player, int jointAction) {
        return parts[firstPart[shapeOf[state]] + jointAction * players + player];
    }

    private double ownVisits(long rows, int state, int player, int own) {
        int at = shapeOf[state] * (players + 1) + player;
        int stride = strides[at + 1];
        int block = strides[at];
        int first = firstRow[state];
        double sum = 0;
        for (int a = first + own; a < firstRow[state + 1]; a += block) {
            for (int b = 0; b < stride; b++) {
                sum += HostBuffer.get(visits, rows + a + b);
            }
        }
        return sum;
    }

    private void selectCentral(int copy, long cells, int state, int jointAction, double before) {
        int joint = firstRow[state + 1] - firstRow[state];
        boolean isKnown = known[state] == walk;
        int chosen = isKnown ? played[state] : 0;
        double sum = sum(cells, joint, jointAction);
        if (!isKnown || (chosen == jointAction && sum < before)) {
            chosen = 0;
            double most = sum(cells, joint, 0);
            for (int a = 1; a < joint; a++) {
                double candidate = sum(cells, joint, a);
                if (candidate > most) {
                    most = candidate;
                    chosen = a;
                }
            }
        } else if (chosen != jointAction) {
            double most = sum(cells, joint, chosen);
            if (sum > most || (sum == most && jointAction < chosen)) {
                chosen = jointAction;
            }
        }
        long worth = (long) copy * players * stateCount + state;
        for (int p = 0; p < players; p++) {
            double value = HostBuffer.get(payoffs, cells + (long) p * joint + chosen);
            HostBuffer.set(values, worth + (long) p * stateCount, value);
        }
        play(copy, state, isKnown, chosen);
    }

    private double sum(long cells, int joint, int jointAction) {
        double sum = 0;
        for (int p = 0; p < players; p++) {
            sum += HostBuffer.get(payoffs, cells + (long) p * joint + jointAction);
        }
        return sum;
    }

    private void selectEach(int copy, long cells, int state, int jointAction) {
        boolean isIndependent = selection == LearningSelection.INDEPENDENT;
        int joint = firstRow[state + 1] - firstRow[state];
        boolean isKnown = known[state] == walk;
        long worth = (long) copy * players * stateCount + state;
        int together = 0;
        for (int p = 0; p < players; p++) {
            long own = cells + (long) p * joint;
            int changed = isIndependent ? ownCell(state, p, jointAction) : jointAction;
            int chosen = best[state * players + p];
            if (!isKnown || (chosen == changed && change[p] < 0)) {
                int at = shapeOf[state] * (players + 1) + p;
                chosen = isIndependent ? greatest(own, strides[at], strides[at + 1]) : greatest(own, joint, 1);
            } else if (chosen != changed) {
                double candidate = HostBuffer.get(payoffs, own + changed);
                double most = HostBuffer.get(payoffs, own + chosen);
                if (candidate > most || (candidate == most && changed < chosen)) {
                    chosen = changed;
                }
            }
            best[state * players + p] = chosen;
            HostBuffer.set(values, worth + (long) p * stateCount, HostBuffer.get(payoffs, own + chosen));
            together += ownCell(state, p, chosen);
        }
        play(copy, state, isKnown, together);
    }

    /** The first of the greatest numbers, every so many. */
    private int greatest(long first, int end, int stride) {
        int greatest = 0;
        double most = HostBuffer.get(payoffs, first);
        for (int a = stride; a < end; a += stride) {
            double candidate = HostBuffer.get(payoffs, first + a);
            if (candidate > most) {
                most = candidate;
                greatest = a;
            }
        }
        return greatest;
    }

    /** Makes π a point mass. */
    private void play(int copy, int state, boolean isKnown, int jointAction) {
        long rows = (long) copy * rowCount + firstRow[state];
        if (!isKnown) {
            int joint = firstRow[state + 1] - firstRow[state];
            for (int a = 0; a < joint; a++) {
                HostBuffer.set(policies, rows + a, a == jointAction ? 1 : 0);
            }
        } else if (played[state] != jointAction) {
            HostBuffer.set(policies, rows + played[state], 0);
            HostBuffer.set(policies, rows + jointAction, 1);
        }
        known[state] = walk;
        played[state] = jointAction;
    }
}
