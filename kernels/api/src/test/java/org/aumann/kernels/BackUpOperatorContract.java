package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.StageGames;
import org.aumann.core.stochastic.StochasticModel;
import org.junit.jupiter.api.Test;

/** What every {@link BackUpOperator} promises: the bits of {@link StageGames}. */
@ContractOf(Capability.STOCHASTIC_GAMES)
public interface BackUpOperatorContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    private static double[] read(JointBuffer buffer) {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        Arrays.fill(elements, Double.NaN);
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
    }

    private static double[][] values(StochasticModel model, Philox random) {
        double[][] values = new double[model.playerCount()][model.stateCount()];
        for (double[] row : values) {
            Arrays.setAll(row, s -> model.isAbsorbing(s) ? 0 : random.nextDouble(-1e3, 1e3));
        }
        return values;
    }

    private static void write(JointBuffer buffer, double[][] rows) {
        buffer.write(MemorySegment.ofArray(
                Arrays.stream(rows).flatMapToDouble(DoubleStream::of).toArray()));
    }

    @Test
    default void stageGamesAreThoseOfTheDefinition() {
        Philox random = new Philox(Seeds.seed());
        for (StochasticModel model : StochasticFixture.games()) {
            try (BackUpOperator operator = backend().backUps(model)) {
                assertThat(operator.model()).isSameAs(model);
                assertThat(read(operator.values())).containsOnly(0);
                assertThat(read(operator.payoffs())).containsOnly(0);
                for (int sweep = 0; sweep < 2; sweep++) {
                    double[][] values = values(model, random);
                    write(operator.values(), values);
                    operator.backUp();
                    assertThat(read(operator.payoffs()))
                            .as(model.name() + "; " + Seeds.replay())
                            .isEqualTo(StageGames.payoffs(model, values));
                }
            }
        }
    }

    /** So many rows that threads share them. */
    @Test
    default void rangesAndThreadsMakeNoDifference() throws Exception {
        StochasticModel model = StochasticFixture.garnet(IncentiveCase.isOnlySmall() ? 60 : 800, 3, 4, 5, 5);
        double[][] values = values(model, new Philox(Seeds.seed()));
        double[] expected = StageGames.payoffs(model, values);
        Pools.requireSameBits(() -> {
            try (BackUpOperator operator = backend().backUps(model)) {
                write(operator.values(), values);
                operator.backUp();
                double[] all = read(operator.payoffs());
                assertThat(all).isEqualTo(expected);
                operator.payoffs().write(MemorySegment.ofArray(new double[expected.length]));
                operator.backUp(3, 3);
                operator.backUp(7, model.stateCount() - 1);
                double[] some = read(operator.payoffs());
                for (int cell = 0; cell < some.length; cell++) {
                    boolean isIn = cell >= model.firstCell(7, 0) && cell < model.firstCell(model.stateCount() - 1, 0);
                    assertThat(some[cell]).isEqualTo(isIn ? expected[cell] : 0);
                }
                return all;
            }
        });
    }

    @Test
    default void onlyRangesOfStatesAreBackedUp() {
        try (BackUpOperator operator = backend().backUps(StochasticFixture.turns())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.backUp(0, 3))
                    .withMessageContaining("must be a range in 0..2");
            assertThatIllegalArgumentException().isThrownBy(() -> operator.backUp(-1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> operator.backUp(2, 1));
        }
    }
}
