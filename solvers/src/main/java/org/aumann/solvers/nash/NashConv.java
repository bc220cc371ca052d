package org.aumann.solvers.nash;

import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.ProductMixture;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.ProfileOperator;
import org.aumann.solvers.meta.SolveContext;

/**
 * A product of strategies and how far it is from a Nash equilibrium.
 *
 * <pre>{@code nashConv(x) = Σ_p [ max_d G_p(d, x_{-p}) − G_p(x) ]}</pre>
 *
 * <p>For a product this is the sum of the CCE gaps, and of the CE gaps too. Immutable.
 */
public final class NashConv {
    private final JointActionIndex index;
    private final double[] profile;
    private final EquilibriumGap gap;

    private NashConv(JointActionIndex index, double[] profile, EquilibriumGap gap) {
        this.index = index;
        this.profile = profile;
        this.gap = gap;
    }

    /**
     * Measures a product of strategies; one evaluation of the operator.
     *
     * @param index the joint actions
     * @param operator the payoffs
     * @param profile the strategies one after the other. Not modified.
     * @return the product with its gap
     */
    public static NashConv of(JointActionIndex index, ProfileOperator operator, double[] profile) {
        double[] values = new double[profile.length];
        operator.actionValues(profile, values);
        return of(index, profile, values);
    }

    /**
     * Measures a product of strategies whose action values are known.
     *
     * @param index the joint actions
     * @param profile the strategies one after the other. Not modified.
     * @param values what every action is worth against the others. Not modified.
     * @return the product with its gap
     */
    public static NashConv of(JointActionIndex index, double[] profile, double[] values) {
        double[][] gains = new double[index.playerCount()][];
        Arrays.setAll(gains, p -> new double[index.actionCount(p)]);
        DeviationGains.addGains(index, 1, profile, values, SolutionConcept.CCE, gains);
        return new NashConv(index, profile.clone(), EquilibriumGap.of(index, gains, SolutionConcept.CCE));
    }

    /**
     * What the players can gain by their best responses, together.
     *
     * @return payoff units, at least 0
     */
    public double sum() {
        return gap.sum();
    }

    /**
     * What each player can gain by a best response.
     *
     * @return the gap for CCE of the product
     */
    public EquilibriumGap gap() {
        return gap;
    }

    /**
     * The strategies.
     *
     * @return a copy, one after the other
     */
    public double[] profile() {
        return profile.clone();
    }

    /**
     * The joint distribution of independent play.
     *
     * @return the product
     */
    public JointDistribution product() {
        ProductMixture mixture = new ProductMixture(index);
        mixture.add(1, profile);
        return mixture.expand();
    }

    /**
     * Writes the measures into the notes of a solve: NashConv, the largest gain relative to the unit of its player, and,
     * where the game is constant-sum, the exploitability {@code nashConv / n}.
     *
     * @param context a solve of the game
     */
    public void note(SolveContext context) {
        String exploitability = ConstantSum.holds(context.tensorGame().payoffs())
                ? ", exploitability " + sum() / index.playerCount() + " (constant-sum)"
                : "";
        context.note("product of strategies: NashConv " + sum() + exploitability + ", largest gain "
                + context.residual(gap) + " of what deviations change");
    }
}
