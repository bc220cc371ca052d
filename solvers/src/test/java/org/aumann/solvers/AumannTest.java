package org.aumann.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.psro.JointPsroResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AumannTest {
    private static final double[][] ROWS = {{0, 7}, {2, 6}};
    private static final double[][] COLUMNS = {{0, 2}, {7, 6}};

    /** Aumann 1974: the best correlated equilibrium of chicken is worth 5.25 each. */
    private static void requireChicken(Aumann game) {
        Equilibrium best = game.solve("mwce");
        assertThat(best.isOptimal()).isTrue();
        assertThat(best.status()).isEqualTo("optimal");
        assertThat(best.value(0)).isCloseTo(5.25, within(1e-9));
        assertThat(best.value(1)).isCloseTo(5.25, within(1e-9));
        assertThat(best.probability(1, 1)).isCloseTo(0.5, within(1e-9));
        assertThat(best.probability(0, 0)).isZero();
        assertThat(best.largestGain()).isLessThanOrEqualTo(1e-9);
    }

    @Test
    void solvesWhateverAGameIsGivenAs(@TempDir Path folder) throws IOException {
        requireChicken(Aumann.game(ROWS, COLUMNS));
        requireChicken(Aumann.game(new int[] {2, 2}, new double[] {0, 7, 2, 6}, new double[] {0, 2, 7, 6}));
        requireChicken(Aumann.game("matrix_chicken"));
        requireChicken(Aumann.game(ROWS, COLUMNS).on("reference"));
        Path file = Files.writeString(
                folder.resolve("chicken.nfg"), "NFG 1 R \"chicken\" { \"row\" \"column\" } { 2 2 }\n0 0 2 7 7 2 6 6\n");
        requireChicken(Aumann.game(file));
    }

    @Test
    void extensiveGamesGoByTheirPureStrategies() {
        Equilibrium kuhn = Aumann.game("kuhn_poker").solve("mgce");
        assertThat(kuhn.value(0)).isCloseTo(-1 / 18.0, within(1e-9));
        assertThat(kuhn.sigma().index().jointActionCount()).isEqualTo(27 * 64);
    }

    @Test
    void runsJointPsro() {
        JointPsroResult run = Aumann.game(GameCatalogue.game("kuhn_poker")).jointPsro(options -> options.withSeed(3));
        assertThat(run.status()).isEqualTo(Status.CONVERGED);
        assertThat(run.certificate().gap().sum()).isLessThan(1e-6);
        JointPsroResult matrix = Aumann.game(ROWS, COLUMNS).jointPsro(options -> options);
        assertThat(matrix.certificate().gap().sum()).isLessThan(1e-6);
    }

    @Test
    void optionsAreObeyed() {
        Equilibrium late = Aumann.game("congestion(players=4,actions=10)")
                .solve(MetaSolvers.named("mgce", 0), options -> options.withTimeLimit(Duration.ZERO));
        assertThat(late.status()).isEqualTo("time_limit");
        assertThat(late.isOptimal()).isFalse();
    }

    @Test
    void refusesWhatIsNoGame() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Aumann.game(ROWS, new double[][] {{1, 2, 3}, {4, 5, 6}}))
                .withMessageContaining("expected two of one shape");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Aumann.game("chess").solve("mgce"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Aumann.game(ROWS, COLUMNS).solve("best"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Aumann.game(ROWS, COLUMNS).on("abacus").solve("mgce"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Aumann.game(new double[][] {{Double.NaN}}, new double[][] {{1}})
                        .solve("mgce"));
    }
}
