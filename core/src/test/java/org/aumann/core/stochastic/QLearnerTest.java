package org.aumann.core.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A single learner against what can be said by hand. */
class QLearnerTest {
    private static final List<String> TWO = List.of("0", "1");

    /** Stag hunt [[10, 1], [8, 5]], over and over: both cooperate, or are sure of something. */
    private static StochasticModel stagHunt() {
        StochasticModelBuilder builder = new StochasticModelBuilder("stag hunt", List.of("a", "b"), 0.5);
        builder.addState("hunt");
        builder.start(0, 1);
        builder.beginState(0, List.of(TWO, TWO));
        double[][] payoffs = {{10, 10}, {1, 8}, {8, 1}, {5, 5}};
        for (double[] both : payoffs) {
            builder.beginRow();
            builder.add(0, 1, both);
            builder.endRow();
        }
        return builder.build();
    }

    @Test
    void centralAndFriendPlayersHuntTheStag() {
        for (LearningSelection selection : List.of(LearningSelection.CENTRAL, LearningSelection.FRIEND)) {
            LearningOptions options = LearningOptions.of(selection).withStepSize(new StepSize.Constant(0.5));
            QLearner learner = new QLearner(stagHunt(), Seeds.seed(), 0);
            for (int k = 0; k < 1_000; k++) {
                learner.step(options);
            }
            // V = 10 / (1 − γ), Q = r + γ V
            assertClose("Q of player 0", new double[] {20, 11, 18, 15}, firstOf(learner.payoffs()), 1e-9);
            assertThat(learner.policy()).containsExactly(1, 0, 0, 0);
            assertClose("V", learner.values()[1][0], 20, 1e-9, 0);
        }
    }

    private static double[] firstOf(double[] payoffs) {
        return Arrays.copyOf(payoffs, 4);
    }

    /** Rewards times 1 − γ make values averages. */
    @Test
    void scaledRewardsGiveAverages() {
        LearningOptions options = LearningOptions.of(LearningSelection.CENTRAL)
                .withStepSize(new StepSize.Constant(0.5))
                .withRewardScale(0.5);
        QLearner learner = new QLearner(stagHunt(), Seeds.seed(), 0);
        for (int k = 0; k < 1_000; k++) {
            learner.step(options);
        }
        assertClose("V", learner.values()[0][0], 10, 1e-9, 0);
    }

    /** Against a uniform co-player stag is worth 5.5 and hare 6.5 a step: those who do not see him are sure of something. */
    @Test
    void independentPlayersKnowOwnActionsOnly() {
        LearningOptions options = LearningOptions.of(LearningSelection.INDEPENDENT);
        QLearner learner = new QLearner(stagHunt(), Seeds.seed(), 0);
        for (int k = 0; k < 20_000; k++) {
            learner.step(options);
        }
        double[] payoffs = learner.payoffs();
        assertThat(payoffs[1]).isZero();
        assertThat(payoffs[3]).isZero();
        assertThat(payoffs[4 + 2]).isZero();
        assertThat(payoffs[4 + 3]).isZero();
        assertClose("hare less stag of player 0", payoffs[2] - payoffs[0], 1, 0.5, 0);
        assertClose("hare less stag of player 1", payoffs[4 + 1] - payoffs[4], 1, 0.5, 0);
        assertThat(learner.policy()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void episodesEndAtTheirLimit() {
        LearningOptions options = LearningOptions.of(LearningSelection.CENTRAL).withEpisodeLimit(4);
        QLearner learner = new QLearner(stagHunt(), Seeds.seed(), 0);
        for (int k = 0; k < 10; k++) {
            learner.step(options);
        }
        assertThat(learner.episodes()).isEqualTo(2);
        assertThat(learner.length()).isEqualTo(2);
        assertThat(learner.left()).isZero();
        assertThat(learner.returns()[0]).isBetween(8.0, 80.0);
        assertThat(learner.visits())
                .satisfies(visits -> assertThat(visits[0] + visits[1] + visits[2] + visits[3])
                        .isEqualTo(10));
    }

    /** ε decides how often π is not played: with probability ¾ ε another joint action than that of the point mass. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INDEPENDENT")
    void explorationIsAsOftenAsAskedFor(LearningSelection selection) {
        StochasticModel model = stagHunt();
        LearningOptions options = LearningOptions.of(selection).withExploration(0.2);
        QLearner learner = new QLearner(model, Seeds.seed(), 3);
        learner.refresh(0, new double[] {1, 0, 0, 0}, new double[] {20, 20});
        learner.payoffs()[0] = 20;
        learner.payoffs()[4] = 20;
        int steps = 20_000;
        for (int k = 0; k < steps; k++) {
            learner.step(options);
        }
        assertClose("explored", 1 - learner.visits()[0] / steps, 0.15, 0.02, 0); // eight standard errors
    }

    @Test
    void optionsAreChecked() {
        LearningOptions options = LearningOptions.of(LearningSelection.FRIEND);
        assertThatIllegalArgumentException().isThrownBy(() -> options.withExploration(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withRewardScale(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withEpisodeLimit(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepSize.Constant(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepSize.Decayed(0.1, 0.9, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepSize.ByVisits(2));
    }

    @Test
    void stepSizesFall() {
        StepSize decayed = new StepSize.Decayed(0.5, 0.9, 0.1);
        assertThat(decayed.at(0, 7)).isEqualTo(0.5);
        assertThat(decayed.at(2, 1)).isEqualTo(0.5 * (0.9 * 0.9));
        assertThat(decayed.at(1_000_000, 1)).isEqualTo(0.1);
        assertThat(new StepSize.ByVisits(1).at(5, 8)).isEqualTo(0.125);
        assertClose("α", new StepSize.ByVisits(0.5).at(5, 16), 0.25, 1e-15, 0);
    }
}
