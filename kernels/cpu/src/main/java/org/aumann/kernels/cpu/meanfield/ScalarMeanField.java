package org.aumann.kernels.cpu.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;

/** One policy, mixture and table after the other. */
public final class ScalarMeanField extends AbstractMeanField {
    /**
     * The operator of a game.
     *
     * @param model the game
     */
    public ScalarMeanField(MeanFieldModel model) {
        super(model);
    }

    @Override
    List<Row> sweep(List<MeanFieldPolicy> policies) {
        return policies.stream()
                .map(policy -> Row.of(policy, MeanFieldSweeps.occupancy(policy)))
                .toList();
    }

    @Override
    public double[] meanFields(int mixtureCount, double[] mixtures) {
        requireMixtures(mixtureCount, mixtures);
        int size = model().populationCount() * model().fieldSize();
        double[] fields = new double[Math.multiplyExact(mixtureCount, size)];
        for (int b = 0; b < mixtureCount; b++) {
            System.arraycopy(meanField(mixtures, b), 0, fields, b * size, size);
        }
        return fields;
    }

    private double[] meanField(double[] mixtures, int mixture) {
        int size = model().fieldSize();
        double[] field = new double[model().populationCount() * size];
        int weight = mixture * mixtureSize();
        for (int p = 0; p < model().populationCount(); p++) {
            for (Row row : rows(p)) {
                for (int i = 0; i < size; i++) {
                    field[p * size + i] += mixtures[weight] * row.occupancy()[i];
                }
                weight++;
            }
        }
        return field;
    }

    @Override
    public void payoffs(int mixtureCount, double[] mixtures, double[] payoffs) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("payoffs", payoffs.length, mixtures.length);
        int size = model().rewardSize();
        for (int b = 0; b < mixtureCount; b++) {
            double[] rewards = model().rewards(meanField(mixtures, b));
            int at = b * mixtureSize();
            for (int p = 0; p < model().populationCount(); p++) {
                for (Row row : rows(p)) {
                    double value = row.fixed();
                    for (int i = 0; i < size; i++) {
                        value += row.rewarded()[i] * rewards[p * size + i];
                    }
                    payoffs[at++] = requireFinite(value);
                }
            }
        }
    }

    @Override
    public double[] averageRewards(
            int population, int mixtureCount, double[] mixtures, int tableCount, double[] weights) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("weights", weights.length, (long) tableCount * mixtureCount);
        int size = model().rewardSize();
        double[] tables = new double[Math.multiplyExact(tableCount, size)];
        for (int b = 0; b < mixtureCount; b++) {
            double[] rewards = model().rewards(meanField(mixtures, b));
            for (int k = 0; k < tableCount; k++) {
                for (int i = 0; i < size; i++) {
                    tables[k * size + i] += weights[k * mixtureCount + b] * rewards[population * size + i];
                }
            }
        }
        return tables;
    }

    @Override
    public List<MeanFieldResponse> bestResponses(int population, int tableCount, double[] rewards) {
        requireLength("rewards", rewards.length, (long) tableCount * model().rewardSize());
        Arrays.stream(rewards).forEach(this::requireFinite);
        List<MeanFieldResponse> responses = new ArrayList<>();
        for (int k = 0; k < tableCount; k++) {
            responses.add(referenceResponse(population, rewards, k));
        }
        return responses;
    }
}
