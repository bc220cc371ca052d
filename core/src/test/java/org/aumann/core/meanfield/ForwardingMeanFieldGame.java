package org.aumann.core.meanfield;

/** A game that is like another one but for what a test overrides; what rewards depend on and fixed ones are the defaults. */
public class ForwardingMeanFieldGame implements MeanFieldGame {
    private final MeanFieldGame game;

    /**
     * A game like another one.
     *
     * @param game the other one
     */
    protected ForwardingMeanFieldGame(MeanFieldGame game) {
        this.game = game;
    }

    @Override
    public String name() {
        return "like " + game.name();
    }

    @Override
    public int populationCount() {
        return game.populationCount();
    }

    @Override
    public int stateCount() {
        return game.stateCount();
    }

    @Override
    public int actionCount() {
        return game.actionCount();
    }

    @Override
    public TimeModel time() {
        return game.time();
    }

    @Override
    public double initialProbability(int population, int state) {
        return game.initialProbability(population, state);
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        game.successors(state, action, successors);
    }

    @Override
    public void rewards(double[] meanField, int from, double[] rewards, int to) {
        game.rewards(meanField, from, rewards, to);
    }
}
