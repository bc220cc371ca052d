package org.aumann.core.catalogue;

import java.util.Map;
import org.aumann.core.catalogue.Compass.Cell;
import org.aumann.core.stochastic.StochasticGame;

/**
 * Soccer on 5 columns and 4 rows. A scores beyond the east edge in one of the two middle rows, B beyond the west edge; a goal is worth 1 to the one and −1
 * to the other. Littman 1994, "Markov games as a framework for multi-agent reinforcement learning".
 */
final class MarkovSoccer extends SoccerField {
    static final KindDefinition<StochasticGame<?>> DEFINITION = KindDefinition.stochastic(
            "markov_soccer",
            "soccer of one against one on a 4x5 field, as in Littman",
            MarkovSoccer::new,
            ParameterRule.choice("ball", "who has it at kick-off", "toss", "a", "b"),
            StochasticParameters.discount(0.9));

    private static final int COLUMNS = 5;
    private static final int ROWS = 4;

    private final String ball;

    private MarkovSoccer(GameArguments arguments) {
        super(arguments, COLUMNS, ROWS);
        this.ball = arguments.text("ball");
    }

    @Override
    double goal(Cell from, Cell to) {
        boolean isBetweenPosts = from.row() == 1 || from.row() == 2;
        if (!isBetweenPosts) {
            return 0;
        }
        return to.column() == COLUMNS ? 1 : to.column() < 0 ? -1 : 0;
    }

    @Override
    public Map<Position, Double> start() {
        return kickOff(new Cell(1, 2), new Cell(3, 1), ball);
    }
}
