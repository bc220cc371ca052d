package org.aumann.core.catalogue;

import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * Traffic through Braess's network: the shortcut makes everybody slower.
 *
 * <pre>{@code
 *        B            delays: AB and CD 40 · (share of the traffic that uses them), BD and AC 45, BC 0
 *      / | \          reward: minus the delay of the link that one is on
 *    A   |   D
 *      \ v /          without BC everybody needs 65, with it 80
 *        C
 * }</pre>
 *
 * <p>States are links, one a time step; a delay counts all traffic that uses the link at any time. Braess 1968, "Über ein
 * Paradoxon aus der Verkehrsplanung", with the numbers of the usual example of 4000 drivers; as a mean-field game in spirit after Cabannes et al. 2021,
 * "Solving N-player dynamic routing games with congestion: a mean field approach", whose travel times change the
 * dynamics, which here are fixed.
 */
final class BraessRouting extends AbstractMeanFieldGame {
    static final KindDefinition<MeanFieldGame> DEFINITION = KindDefinition.meanField(
            "mfg_dynamic_routing",
            "traffic through Braess's network, with or without the shortcut",
            BraessRouting::new,
            ParameterRule.choice("shortcut", "whether there is a road from B to C", "true", "false"));

    private static final int START = 0;
    private static final int AB = 1;
    private static final int AC = 2;
    private static final int BC = 3;
    private static final int BD = 4;
    private static final int CD = 5;
    private static final int ARRIVED = 6;
    private static final int TIMES = 4;

    private static final double CONGESTED = 40;
    private static final double WIDE = 45;

    /** Where action 0 and 1 lead; −1: nowhere. */
    private static final int[][] NEXT = {
        {AB, AC}, {BD, BC}, {CD, -1}, {CD, -1}, {ARRIVED, -1}, {ARRIVED, -1}, {ARRIVED, -1}
    };

    private final boolean hasShortcut;

    private BraessRouting(GameArguments arguments) {
        super(arguments.toString(), 1, NEXT.length, 2, new TimeModel.FiniteHorizon(TIMES));
        this.hasShortcut = arguments.flag("shortcut");
    }

    @Override
    public double initialProbability(int population, int state) {
        return state == START ? 1 : 0;
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        int next = NEXT[state][action];
        if (next >= 0 && (next != BC || hasShortcut)) {
            successors.add(next, 1);
        }
    }

    @Override
    public void rewards(double[] meanField, int from, double[] rewards, int to) {
        int states = stateCount();
        double[] delay = {0, 0, WIDE, 0, WIDE, 0, 0};
        for (int t = 0; t < TIMES; t++) {
            delay[AB] += CONGESTED * meanField[from + t * states + AB];
            delay[CD] += CONGESTED * meanField[from + t * states + CD];
        }
        for (int t = 0; t < TIMES; t++) {
            for (int x = 0; x < states; x++) {
                rewards[to + t * states + x] = -delay[x];
            }
        }
    }
}
