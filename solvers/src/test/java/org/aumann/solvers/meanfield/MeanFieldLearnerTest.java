package org.aumann.solvers.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFieldLearnerTest {
    private static MeanFieldModel model(String specification) {
        return MeanFieldModel.of(MeanFieldCatalogue.game(specification));
    }

    /** Figures of an independent implementation: spec/05. */
    @Test
    void mirrorDescentOnTheRing() {
        MeanFieldLearner learner = new OnlineMirrorDescent(model("mfg_crowd_modelling"), 0.1);
        learner.run(100);
        assertClose("after 100", learner.exploitability()[0], 0.36537605, 1e-6, 0);
        learner.run(900);
        assertThat(learner.iterations()).isEqualTo(1000);
        assertClose("after 1000", learner.exploitability()[0], 0.0035749705, 1e-6, 0);
    }

    /** The logarithm makes these games monotone, so that the continuous time of fictitious play converges at 1/k. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mfg_crowd_modelling",
                "mfg_predator_prey(size=3,horizon=4)",
                "mfg_garnet(states=8,horizon=4)",
                "mfg_garnet_discounted(states=8,discount=0.5)"
            })
    void fictitiousPlayGainsWithEveryTenfold(String game) {
        MeanFieldLearner learner = new FictitiousPlay(model(game));
        double[] start = learner.exploitability();
        learner.run(10);
        double[] ten = learner.exploitability();
        learner.run(290);
        double[] later = learner.exploitability();
        for (int p = 0; p < start.length; p++) {
            assertThat(ten[p]).isLessThan(start[p]);
            assertThat(later[p]).isBetween(-1e-12, ten[p] / 3);
        }
    }

    /** Against a fixed mean field of a dominated choice both learners leave it. */
    @Test
    void theDominatedChoiceIsLeft() {
        MeanFieldModel model = model("dominated");
        MeanFieldLearner descent = new OnlineMirrorDescent(model, 1);
        descent.run(400);
        MeanFieldPolicy policy = descent.policies().getFirst();
        assertThat(policy.probability(0, 0, 2)).isLessThan(1e-30);
        MeanFieldLearner play = new FictitiousPlay(model);
        play.run(1000);
        assertThat(play.policies().getFirst().probability(0, 0, 2)).isLessThan(1e-3);
    }

    @Test
    void allPopulationsAreMeasured() {
        MeanFieldLearner learner = new OnlineMirrorDescent(model("mfg_predator_prey(instance=four_populations)"), 0.1);
        double[] before = learner.exploitability();
        learner.run(200);
        double[] after = learner.exploitability();
        assertThat(after).hasSize(4);
        for (int p = 0; p < 4; p++) {
            assertThat(after[p]).isBetween(-1e-9, before[p] / 10);
        }
        assertThat(Arrays.stream(after).distinct().count()).isGreaterThan(1);
    }

    @Test
    void refusesALearningRate() {
        MeanFieldModel model = model("dominated");
        assertThatThrownBy(() -> new OnlineMirrorDescent(model, Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("learning rate (NaN) must be finite and above 0");
    }
}
