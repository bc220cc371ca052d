package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;

/**
 * Online mirror descent: policies are the softmax of the summed values of their actions.
 *
 * <pre>{@code y_{k+1} = y_k + η Q^{π_k}(µ^{π_k}),   π_{k+1}(t, x, ·) = softmax(y_{k+1}(t, x, ·)),   y_0 = 0}</pre>
 *
 * <p>Pérolat et al. 2021, "Scaling up Mean Field Games with Online Mirror Descent" (arXiv 2103.00623). Not safe for use by
 * several threads.
 */
public final class OnlineMirrorDescent implements MeanFieldLearner {
    private final MeanFieldModel model;
    private final double learningRate;
    private final double[][] sums;
    private List<MeanFieldPolicy> policies;
    private long iterations;

    /**
     * Descent that begins with the uniform policies.
     *
     * @param model the game
     * @param learningRate η, above 0
     */
    public OnlineMirrorDescent(MeanFieldModel model, double learningRate) {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("learning rate (" + learningRate + ") must be finite and above 0");
        }
        this.model = model;
        this.learningRate = learningRate;
        this.sums = new double[model.populationCount()][model.tableSize()];
        this.policies = MeanFieldPolicy.uniform(model);
    }

    @Override
    public void step() {
        iterations++;
        double[] rewards = model.rewards(MeanFieldSweeps.meanField(policies));
        List<MeanFieldPolicy> next = new ArrayList<>();
        for (int p = 0; p < policies.size(); p++) {
            double[] values =
                    MeanFieldSweeps.actionValues(policies.get(p), model.table(p, rewards, p * model.rewardSize()));
            for (int i = 0; i < values.length; i++) {
                sums[p][i] += learningRate * values[i];
            }
            next.add(MeanFieldPolicy.of(model, p, softmax(sums[p])));
        }
        policies = List.copyOf(next);
    }

    private double[] softmax(double[] logits) {
        double[] probabilities = new double[logits.length];
        for (int t = 0; t < model.timeCount(); t++) {
            for (int x = 0; x < model.stateCount(); x++) {
                double greatest = Double.NEGATIVE_INFINITY;
                for (int a = 0; a < model.actionCount(); a++) {
                    greatest = model.isLegal(x, a) ? Math.max(greatest, logits[model.index(t, x, a)]) : greatest;
                }
                double sum = 0;
                for (int a = 0; a < model.actionCount(); a++) {
                    int i = model.index(t, x, a);
                    probabilities[i] = model.isLegal(x, a) ? Math.exp(logits[i] - greatest) : 0;
                    sum += probabilities[i];
                }
                for (int a = 0; a < model.actionCount(); a++) {
                    probabilities[model.index(t, x, a)] /= sum;
                }
            }
        }
        return probabilities;
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
