package org.aumann.solvers.batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.JointBuffer;
import org.aumann.solvers.meta.SolveOutcome;

/** What a batch of games was solved to: a distribution and a certified answer a game. Off the heap, freed by the collector. */
public final class BatchSolution {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final MemorySegment sigma;
    private final GameAnswer[] answers;

    /** Without answers yet; whoever makes it sets all of them before anybody else sees it. */
    BatchSolution(JointActionIndex index, SolutionConcept concept, int gameCount) {
        this(index, concept, gameCount, gameCount);
    }

    /** The same with room for the distributions of more games. */
    BatchSolution(JointActionIndex index, SolutionConcept concept, int capacity, int gameCount) {
        this.index = index;
        this.concept = concept;
        long size = Math.multiplyExact(capacity, index.jointActionCount());
        this.sigma = Arena.ofAuto().allocate(Math.multiplyExact(Double.BYTES, size), Double.BYTES);
        this.answers = new GameAnswer[gameCount];
    }

    /** Takes over the distributions of all games. */
    void setSigma(JointBuffer distributions) {
        distributions.read(sigma);
    }

    /** Gives a game the uniform distribution, and its answer. */
    void setUniform(int game, GameAnswer answer) {
        long joint = index.jointActionCount();
        for (long a = 0; a < joint; a++) {
            sigma.setAtIndex(DOUBLE, game * joint + a, 1.0 / joint);
        }
        setAnswer(game, answer);
    }

    void setAnswer(int game, GameAnswer answer) {
        answers[game] = answer;
    }

    /** Takes over what a solver of single games has found. */
    void set(int game, SolveOutcome outcome) {
        JointDistribution found = outcome.report().sigma();
        long joint = index.jointActionCount();
        for (long a = 0; a < joint; a++) {
            sigma.setAtIndex(DOUBLE, game * joint + a, found.probability(a));
        }
        setAnswer(game, GameAnswer.of(outcome, concept));
    }

    /**
     * The joint actions of every game.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * What the games were solved for.
     *
     * @return CE or CCE
     */
    public SolutionConcept concept() {
        return concept;
    }

    /**
     * Number of games.
     *
     * @return at least 1
     */
    public int gameCount() {
        return answers.length;
    }

    /**
     * What a game was solved to.
     *
     * @param game game from 0
     * @return the answer, whatever its status
     */
    public GameAnswer answer(int game) {
        return answers[game];
    }

    /**
     * How the solve of a game ended.
     *
     * @param game game from 0
     * @return the status of its answer
     */
    public GameStatus status(int game) {
        return answers[game].status();
    }

    /**
     * How many games ended so.
     *
     * @param status the status
     * @return a number of games
     */
    public int count(GameStatus status) {
        return (int) Arrays.stream(answers)
                .filter(answer -> answer.status() == status)
                .count();
    }

    /**
     * One probability.
     *
     * @param game game from 0
     * @param jointAction index in {@code 0..J-1}
     * @return σ(a)
     */
    public double probability(int game, long jointAction) {
        return sigma.getAtIndex(DOUBLE, game * index.jointActionCount() + jointAction);
    }

    /**
     * The distribution of a game.
     *
     * @param game game from 0
     * @return a copy, length {@code J}
     */
    public double[] sigma(int game) {
        long bytes = Double.BYTES * index.jointActionCount();
        return sigma.asSlice(game * bytes, bytes).toArray(DOUBLE);
    }

    /**
     * The distribution of a game, for what takes one.
     *
     * @param game game from 0
     * @return a view
     */
    public JointDistribution distribution(int game) {
        long bytes = Double.BYTES * index.jointActionCount();
        return JointDistribution.over(index, sigma.asSlice(game * bytes, bytes));
    }

    /**
     * The distributions of all games, {@code [game][joint action]}.
     *
     * @return a view that cannot be written
     */
    public MemorySegment sigma() {
        return sigma.asReadOnly();
    }
}
