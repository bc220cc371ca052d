package org.aumann.solvers.stochastic;

import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.ComputeBackend;

/** The states of one shape with their stage games. */
final class StageGroup implements AutoCloseable {
    private final StochasticModel model;
    private final int[] states;
    private final GameBatch games;
    private final StageSolver solver;
    private final boolean[] isKnown;
    private final double[] noise;

    /**
     * @param noise what the payoffs of every player may be wrong by. A deviation that changes no more changes nothing: else selections would
     *     be made from rounding
     */
    StageGroup(
            StochasticModel model,
            int[] states,
            JointActionIndex index,
            Selection selection,
            ComputeBackend backend,
            double[] noise) {
        this.model = model;
        this.noise = noise;
        this.states = states;
        this.isKnown = new boolean[states.length];
        this.games = GameBatch.allocate(index, states.length);
        try {
            this.solver = selection.open(backend, index, states.length);
        } catch (RuntimeException e) {
            games.close();
            throw e;
        }
    }

    /** Owned by this object. */
    int[] states() {
        return states;
    }

    GameBatch games() {
        return games;
    }

    StageSolver solver() {
        return solver;
    }

    /**
     * Brings stage games up to date that have changed by more than is given.
     *
     * @param payoffs by cell. Not modified.
     * @param least what every player's payoffs may change by without a new solve. Not modified.
     * @return number of games that changed
     */
    int update(double[] payoffs, double[] least) {
        int changed = 0;
        for (int game = 0; game < states.length; game++) {
            if (!isKnown[game] || hasChanged(game, payoffs, least)) {
                set(game, payoffs);
                isKnown[game] = true;
                changed++;
            }
        }
        return changed;
    }

    private boolean hasChanged(int game, double[] payoffs, double[] least) {
        for (int p = 0; p < model.playerCount(); p++) {
            int first = model.firstCell(states[game], p);
            for (int a = 0; a < model.jointActionCount(states[game]); a++) {
                if (Math.abs(payoffs[first + a] - games.get(game, p, a)) > least[p]) {
                    return true;
                }
            }
        }
        return false;
    }

    private void set(int game, double[] payoffs) {
        for (int p = 0; p < model.playerCount(); p++) {
            int first = model.firstCell(states[game], p);
            for (int a = 0; a < model.jointActionCount(states[game]); a++) {
                games.set(game, p, a, payoffs[first + a]);
            }
            PayoffTies.tie(games, game, p, noise[p]);
        }
    }

    @Override
    public void close() {
        solver.close();
        games.close();
    }
}
