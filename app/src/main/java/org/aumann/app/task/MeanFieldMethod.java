package org.aumann.app.task;

import java.util.Locale;
import org.aumann.solvers.meanfield.FictitiousPlay;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.OnlineMirrorDescent;

/** What solves a mean-field game. */
public enum MeanFieldMethod {
    /** Mean-field PSRO. */
    PSRO,
    /** The baseline {@link FictitiousPlay}. */
    FICTITIOUS_PLAY,
    /** The baseline {@link OnlineMirrorDescent}. */
    MIRROR_DESCENT;

    /**
     * What the method looks for unless told otherwise.
     *
     * @return CCE; Nash equilibria of the baselines, which know no other
     */
    public MeanFieldConcept usual() {
        return this == PSRO ? MeanFieldConcept.CCE : MeanFieldConcept.NASH;
    }

    /** The word that chooses the method. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
