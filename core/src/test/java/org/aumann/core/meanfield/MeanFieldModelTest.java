package org.aumann.core.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeanFieldModelTest {
    /** What is wrong with a game, and what is said about it. */
    enum Fault {
        NO_POPULATION("populations (0) of game broken must be at least 1"),
        NO_STATE("states (0) of game broken must be at least 1"),
        NO_ACTION("actions (-1) of game broken must be at least 1"),
        START_SUM("initial probabilities of population 0 of game broken sum to 0.9, they must sum to 1"),
        START_NAN("initial probability (NaN) of state 0, population 0 of game broken must be at least 0"),
        SUM("probabilities of the successors of action 1 in state 0 of game broken sum to 0.5, they must sum to 1"),
        NEGATIVE("probability (-0.5) of a successor of action 1 in state 0 of game broken must be at least 0"),
        NAN("probability (NaN) of a successor of action 1 in state 0 of game broken must be at least 0"),
        BEYOND("successor (2) of action 1 in state 0 of game broken must be a state, 0..1"),
        DEAD_END("state 1 of game broken has no legal action, it must have one"),
        FIXED("reward (Infinity) of population 0 in state 1 of game broken must be finite"),
        REWARD("reward (NaN) of population 0 in state 1 of game broken must be finite"),
        HUGE("game broken has 4294967296 rewards, at most 2147483639 are possible"),
        NONE("");

        private final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    /** Two states, two actions: stay or change. */
    private record Broken(Fault fault) implements MeanFieldGame {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public int populationCount() {
            return fault == Fault.NO_POPULATION ? 0 : 1;
        }

        @Override
        public int stateCount() {
            return fault == Fault.NO_STATE ? 0 : 2;
        }

        @Override
        public int actionCount() {
            return fault == Fault.NO_ACTION ? -1 : 2;
        }

        @Override
        public TimeModel time() {
            return new TimeModel.FiniteHorizon(fault == Fault.HUGE ? 1 << 30 : 3);
        }

        @Override
        public double initialProbability(int population, int state) {
            return switch (fault) {
                case START_NAN -> Double.NaN;
                case START_SUM -> 0.45;
                default -> 0.5;
            };
        }

        @Override
        public void successors(int state, int action, Successors successors) {
            if (state == 1 && fault == Fault.DEAD_END) {
                return;
            }
            successors.add(state, 0.5);
            int other = action == 0 ? state : 1 - state;
            if (state == 0 && action == 1) {
                switch (fault) {
                    case SUM -> successors.add(other, 0);
                    case NEGATIVE -> successors.add(other, -0.5);
                    case NAN -> successors.add(other, Double.NaN);
                    case BEYOND -> successors.add(2, 0.5);
                    default -> successors.add(other, 0.5);
                }
            } else {
                successors.add(other, 0.5);
            }
        }

        @Override
        public void fixedRewards(double[] rewards) {
            rewards[1] = fault == Fault.FIXED ? Double.POSITIVE_INFINITY : 0;
        }

        @Override
        public void rewards(double[] meanField, int from, double[] rewards, int to) {
            for (int i = 0; i < 6; i++) {
                rewards[to + i] = fault == Fault.REWARD && i == 5 ? Double.NaN : -meanField[from + i];
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void refusesInOneLine(Fault fault) {
        assertThatThrownBy(() -> MeanFieldModel.of(new Broken(fault)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(fault.message);
    }

    @Test
    void compilesAGoodOne() {
        MeanFieldModel model = MeanFieldModel.of(new Broken(Fault.NONE));
        assertThat(model.successorCount()).isEqualTo(4); // staying twice is one successor, and two rows are shared
        assertThat(model.probability(model.firstSuccessor(0, 0))).isEqualTo(1);
        assertThat(model.fieldSize()).isEqualTo(6);
        assertThat(model.rewardSize()).isEqualTo(6);
        assertThat(model.tableSize()).isEqualTo(12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.rewards(new double[5]))
                .withMessageContaining("meanField.length (5) must be 6");
    }

    @Test
    void refusesTimes() {
        assertMessage(() -> new TimeModel.FiniteHorizon(0), "horizon (0) must be at least 1");
        assertMessage(() -> new TimeModel.Discounted(1), "discount (1.0) must be at least 0 and below 1");
        assertMessage(() -> new TimeModel.Discounted(Double.NaN), "discount (NaN) must be at least 0 and below 1");
    }

    @Test
    void refusesPolicies() {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game("dominated"));
        int[] illegal = new int[model.fieldSize()];
        illegal[5] = 2;
        assertMessage(
                () -> MeanFieldPolicy.deterministic(model, 0, illegal),
                "action (2) in state 1 at time 1 must be legal");
        double[] negative = MeanFieldPolicy.uniform(model, 0).probabilities();
        negative[0] = -1;
        assertMessage(
                () -> MeanFieldPolicy.of(model, 0, negative),
                "probability (-1.0) of action 0 in state 0 at time 0 must be at least 0, and 0 if the action is illegal");
        double[] half = MeanFieldPolicy.uniform(model, 0).probabilities();
        half[1] = 0.5;
        assertMessage(
                () -> MeanFieldPolicy.of(model, 0, half),
                "probabilities in state 1 at time 0 sum to 0.5, they must sum to 1");
    }

    private static void assertMessage(Supplier<Object> made, String message) {
        assertThatThrownBy(made::get).isInstanceOf(InvalidInputException.class).hasMessage(message);
    }

    /** Only what a policy does where it gets counts. */
    @Test
    void policiesAreEqualWhereTheyLead() {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game("mfg_dynamic_routing"));
        int[] over = new int[model.fieldSize()];
        over[0] = 1; // over AC
        int[] same = over.clone();
        same[model.stateCount() + 1] = 1; // what it would do on AB
        int[] other = over.clone();
        other[0] = 0;
        MeanFieldPolicy policy = MeanFieldPolicy.deterministic(model, 0, over);
        assertThat(MeanFieldPolicy.deterministic(model, 0, same))
                .isEqualTo(policy)
                .hasSameHashCodeAs(policy);
        assertThat(MeanFieldPolicy.of(model, 0, policy.probabilities()))
                .isEqualTo(policy)
                .hasSameHashCodeAs(policy);
        assertThat(MeanFieldPolicy.deterministic(model, 0, other)).isNotEqualTo(policy);
        same[0] = 0;
        other[model.stateCount() + 1] = 0;
        assertThat(MeanFieldPolicy.deterministic(model, 0, same))
                .isNotEqualTo(MeanFieldPolicy.deterministic(model, 0, other));
    }

    /** On a torus where chance moves every way there is one row per state, and it is that of the cell one moves to. */
    @Test
    void actionsThatLeadToTheSameStatesShareARow() {
        MeanFieldModel torus = MeanFieldModel.of(MeanFieldCatalogue.game("mfg_crowd_modelling_2d(size=6)"));
        assertThat(torus.rowCount()).isEqualTo(36);
        assertThat(torus.successorCount()).isEqualTo(5 * 36);
        assertThat(torus.row(7, 3)).isEqualTo(torus.row(13, 2)).isEqualTo(torus.row(19, 1));
        MeanFieldModel garnet = MeanFieldModel.of(MeanFieldCatalogue.game("mfg_garnet"));
        assertThat(garnet.rowCount()).isEqualTo(80);
        for (int x = 0; x < 20; x++) {
            for (int a = 0; a < 4; a++) {
                assertThat(garnet.row(x, a)).isEqualTo(4 * x + a);
            }
        }
        MeanFieldModel rooms =
                MeanFieldModel.of(MeanFieldCatalogue.game("mfg_crowd_modelling_2d(instance=four_rooms)"));
        assertThat(rooms.isLegal(0, 0)).isFalse();
        assertThat(rooms.firstSuccessor(rooms.row(0, 0))).isEqualTo(rooms.endSuccessor(rooms.row(0, 0)));
    }

    /** By hand: −c log µ and a population that is worth 2 to the other. */
    @Test
    void crowdRewards() {
        CrowdRewards rewards = CrowdRewards.of(new double[] {1, 3}, new double[][] {{0, 2}, {0, 0}});
        double[] filled = new double[6];
        rewards.fill(2, new double[] {9, 1, 0.5, 0.25, 0}, 1, filled, 2);
        assertThat(filled)
                .containsExactly(
                        new double[] {0, 0, 0.5, Math.log(2), -3 * Math.log(0.25), 172.69388197455342}, within(1e-13));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrowdRewards.of(new double[2], new double[1][2]))
                .withMessage("meeting must be a square matrix of 2 populations");
    }
}
