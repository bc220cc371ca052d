package org.aumann.kernels.cuda.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.ForwardingMeanFieldGame;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.TestMeanFieldPolicies;
import org.aumann.core.random.Philox;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.kernels.cuda.RequiresCuda;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.CudaRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How K5 on the device cuts its work: in as many parts as its memory asks for. */
@RequiresCuda
class CudaMeanFieldTest {
    /** Of logarithms of a few units and their sums. */
    private static final double ROUNDING = 1e-11;

    /** With next to no memory for work every time, policy, mixture and table is a part of its own; with a little, a few. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mfg_crowd_modelling_2d(size=4,horizon=5) | 1",
                "mfg_crowd_modelling_2d(size=4,horizon=5) | 2000",
                "mfg_predator_prey(size=3,horizon=3) | 2500",
                "mfg_linear_quadratic(size=17,horizon=3,reach=1) | 3000",
                "mfg_garnet_discounted(states=9) | 300"
            })
    void partsMakeNoDifference(String game, long workByteSize) {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
        Philox random = new Philox(Seeds.seed());
        List<MeanFieldPolicy> policies = policies(model, random);
        try (CudaDevice device = CudaDevice.open(CudaRuntime.kernels());
                MeanFieldOperator whole = new CudaMeanField(device, model);
                MeanFieldOperator parted = new CudaMeanField(device, model, workByteSize)) {
            whole.add(policies);
            parted.add(policies);
            int mixtures = 11;
            double[] weights = mixtures(mixtures, policies.size(), random);
            assertThat(parted.meanFields(mixtures, weights)).isEqualTo(whole.meanFields(mixtures, weights));
            assertThat(payoffs(parted, mixtures, weights)).isEqualTo(payoffs(whole, mixtures, weights));
            int tables = 9;
            double[] shares = random.doubles((long) tables * mixtures).toArray();
            for (int p = 0; p < model.populationCount(); p++) {
                double[] rewards = whole.averageRewards(p, mixtures, weights, tables, shares);
                assertThat(parted.averageRewards(p, mixtures, weights, tables, shares))
                        .isEqualTo(rewards);
                assertThat(parted.bestResponses(p, tables, rewards)).isEqualTo(whole.bestResponses(p, tables, rewards));
            }
        }
    }

    private static List<MeanFieldPolicy> policies(MeanFieldModel model, Philox random) {
        List<MeanFieldPolicy> policies = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            for (int p = 0; p < model.populationCount(); p++) {
                policies.add(
                        k % 2 == 1
                                ? TestMeanFieldPolicies.deterministic(model, p, random)
                                : TestMeanFieldPolicies.mixed(model, p, random));
            }
        }
        return policies;
    }

    private static double[] mixtures(int count, int policyCount, Philox random) {
        return random.doubles((long) count * policyCount, 0.1, 1)
                .map(weight -> weight / policyCount)
                .toArray();
    }

    private static double[] payoffs(MeanFieldOperator operator, int mixtures, double[] weights) {
        double[] payoffs = new double[weights.length];
        operator.payoffs(mixtures, weights, payoffs);
        return payoffs;
    }

    /** Several populations whose rewards are known to the game alone. */
    private static final class Opaque extends ForwardingMeanFieldGame {
        Opaque(MeanFieldGame game) {
            super(game);
        }
    }

    /** Rewards that the game computes on the host are those that the device computes. */
    @Test
    void rewardsByTheGameAreThoseOfTheCrowd() {
        MeanFieldGame game = MeanFieldCatalogue.game("mfg_predator_prey(size=3,horizon=3)");
        MeanFieldModel model = MeanFieldModel.of(game);
        MeanFieldModel opaque = MeanFieldModel.of(new Opaque(game));
        assertThat(game.crowdRewards()).isPresent();
        assertThat(opaque.game().crowdRewards()).isEmpty();
        int mixtures = 9;
        try (CudaDevice device = CudaDevice.open(CudaRuntime.kernels());
                MeanFieldOperator expected = new CudaMeanField(device, model);
                MeanFieldOperator found = new CudaMeanField(device, opaque)) {
            expected.add(policies(model, new Philox(Seeds.seed())));
            found.add(policies(opaque, new Philox(Seeds.seed())));
            double[] weights = mixtures(mixtures, expected.mixtureSize(), new Philox(Seeds.seed(), 1));
            assertClose("J", payoffs(found, mixtures, weights), payoffs(expected, mixtures, weights), ROUNDING);
            double[] shares = new Philox(2).doubles(mixtures).toArray();
            for (int p = 0; p < model.populationCount(); p++) {
                assertClose(
                        "average",
                        found.averageRewards(p, mixtures, weights, 1, shares),
                        expected.averageRewards(p, mixtures, weights, 1, shares),
                        ROUNDING);
            }
        }
    }
}
