package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.CatalogueEntry;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TestMeanFieldPolicies;
import org.aumann.core.meanfield.TimeModel;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link MeanFieldOperator} promises: what {@link MeanFieldSweeps} says, for many at a time. */
@ContractOf(Capability.MEAN_FIELDS)
public interface MeanFieldOperatorContract {
    /** Rounding of sums over times and states, relative to 57.56, the logarithm of an empty one. */
    double ROUNDING = 1e-10;

    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /**
     * The whole catalogue, and sizes that are and are not whole vectors.
     *
     * @return specifications
     */
    static Stream<String> games() {
        return Stream.concat(
                MeanFieldCatalogue.entries().stream().map(CatalogueEntry::id),
                Stream.of(
                        "mfg_crowd_modelling(size=2,horizon=1)",
                        "mfg_crowd_modelling(size=1021,horizon=3)",
                        "mfg_crowd_modelling_2d(size=4,horizon=4,forbidden_states=[1|1;3|0])",
                        "mfg_predator_prey(size=3,horizon=7,populations=4)",
                        "mfg_linear_quadratic(size=207,horizon=2,reach=1)",
                        "mfg_garnet(states=1,actions=1,branching=1,horizon=5)",
                        "mfg_garnet(states=33,actions=7,branching=9,horizon=3)"));
    }

