package org.aumann.app.cli;

import org.aumann.core.InvalidInputException;
import org.aumann.core.regret.LearningRate;
import org.aumann.core.regret.RegretRule;
import org.aumann.solvers.meanfield.MeanFieldConcept;

/** The regret minimisers that {@code aumann mfpsro} offers. */
enum Learner {
    MATCHING,
    MATCHING_PLUS,
    PREDICTIVE,
    HEDGE,
    POLYNOMIAL,
    INTERNAL,
    SWAP;

    static Learner usual(MeanFieldConcept concept) {
        return concept == MeanFieldConcept.CE ? INTERNAL : MATCHING;
    }

    void requireSuits(MeanFieldConcept concept) {
        boolean isInternal = this == INTERNAL || this == SWAP;
        if (concept == MeanFieldConcept.CE && !isInternal) {
            throw new InvalidInputException("--learner " + Converters.word(this)
                    + " --concept ce: found external regret, expected internal or swap");
        }
    }

    /** Whether the rule learns at a rate. */
    boolean hasRate() {
        return this == HEDGE || this == POLYNOMIAL;
    }

    RegretRule rule(double learningRate) {
        return switch (this) {
            case MATCHING -> new RegretRule.Matching();
            case MATCHING_PLUS -> new RegretRule.MatchingPlus();
            case PREDICTIVE -> new RegretRule.PredictiveMatchingPlus();
            case HEDGE -> new RegretRule.Hedge(LearningRate.constant(learningRate));
            case POLYNOMIAL -> new RegretRule.PolynomialWeights(LearningRate.constant(learningRate));
            case INTERNAL -> new RegretRule.Internal();
            case SWAP -> new RegretRule.Swap(new RegretRule.MatchingPlus());
        };
    }
}
