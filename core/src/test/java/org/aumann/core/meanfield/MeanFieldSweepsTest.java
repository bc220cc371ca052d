package org.aumann.core.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.aumann.core.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.CatalogueEntry;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeanFieldSweepsTest {
    private static MeanFieldModel model(String specification) {
        return MeanFieldModel.of(MeanFieldCatalogue.game(specification));
    }

    private static Stream<String> games() {
        return Stream.concat(
                MeanFieldCatalogue.entries().stream().map(CatalogueEntry::id),
                Stream.of(
                        "mfg_predator_prey(instance=four_populations)",
                        "mfg_predator_prey(geometry=torus,size=3,noise_probability=0.5)",
                        "mfg_crowd_modelling_2d(instance=four_rooms)",
                        "mfg_crowd_modelling_2d(size=4,horizon=3,forbidden_states=[0|0;2|3],noise_intensity=0.3)",
                        "mfg_crowd_modelling_2d(size=4,horizon=3,geometry=square)",
                        "mfg_crowd_modelling_2d(size=4,horizon=3,forbidden_states=[0|0],with_congestion=true)",
                        "mfg_garnet_discounted(discount=0)",
                        "mfg_crowd_modelling(size=2,horizon=1)"));
    }

    /** A policy that plays A, B and C with given probabilities. */
    private static MeanFieldPolicy choices(MeanFieldModel model, double a, double b, double c) {
        double[] probabilities = MeanFieldPolicy.uniform(model, 0).probabilities();
        for (int t = 0; t < 2; t++) {
            probabilities[model.index(t, 0, 0)] = a;
            probabilities[model.index(t, 0, 1)] = b;
            probabilities[model.index(t, 0, 2)] = c;
        }
        return MeanFieldPolicy.of(model, 0, probabilities);
    }

    /** Exploitability: spec/05; the Nash equilibria by solving for equal rewards. */
    @ParameterizedTest
    @CsvSource({
        "biased_indirect_rps, 0.3333333333333333, 0.3333333333333333, 0.3333333333333334, 0.06666666666666667",
        "biased_indirect_rps, 1, 0, 0, 0.7",
        "biased_indirect_rps, 0, 1, 0, 0.5",
        "biased_indirect_rps, 0, 0, 1, 0.3",
        "biased_indirect_rps, 0.2112676056338028, 0.29577464788732394, 0.49295774647887325, 0",
        "coop_betray_punish, 1, 0, 0, 1",
        "coop_betray_punish, 0, 1, 0, 2",
        "coop_betray_punish, 0, 0, 1, 24.444444444444443",
        "coop_betray_punish, 0.5223705928961096, 0, 0.4776294071038904, 0",
        "mean_field_nfg(reward_function=coop), 1, 0, 0, 10",
        "mean_field_nfg(reward_function=coop), 0, 0, 1, 244.44444444444443",
        "mean_field_nfg(reward_function=biased_indirect_rps), 0, 1, 0, 0.5",
        "mean_field_nfg(reward_function=dom), 1, 0, 0, 0",
        "dominated, 0, 0, 1, 0.25",
        "dominated, 0, 1, 0, 0",
        "dominated, 0.5, 0.5, 0, 0",
    })
    void exploitabilityOfChoices(String game, double a, double b, double c, double gap) {
        MeanFieldModel model = model(game);
        double[] gaps = MeanFieldSweeps.exploitability(List.of(choices(model, a, b, c)));
        assertThat(gaps).hasSize(1);
        assertClose(game, gaps[0], gap, 1e-8, 0);
    }

    /** (15, 21, 35)/71 and rewards of 0; one of three equilibria, with its reward: spec/05. */
    @Test
    void equilibriaOfChoices() {
        MeanFieldModel rps = model("biased_indirect_rps");
        MeanFieldPolicy nash = choices(rps, 15.0 / 71, 21.0 / 71, 35.0 / 71);
        double[] table = rps.tableAgainst(0, MeanFieldSweeps.meanField(List.of(nash)));
        for (int choice = 1; choice <= 3; choice++) {
            assertThat(table[rps.index(1, choice, 0)]).isEqualTo(0, within(1e-16));
        }
        MeanFieldModel cbp = model("coop_betray_punish");
        MeanFieldPolicy cooperate = choices(cbp, 0.5223705929, 0, 1 - 0.5223705929);
        table = cbp.tableAgainst(0, MeanFieldSweeps.meanField(List.of(cooperate)));
        assertClose("value", MeanFieldSweeps.value(cooperate, table), 0.4748823572, 1e-9, 0);
        assertClose("best", MeanFieldSweeps.bestResponse(cbp, 0, table).value(), 0.4748823572, 1e-8, 0);
    }

    /** spec/05: the figures of an exact computation. */
    @Test
    void uniformPolicyOnTheRing() {
        MeanFieldModel model = model("mfg_crowd_modelling(size=10,horizon=10)");
        MeanFieldPolicy uniform = MeanFieldPolicy.uniform(model, 0);
        double[] field = MeanFieldSweeps.meanField(List.of(uniform));
        double[] table = model.tableAgainst(0, field);
        assertClose("value", MeanFieldSweeps.value(uniform, table), 27.425850929940452, 1e-9, 0);
        assertClose("best", MeanFieldSweeps.bestResponse(model, 0, table).value(), 30.212533346238786, 1e-9, 0);
        assertClose("gap", MeanFieldSweeps.exploitability(List.of(uniform))[0], 2.7866824162983335, 1e-9, 0);
        assertThat(Arrays.stream(field).max().orElseThrow()).isEqualTo(0.1, within(1e-15));
    }

    /** Braess: without the shortcut half and half at 65, with it everybody takes it at 80. */
    @Test
    void braess() {
        MeanFieldModel without = model("mfg_dynamic_routing(shortcut=false)");
        MeanFieldPolicy half = MeanFieldPolicy.uniform(without, 0);
        double[] table = without.tableAgainst(0, MeanFieldSweeps.meanField(List.of(half)));
        assertThat(MeanFieldSweeps.value(half, table)).isEqualTo(-65, within(1e-12));
        assertThat(MeanFieldSweeps.exploitability(List.of(half))[0]).isEqualTo(0, within(1e-12));

        MeanFieldModel with = model("mfg_dynamic_routing");
        int[] actions = new int[with.fieldSize()];
        actions[with.stateCount() + 1] = 1; // from AB over BC
        MeanFieldPolicy shortcut = MeanFieldPolicy.deterministic(with, 0, actions);
        table = with.tableAgainst(0, MeanFieldSweeps.meanField(List.of(shortcut)));
        assertThat(MeanFieldSweeps.value(shortcut, table)).isEqualTo(-80, within(1e-12));
        assertThat(MeanFieldSweeps.exploitability(List.of(shortcut))[0]).isEqualTo(0, within(1e-12));
        actions[with.stateCount() + 1] = 0;
        MeanFieldPolicy wide = MeanFieldPolicy.deterministic(with, 0, actions);
        assertThat(MeanFieldSweeps.exploitability(List.of(wide))[0]).isEqualTo(85 - 40, within(1e-12));
    }

    /** Mass is 1 at every time, or 1/(1−γ) in all; nobody is in a state that is not reached. */
    @ParameterizedTest
    @MethodSource("games")
    void occupanciesKeepTheirMass(String game) {
        MeanFieldModel model = model(game);
        Philox random = new Philox(Seeds.seed());
        for (int p = 0; p < model.populationCount(); p++) {
            MeanFieldPolicy policy = TestMeanFieldPolicies.mixed(model, p, random);
            double[] occupancy = MeanFieldSweeps.occupancy(policy);
            double mass = switch (model.game().time()) {
                case TimeModel.FiniteHorizon _ -> 1;
                case TimeModel.Discounted(double discount) -> 1 / (1 - discount);
            };
            for (int t = 0; t < model.timeCount(); t++) {
                double sum = 0;
                for (int x = 0; x < model.stateCount(); x++) {
                    double share = occupancy[t * model.stateCount() + x];
                    assertThat(share > 0)
                            .as("state %s; %s", x, Seeds.replay())
                            .isEqualTo(MeanFieldSweeps.reached(policy).get(t * model.stateCount() + x));
                    sum += share;
                }
                assertClose("mass", sum, mass, 0, 1e-12);
            }
        }
    }

    /** The value by occupancies is that of backward induction, and nothing beats the best response. */
    @ParameterizedTest
    @MethodSource("games")
    void valuesAgree(String game) {
        MeanFieldModel model = model(game);
        Philox random = new Philox(Seeds.seed());
        List<MeanFieldPolicy> policies = new ArrayList<>();
        for (int p = 0; p < model.populationCount(); p++) {
            policies.add(TestMeanFieldPolicies.mixed(model, p, random));
        }
        double[] field = MeanFieldSweeps.meanField(policies);
        double[] gaps = MeanFieldSweeps.exploitability(policies);
        for (int p = 0; p < model.populationCount(); p++) {
            double[] table = model.tableAgainst(p, field);
            MeanFieldPolicy policy = policies.get(p);
            double value = MeanFieldSweeps.value(policy, table);
            double[] actionValues = MeanFieldSweeps.actionValues(policy, table);
            double byInduction = 0;
            for (int x = 0; x < model.stateCount(); x++) {
                for (int a = 0; a < model.actionCount(); a++) {
                    byInduction += model.initialProbability(p, x)
                            * policy.probability(0, x, a)
                            * actionValues[model.index(0, x, a)];
                }
            }
            assertClose("value", byInduction, value, 1e-10, 1e-12);
            MeanFieldResponse best = MeanFieldSweeps.bestResponse(model, p, table);
            assertClose("best", MeanFieldSweeps.value(best.policy(), table), best.value(), 1e-10, 1e-12);
            assertClose("gap", gaps[p], best.value() - value, 1e-10, 1e-12);
            for (int k = 0; k < 20; k++) {
                MeanFieldPolicy other = TestMeanFieldPolicies.deterministic(model, p, random);
                assertThat(MeanFieldSweeps.value(other, table))
                        .as(Seeds.replay())
                        .isLessThanOrEqualTo(best.value() + 1e-10 * (1 + Math.abs(best.value())));
            }
        }
    }

    /** µ(ν) = Σ ν_k µ^k and J(π(ν), µ) = Σ ν_k J(π_k, µ). */
    @ParameterizedTest
    @MethodSource("games")
    void mixturesAreLinear(String game) {
        MeanFieldModel model = model(game);
        Philox random = new Philox(Seeds.seed());
        double[] weights = {0.5, 0, 0.2, 0.3};
        for (int p = 0; p < model.populationCount(); p++) {
            List<MeanFieldPolicy> policies = List.of(
                    TestMeanFieldPolicies.deterministic(model, p, random),
                    TestMeanFieldPolicies.mixed(model, p, random),
                    TestMeanFieldPolicies.mixed(model, p, random),
                    TestMeanFieldPolicies.deterministic(model, p, random));
            double[] expected = new double[model.fieldSize()];
            double[] table = random.doubles(model.tableSize()).toArray();
            double value = 0;
            for (int k = 0; k < weights.length; k++) {
                double[] occupancy = MeanFieldSweeps.occupancy(policies.get(k));
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += weights[k] * occupancy[i];
                }
                value += weights[k] * MeanFieldSweeps.value(policies.get(k), table);
            }
            MeanFieldPolicy mixture = MeanFieldSweeps.mixture(policies, weights);
            assertClose("µ(ν)", MeanFieldSweeps.occupancy(mixture), expected, 1e-12);
            assertClose("J", MeanFieldSweeps.value(mixture, table), value, 1e-11, 1e-12);
        }
    }

    /** With a discount of 0 only the first reward counts; a long horizon of discounted rewards tends to the endless game. */
    @Test
    void discountedValuesAreLimits() {
        MeanFieldModel endless = model("mfg_garnet_discounted(states=6,discount=0.5,seed=3)");
        double[] table = new Philox(Seeds.seed()).doubles(endless.tableSize()).toArray();
        MeanFieldModel finite = model("mfg_garnet(states=6,horizon=60,seed=3)");
        double[] discounted = new double[finite.tableSize()];
        for (int i = 0; i < discounted.length; i++) {
            int time = i / table.length;
            discounted[i] = table[i % table.length] * Math.pow(0.5, time);
        }
        assertClose(
                "best; " + Seeds.replay(),
                MeanFieldSweeps.bestResponse(endless, 0, table).value(),
                MeanFieldSweeps.bestResponse(finite, 0, discounted).value(),
                1e-12,
                0);
        assertClose(
                "uniform; " + Seeds.replay(),
                MeanFieldSweeps.value(MeanFieldPolicy.uniform(endless, 0), table),
                MeanFieldSweeps.value(MeanFieldPolicy.uniform(finite, 0), discounted),
                1e-12,
                0);
    }

    @Test
    void tiesGoToTheLowestAction() {
        for (String game : List.of("mfg_garnet", "mfg_garnet_discounted", "mfg_predator_prey")) {
            MeanFieldModel model = model(game);
            MeanFieldPolicy policy = MeanFieldSweeps.bestResponse(model, 0, new double[model.tableSize()])
                    .policy();
            for (int t = 0; t < model.timeCount(); t++) {
                for (int x = 0; x < model.stateCount(); x++) {
                    assertThat(policy.action(t, x)).isZero();
                }
            }
        }
    }

    /** Every population's gap, by hand: against a still field of the corners, the reward of going along with the prey. */
    @Test
    void everyPopulationHasItsOwnGap() {
        MeanFieldModel model = model("mfg_predator_prey(horizon=2,noise_probability=0)");
        List<MeanFieldPolicy> still = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            still.add(MeanFieldPolicy.deterministic(model, p, new int[model.fieldSize()]));
        }
        double[] gaps = MeanFieldSweeps.exploitability(still);
        for (double gap : gaps) {
            assertThat(gap).isEqualTo(-Math.log(1e-25), within(1e-12)); // an empty cell at the second time
        }
    }
}
