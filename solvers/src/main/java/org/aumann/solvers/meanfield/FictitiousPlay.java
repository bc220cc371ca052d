package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;

/**
 * Fictitious play: every population's share 1/(k+1) changes to a best response against the k-th mean field.
 *
 * <pre>{@code π_{k+1} = mixture of π_k and BR(µ^{π_k}) with weights k/(k+1) and 1/(k+1),   k = 1, 2, …}</pre>
 *
 * <p>π_1 is uniform. Perrin et al. 2020, "Fictitious Play for Mean Field Games: Continuous Time Analysis and
 * Applications" (arXiv 2007.03458). Not safe for use by several threads.
 */
public final class FictitiousPlay implements MeanFieldLearner {
    private final MeanFieldModel model;
    private List<MeanFieldPolicy> policies;
    private long iterations;

    /**
     * Play that begins with the uniform policies.
     *
     * @param model the game
     */
    public FictitiousPlay(MeanFieldModel model) {
        this.model = model;
        this.policies = MeanFieldPolicy.uniform(model);
    }

    @Override
    public void step() {
        iterations++;
        double[] rewards = model.rewards(MeanFieldSweeps.meanField(policies));
        double share = 1.0 / (iterations + 1);
        List<MeanFieldPolicy> next = new ArrayList<>();
        for (int p = 0; p < policies.size(); p++) {
            double[] table = model.table(p, rewards, p * model.rewardSize());
            MeanFieldPolicy response =
                    MeanFieldSweeps.bestResponse(model, p, table).policy();
            next.add(MeanFieldSweeps.mixture(List.of(policies.get(p), response), new double[] {1 - share, share}));
        }
        policies = List.copyOf(next);
    }

    @Override
    public long iterations() {
        return iterations;
    }

    @Override
    public List<MeanFieldPolicy> policies() {
        return policies;
    }
}
