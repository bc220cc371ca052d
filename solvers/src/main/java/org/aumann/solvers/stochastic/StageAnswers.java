package org.aumann.solvers.stochastic;

/**
 * What stage games were solved to: what is played, and what that is worth to every player by the selection, which need not be what he expects
 * of the play.
 */
final class StageAnswers {
    private final int jointActions;
    private final int players;
    private final double[] sigma;
    private final double[] values;
    private final boolean[] isSolved;

    StageAnswers(int jointActions, int players, int gameCount) {
        this.jointActions = jointActions;
        this.players = players;
        this.sigma = new double[Math.multiplyExact(gameCount, jointActions)];
        this.values = new double[gameCount * players];
        this.isSolved = new boolean[gameCount];
    }

    double probability(int game, int jointAction) {
        return sigma[game * jointActions + jointAction];
    }

    void setProbability(int game, int jointAction, double probability) {
        sigma[game * jointActions + jointAction] = probability;
    }

    double value(int game, int player) {
        return values[game * players + player];
    }

    void setValue(int game, int player, double value) {
        values[game * players + player] = value;
    }

    /** Whether the selection was found. */
    boolean isSolved(int game) {
        return isSolved[game];
    }

    void setSolved(int game, boolean solved) {
        isSolved[game] = solved;
    }

    /** By {@code [game][joint action]}. Owned by this object. */
    double[] sigma() {
        return sigma;
    }

    /** By {@code [game][player]}. Owned by this object. */
    double[] values() {
        return values;
    }
}