    /**
     * A model with policies of both kinds.
     *
     * @param specification the game
     * @param each policies of each population; in the last population one less
     * @return policies of all populations, mixed up
     */
    private static List<MeanFieldPolicy> policies(String specification, int each) {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(specification));
        Philox random = new Philox(Seeds.seed());
        List<MeanFieldPolicy> policies = new ArrayList<>();
        for (int k = 0; k < each; k++) {
            for (int p = 0; p < model.populationCount() - (k + 1 == each && k > 0 ? 1 : 0); p++) {
                policies.add(
                        k % 3 == 1
                                ? TestMeanFieldPolicies.deterministic(model, p, random)
                                : TestMeanFieldPolicies.mixed(model, p, random));
            }
        }
        return policies;
    }

    private static double[] mixtures(MeanFieldOperator operator, int count) {
        Philox random = new Philox(Seeds.seed(), 1);
        double[] mixtures = new double[count * operator.mixtureSize()];
        int at = 0;
        for (int b = 0; b < count; b++) {
            for (int p = 0; p < operator.model().populationCount(); p++) {
                int policies = operator.policyCount(p);
                double sum = 0;
                for (int k = 0; k < policies; k++) {
                    mixtures[at + k] = k > 0 && random.nextInt(5) == 0 ? 0 : random.nextDouble(0.01, 1);
                    sum += mixtures[at + k];
                }
                for (int k = 0; k < policies; k++) {
                    mixtures[at++] /= sum;
                }
            }
        }
        return mixtures;
    }

    private static double[] field(MeanFieldOperator operator, double[] mixtures, int mixture) {
        MeanFieldModel model = operator.model();
        double[] field = new double[model.populationCount() * model.fieldSize()];
        int at = mixture * operator.mixtureSize();
        for (int p = 0; p < model.populationCount(); p++) {
            for (int k = 0; k < operator.policyCount(p); k++) {
                double[] occupancy = operator.occupancy(p, k);
                for (int i = 0; i < occupancy.length; i++) {
                    field[p * occupancy.length + i] += mixtures[at] * occupancy[i];
                }
                at++;
            }
        }
        return field;
    }

    /** Policies come in two batches; occupancies are those of the reference, and the same bits for a policy alone. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.MeanFieldOperatorContract#games")
    default void occupancies(String game) {
        List<MeanFieldPolicy> policies = policies(game, 19);
        MeanFieldModel model = policies.getFirst().model();
        try (MeanFieldOperator operator = backend().meanField(model)) {
            operator.add(policies.subList(0, 2));
            operator.add(policies.subList(2, policies.size()));
            assertThat(operator.mixtureSize()).isEqualTo(policies.size());
            int[] next = new int[model.populationCount()];
            for (MeanFieldPolicy policy : policies) {
                int population = policy.population();
                double[] occupancy = operator.occupancy(population, next[population]++);
                assertClose("µ; " + Seeds.replay(), occupancy, MeanFieldSweeps.occupancy(policy), 1e-14);
                try (MeanFieldOperator alone = backend().meanField(model)) {
                    alone.add(List.of(policy));
                    assertThat(alone.occupancy(population, 0))
                            .as(Seeds.replay())
                            .isEqualTo(occupancy);
                }
            }
            assertThat(next[0]).isEqualTo(operator.policyCount(0));
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.MeanFieldOperatorContract#games")
    default void payoffsOfTheRestrictedGame(String game) {
        for (int each : new int[] {1, 4, 7}) {
            List<MeanFieldPolicy> policies = policies(game, each);
            MeanFieldModel model = policies.getFirst().model();
            try (MeanFieldOperator operator = backend().meanField(model)) {
                operator.add(policies);
                int count = 6;
                double[] mixtures = mixtures(operator, count);
                double[] fields = operator.meanFields(count, mixtures);
                double[] payoffs = new double[mixtures.length];
                Arrays.fill(payoffs, Double.NaN);
                operator.payoffs(count, mixtures, payoffs);
                int at = 0;
                for (int b = 0; b < count; b++) {
                    double[] field = field(operator, mixtures, b);
                    assertClose(
                            "µ(ν)", Arrays.copyOfRange(fields, b * field.length, (b + 1) * field.length), field, 1e-12);
                    for (int p = 0; p < model.populationCount(); p++) {
                        double[] table = model.tableAgainst(p, field);
                        int population = p;
                        for (MeanFieldPolicy policy : policies.stream()
                                .filter(candidate -> candidate.population() == population)
                                .toList()) {
                            double value = MeanFieldSweeps.value(policy, table);
                            assertClose("J", payoffs[at++], value, ROUNDING, ROUNDING);
                        }
                    }
                }
            }
        }
    }

    /** A mixture earns the same alone and among others, however many threads there are. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.MeanFieldOperatorContract#games")
    default void neitherBatchNorThreadsMakeADifference(String game) throws Exception {
        List<MeanFieldPolicy> policies = policies(game, 6);
        try (MeanFieldOperator operator =
                backend().meanField(policies.getFirst().model())) {
            operator.add(policies);
            int count = 11;
            int size = operator.mixtureSize();
            double[] mixtures = mixtures(operator, count);
            double[] expected = new double[mixtures.length];
            operator.payoffs(count, mixtures, expected);
            for (int b = 0; b < count; b++) {
                double[] alone = new double[size];
                operator.payoffs(1, Arrays.copyOfRange(mixtures, b * size, (b + 1) * size), alone);
                assertThat(alone).isEqualTo(Arrays.copyOfRange(expected, b * size, (b + 1) * size));
            }
            double[] weights = new Philox(5).doubles(2L * count).toArray();
            double[] average = operator.averageRewards(0, count, mixtures, 2, weights);
            for (int threads = 1; threads <= 3; threads++) {
                try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                    double[] again = new double[mixtures.length];
                    pool.submit(() -> operator.payoffs(count, mixtures, again)).get();
                    assertThat(again).isEqualTo(expected);
                    assertThat(pool.submit(() -> operator.averageRewards(0, count, mixtures, 2, weights))
                                    .get())
                            .isEqualTo(average);
                }
            }
        }
    }

    /** More mixtures than are kept at a time. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.MeanFieldOperatorContract#games")
    default void averagesOfRewards(String game) {
        List<MeanFieldPolicy> policies = policies(game, 3);
        MeanFieldModel model = policies.getFirst().model();
        try (MeanFieldOperator operator = backend().meanField(model)) {
            operator.add(policies);
            int count = 67;
            int tables = 3;
            double[] mixtures = mixtures(operator, count);
            double[] weights =
                    new Philox(Seeds.seed()).doubles((long) tables * count).toArray();
            for (int p = 0; p < model.populationCount(); p++) {
                double[] expected = new double[tables * model.rewardSize()];
                for (int b = 0; b < count; b++) {
                    double[] rewards = model.rewards(field(operator, mixtures, b));
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] += weights[i / model.rewardSize() * count + b]
                                * rewards[p * model.rewardSize() + i % model.rewardSize()];
                    }
                }
                double[] average = operator.averageRewards(p, count, mixtures, tables, weights);
                for (int i = 0; i < expected.length; i++) {
                    assertClose("average", average[i], expected[i], ROUNDING, ROUNDING);
                }
            }
        }
    }

    /** The reference's policies and values, ties included, bit for bit. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.MeanFieldOperatorContract#games")
    default void bestResponses(String game) {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
        try (MeanFieldOperator operator = backend().meanField(model)) {
            for (int tables : new int[] {1, 2, 8, 9, 17}) {
                Philox random = new Philox(Seeds.seed());
                double[] rewards = new double[tables * model.rewardSize()];
                for (int i = model.rewardSize(); i < rewards.length; i++) { // the first table is all ties
                    rewards[i] = random.nextInt(-2, 3);
                }
                for (int p = 0; p < model.populationCount(); p++) {
                    List<MeanFieldResponse> responses = operator.bestResponses(p, tables, rewards);
                    assertThat(responses).hasSize(tables);
                    for (int k = 0; k < tables; k++) {
                        MeanFieldResponse expected =
                                MeanFieldSweeps.bestResponse(model, p, model.table(p, rewards, k * model.rewardSize()));
                        assertThat(responses.get(k)).as(Seeds.replay()).isEqualTo(expected);
                        assertThat(responses.get(k).policy().probabilities())
                                .isEqualTo(expected.policy().probabilities());
                    }
                }
            }
        }
    }

    /** Finite against the uniform policy, and nowhere else. */
    record Treacherous() implements MeanFieldGame {
        @Override
        public String name() {
            return "treacherous";
        }

        @Override
        public int populationCount() {
            return 1;
        }

        @Override
        public int stateCount() {
            return 2;
        }

        @Override
        public int actionCount() {
            return 2;
        }

        @Override
        public TimeModel time() {
            return new TimeModel.FiniteHorizon(2);
        }

        @Override
        public double initialProbability(int population, int state) {
            return 0.5;
        }

        @Override
        public void successors(int state, int action, Successors successors) {
            successors.add(action, 1);
        }

        @Override
        public void rewards(double[] meanField, int from, double[] rewards, int to) {
            for (int i = 0; i < 4; i++) {
                rewards[to + i] = 1 / meanField[from + i];
            }
        }
    }

    @Test
    default void refusesRewardsThatAreNotFinite() {
        MeanFieldModel model = MeanFieldModel.of(new Treacherous());
        try (MeanFieldOperator operator = backend().meanField(model)) {
            operator.add(List.of(MeanFieldPolicy.deterministic(model, 0, new int[4])));
            assertThatThrownBy(() -> operator.payoffs(1, new double[] {1}, new double[1]))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("treacherous")
                    .hasMessageContaining("finite");
            assertThatThrownBy(() -> operator.bestResponses(0, 1, new double[] {0, Double.NaN, 0, 0}))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("finite");
        }
    }

    @Test
    default void refusesWhatDoesNotFit() {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game("dominated"));
        MeanFieldModel other = MeanFieldModel.of(MeanFieldCatalogue.game("dominated"));
        try (MeanFieldOperator operator = backend().meanField(model)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.add(MeanFieldPolicy.uniform(other)))
                    .withMessageContaining("policies must be of the operator's model");
            operator.add(MeanFieldPolicy.uniform(model));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.payoffs(2, new double[3], new double[2]))
                    .withMessage("mixtures.length (3) must be 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.averageRewards(0, 1, new double[1], 2, new double[1]))
                    .withMessage("weights.length (1) must be 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.bestResponses(0, 1, new double[1]))
                    .withMessage("rewards.length (1) must be 8");
        }
    }
}
