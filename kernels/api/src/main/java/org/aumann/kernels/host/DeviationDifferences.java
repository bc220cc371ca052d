package org.aumann.kernels.host;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/** What every deviation would change at an outcome: a column of the incentive operator without its zeros. */
public abstract sealed class DeviationDifferences {
    private final int width;

    private DeviationDifferences(int width) {
        this.width = width;
    }

    /**
     * The differences of a game.
     *
     * @param game the game
     * @param concept whose rows there are, of a symmetric game
     * @return reads payoffs when it is asked
     */
    public static DeviationDifferences of(MetaGame game, SolutionConcept concept) {
        return switch (game) {
            case TensorGame tensor -> new OfTensor(tensor);
            case SymmetricGame symmetric -> new OfSymmetric(symmetric, concept);
        };
    }

    /**
     * Numbers of an outcome.
     *
     * @return {@code Σ A_p} of a tensor, all rows of a symmetric game
     */
    public final int width() {
        return width;
    }

    /**
     * Adds the differences of an outcome to an array.
     *
     * @param outcome joint action or count profile
     * @param differences receives {@link #width} numbers. Modified.
     * @param from where the first is added
     */
    public abstract void add(long outcome, double[] differences, int from);

    /** {@code G_p(d, a_{-p}) − G_p(a)}, player-major. */
    private static final class OfTensor extends DeviationDifferences {
        private final PayoffTensor payoffs;
        private final JointActionIndex index;

        OfTensor(TensorGame game) {
            super(game.index().actionCountSum());
            this.payoffs = game.payoffs();
            this.index = game.index();
        }

        @Override
        public void add(long outcome, double[] differences, int from) {
            int at = from;
            for (int p = 0; p < index.playerCount(); p++) {
                long base = index.base(outcome, p);
                double payoff = payoffs.get(p, outcome);
                for (int d = 0; d < index.actionCount(p); d++) {
                    differences[at++] += payoffs.get(p, base + d * index.stride(p)) - payoff;
                }
            }
        }
    }

    /** {@code (c_r / n) (u(d, c − e_r) − u(r, c − e_r))} in the rows of every recommendation r that somebody has. */
    private static final class OfSymmetric extends DeviationDifferences {
        private final SymmetricGame game;
        private final SolutionConcept concept;
        private final CountProfiles profiles;

        OfSymmetric(SymmetricGame game, SolutionConcept concept) {
            super(concept.rowCount(game.index()));
            this.game = game;
            this.concept = concept;
            this.profiles = game.profiles();
        }

        @Override
        public void add(long outcome, double[] differences, int from) {
            int actions = profiles.actions();
            int[] profile = profiles.profile((int) outcome);
            int[] neighbours = new int[actions];
            profiles.withOneLess(profile, neighbours);
            for (int r = 0; r < actions; r++) {
                if (profile[r] > 0) {
                    double share = (double) profile[r] / profiles.players();
                    double payoff = game.payoff(r, neighbours[r]);
                    int at = from + (concept == SolutionConcept.CE ? r * actions : 0);
                    for (int d = 0; d < actions; d++) {
                        differences[at + d] += share * (game.payoff(d, neighbours[r]) - payoff);
                    }
                }
            }
        }
    }
}
