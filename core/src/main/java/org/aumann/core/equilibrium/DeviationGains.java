package org.aumann.core.equilibrium;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.distribution.CompensatedSum;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.ProductMixture;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.FibreReads;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.ReadAhead;
import org.aumann.core.payoff.SymmetricGame;

/**
 * The reference of every equilibrium quantity: plain float64 loops over the stored payoffs.
 *
 * <p>Certificates are computed here. The class shares nothing with the kernels or the solvers but the
 * tensor, and stays as close to the definitions as a loop can be.
 */
public final class DeviationGains {
    private DeviationGains() {}

    /**
     * Expected payoff of every player.
     *
     * <pre>{@code value_p = Σ_a σ(a) · G_p(a)}</pre>
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @return payoff units, one per player
     */
    public static double[] values(PayoffTensor payoffs, JointDistribution sigma) {
        requireSameShape(payoffs, sigma);
        return IntStream.range(0, payoffs.playerCount())
                .parallel()
                .mapToDouble(p -> value(payoffs, sigma, p))
                .toArray();
    }

    private static double value(PayoffTensor payoffs, JointDistribution sigma, int player) {
        CompensatedSum value = new CompensatedSum();
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            value.add(sigma.probability(a) * payoffs.get(player, a));
        }
        return value.value();
    }

    /**
     * The gains of all deviations of all players.
     *
     * <pre>{@code
     * CCE  gain[p][d]    = Σ_a      σ(a)         · (G_p(d, a_{-p}) − G_p(a))
     * CE   gain[p][r][d] = Σ_{a_-p} σ(r, a_{-p}) · (G_p(d, a_{-p}) − G_p(r, a_{-p}))
     * }</pre>
     *
     * <p>Time {@code O(n J)} for CCE, {@code O(J Σ A_p)} for CE; players in parallel.
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @param concept which deviations
     * @return payoff units; per player the rows of {@link SolutionConcept}
     */
    public static double[][] gains(PayoffTensor payoffs, JointDistribution sigma, SolutionConcept concept) {
        requireSameShape(payoffs, sigma);
        try (ReadAhead readAhead = ReadAhead.in(payoffs)) {
            return IntStream.range(0, payoffs.playerCount())
                    .parallel()
                    .mapToObj(p -> gains(payoffs, sigma, p, readAhead, concept))
                    .toArray(double[][]::new);
        }
    }

    /**
     * The gains of all deviations from a mixture of product profiles, term by term.
     *
     * <pre>{@code
     * v^t = values of the actions against x^t
     * CCE  gain[p][d]    = Σ_t w_t (v^t_p(d) − ⟨x^t_p, v^t_p⟩)
     * CE   gain[p][r][d] = Σ_t w_t x^t_p(r) (v^t_p(d) − v^t_p(r))
     * }</pre>
     *
     * <p>Time {@code O(T n² J)}, memory {@code O(Σ A_p²)}.
     *
     * @param payoffs the payoff tensor
     * @param mixture a mixture over its joint actions
     * @param concept which deviations
     * @return payoff units; per player the rows of {@link SolutionConcept}
     */
    public static double[][] gains(PayoffTensor payoffs, ProductMixture mixture, SolutionConcept concept) {
        double[][] gains = new double[payoffs.playerCount()][];
        Arrays.setAll(gains, p -> new double[concept.rowCount(payoffs.index(), p)]);
        for (int t = 0; t < mixture.termCount(); t++) {
            double[] profile = mixture.profile(t);
            addGains(
                    mixture.index(),
                    mixture.share(t),
                    profile,
                    ProfileValues.actionValues(payoffs, profile),
                    concept,
                    gains);
        }
        return gains;
    }

    /**
     * Adds the gains of all deviations from one product profile.
     *
     * @param index the joint actions
     * @param weight factor of what is added
     * @param profile the strategies one after the other. Not modified.
     * @param values what every action is worth against the others, in the same order. Not modified.
     * @param concept which deviations
     * @param gains per player the rows of {@link SolutionConcept}. Modified.
     */
    public static void addGains(
            JointActionIndex index,
            double weight,
            double[] profile,
            double[] values,
            SolutionConcept concept,
            double[][] gains) {
        for (int p = 0; p < index.playerCount(); p++) {
            int first = SolutionConcept.CCE.firstRow(index, p);
            int actions = index.actionCount(p);
            for (int r = 0; r < actions; r++) {
                double probability = weight * profile[first + r];
                int row = concept == SolutionConcept.CE ? r * actions : 0;
                for (int d = 0; d < actions; d++) {
                    gains[p][row + d] += probability * (values[first + d] - values[first + r]);
                }
            }
        }
    }

    /**
     * By how much rounding may have moved the gains of all deviations.
     *
     * <pre>{@code bound = 2⁻⁵³ (4 + 4 √m) Σ |terms|}</pre>
     *
     * <p>for the m terms that a gain is the sum of: certain for a few of them, very likely for many (Higham and Mary 2019).
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @param concept which deviations
     * @return payoff units; per player the rows of {@link SolutionConcept}
     */
    public static double[][] roundings(PayoffTensor payoffs, JointDistribution sigma, SolutionConcept concept) {
        requireSameShape(payoffs, sigma);
        try (ReadAhead readAhead = ReadAhead.in(payoffs)) {
            return IntStream.range(0, payoffs.playerCount())
                    .parallel()
                    .mapToObj(p -> {
                        Magnitudes magnitudes = new Magnitudes(payoffs.index().actionCount(p), concept);
                        forEachChoice(payoffs, sigma, p, readAhead, magnitudes);
                        return magnitudes.roundings();
                    })
                    .toArray(double[][]::new);
        }
    }

    /** Values and the gains of both concepts with one read of the payoffs. */
    static Deviations all(PayoffTensor payoffs, JointDistribution sigma) {
        requireSameShape(payoffs, sigma);
        double[] values = new double[payoffs.playerCount()];
        double[][] ofCe = new double[values.length][];
        double[][] ofCce = new double[values.length][];
        try (ReadAhead readAhead = ReadAhead.in(payoffs)) {
            IntStream.range(0, values.length).parallel().forEach(p -> {
                CoarseGains coarse = new CoarseGains(payoffs.index().actionCount(p));
                FineGains fine = new FineGains(payoffs.index().actionCount(p));
                forEachChoice(payoffs, sigma, p, readAhead, (probability, payoff) -> {
                    coarse.visit(probability, payoff);
                    fine.visit(probability, payoff);
                });
                values[p] = coarse.value.value();
                ofCce[p] = coarse.gain;
                ofCe[p] = fine.toArray();
            });
        }
        return new Deviations(payoffs.index(), values, ofCe, ofCce);
    }

    private static double[] gains(
            PayoffTensor payoffs, JointDistribution sigma, int player, ReadAhead readAhead, SolutionConcept concept) {
        int actions = payoffs.index().actionCount(player);
        return switch (concept) {
            case CCE -> {
                CoarseGains coarse = new CoarseGains(actions);
                forEachChoice(payoffs, sigma, player, readAhead, coarse);
                yield coarse.gain;
            }
            case CE -> {
                FineGains fine = new FineGains(actions);
                forEachChoice(payoffs, sigma, player, readAhead, fine);
                yield fine.toArray();
            }
        };
    }

    /** Of deviations before the recommendation; and the value. */
    private static final class CoarseGains implements Choice {
        private final double[] gain;
        private final CompensatedSum value = new CompensatedSum();

        CoarseGains(int actions) {
            gain = new double[actions];
        }

        @Override
        public void visit(double[] probability, double[] payoff) {
            // Relative to the best action: what all of them get cancels before it is rounded.
            double greatest = payoff[0];
            for (double other : payoff) {
                greatest = Math.max(greatest, other);
            }
            double mass = 0;
            double missed = 0;
            for (int r = 0; r < gain.length; r++) {
                mass += probability[r];
                missed += probability[r] * (payoff[r] - greatest);
            }
            for (int d = 0; d < gain.length; d++) {
                gain[d] += mass * (payoff[d] - greatest) - missed;
            }
            value.add(mass * greatest + missed);
        }
    }

    /** Of deviations after the recommendation. */
    private static final class FineGains implements Choice {
        private final double[][] gain;

        FineGains(int actions) {
            gain = new double[actions][actions];
        }

        @Override
        public void visit(double[] probability, double[] payoff) {
            for (int r = 0; r < gain.length; r++) {
                if (probability[r] != 0) {
                    addGains(probability[r], payoff, payoff[r], gain[r]);
                }
            }
        }

        double[] toArray() {
            return Arrays.stream(gain).flatMapToDouble(Arrays::stream).toArray();
        }
    }

    /** Of the terms of gains. */
    private static final class Magnitudes implements Choice {
        private static final double UNIT_ROUNDOFF = 0x1p-53;

        private final SolutionConcept concept;
        private final int actions;
        private final double[] sums;
        private long terms;

        Magnitudes(int actions, SolutionConcept concept) {
            this.concept = concept;
            this.actions = actions;
            this.sums = new double[concept == SolutionConcept.CE ? actions * actions : actions];
        }

        @Override
        public void visit(double[] probability, double[] payoff) {
            double greatest = Arrays.stream(payoff).max().orElseThrow();
            for (int r = 0; r < actions; r++) {
                for (int d = 0; d < actions && probability[r] != 0; d++) {
                    switch (concept) {
                        case CE -> sums[r * actions + d] += probability[r] * Math.abs(payoff[d] - payoff[r]);
                        case CCE -> sums[d] += probability[r] * (2 * greatest - payoff[d] - payoff[r]);
                    }
                }
            }
            terms++;
        }

        double[] roundings() {
            double factor = UNIT_ROUNDOFF * (4 + 4 * Math.sqrt((double) terms));
            return Arrays.stream(sums).map(sum -> factor * sum).toArray();
        }
    }

    private static void addGains(double probability, double[] payoff, double followed, double[] gain) {
        for (int d = 0; d < gain.length; d++) {
            gain[d] += probability * (payoff[d] - followed);
        }
    }

    /** What a player can choose while the co-players stand still. */
    @FunctionalInterface
    private interface Choice {
        void visit(double[] probability, double[] payoff);
    }

    /** Visits {@code σ(·, a_{−p})} and {@code G_p(·, a_{−p})} for every {@code a_{−p}} with any probability. */
    private static void forEachChoice(
            PayoffTensor payoffs, JointDistribution sigma, int player, ReadAhead readAhead, Choice choice) {
        JointActionIndex index = payoffs.index();
        long stride = index.stride(player);
        int actions = index.actionCount(player);
        double[] probability = new double[actions];
        double[] payoff = new double[actions];
        FibreReads reads = new FibreReads(readAhead, index, player);
        for (long outer = 0; outer < index.jointActionCount(); outer += stride * actions) {
            for (long base = outer; base < outer + stride; base++) {
                reads.at(base, outer);
                double mass = 0;
                for (int r = 0; r < actions; r++) {
                    probability[r] = sigma.probability(base + r * stride);
                    mass += probability[r];
                }
                if (mass == 0) {
                    continue;
                }
                for (int d = 0; d < actions; d++) {
                    payoff[d] = payoffs.get(player, base + d * stride);
                }
                choice.visit(probability, payoff);
            }
        }
    }

    /**
     * Expected payoff of a player of a symmetric game.
     *
     * <pre>{@code value = Σ_c x(c) U(c)}</pre>
     *
     * @param game the game
     * @param x a distribution over its profiles
     * @return payoff units
     */
    public static double value(SymmetricGame game, JointDistribution x) {
        CompensatedSum value = new CompensatedSum();
        for (long c = 0; c < game.outcomes().jointActionCount(); c++) {
            double probability = x.probability(c);
            value.add(probability == 0 ? 0 : probability * game.payoff(0, c));
        }
        return value.value();
    }

    /**
     * The gains of all deviations of a player of a symmetric game.
     *
     * <pre>{@code
     * CE   gain[r][d] = Σ_c x(c) (c_r / n) (u(d, c − e_r) − u(r, c − e_r))      CCE  gain[d] = Σ_r gain[r][d]
     * }</pre>
     *
     * <p>Time {@code O(C A²)} for C profiles.
     *
     * @param game the game
     * @param x a distribution over its profiles
     * @param concept which deviations
     * @return payoff units; the rows of {@link SolutionConcept} for one player
     */
    public static double[] gains(SymmetricGame game, JointDistribution x, SolutionConcept concept) {
        CountProfiles profiles = game.profiles();
        int actions = profiles.actions();
        double[] gains = new double[concept == SolutionConcept.CE ? actions * actions : actions];
        int[] others = new int[actions];
        for (int c = 0; c < profiles.count(); c++) {
            double probability = x.probability(c);
            if (probability == 0) {
                continue;
            }
            int[] profile = profiles.profile(c);
            profiles.withOneLess(profile, others);
            for (int r = 0; r < actions; r++) {
                double weight = probability * profile[r] / profiles.players();
                int row = concept == SolutionConcept.CE ? r * actions : 0;
                for (int d = 0; weight > 0 && d < actions; d++) {
                    gains[row + d] += weight * (game.payoff(d, others[r]) - game.payoff(r, others[r]));
                }
            }
        }
        return gains;
    }

    private static void requireSameShape(PayoffTensor payoffs, JointDistribution sigma) {
        if (!payoffs.index().equals(sigma.index())) {
            throw new IllegalArgumentException(
                    "shape of sigma " + sigma.index() + " must be the shape of the payoffs " + payoffs.index());
        }
    }
}
