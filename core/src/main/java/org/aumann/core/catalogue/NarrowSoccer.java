package org.aumann.core.catalogue;

import java.util.Map;
import org.aumann.core.catalogue.Compass.Cell;
import org.aumann.core.stochastic.StochasticGame;

/**
 * Soccer on 4 columns and 2 rows. The ball in the west column is worth 100 to A and −100 to B, in the east column the other way round. Greenwald and
 * Hall 2003, "Correlated-Q learning", figure 4.
 */
final class NarrowSoccer extends SoccerField {
    static final KindDefinition<StochasticGame<?>> DEFINITION = KindDefinition.stochastic(
            "soccer_4x2",
            "soccer of one against one on a 2x4 field, as in Greenwald and Hall",
            NarrowSoccer::new,
            ParameterRule.choice("ball", "who has it at kick-off", "b", "a", "toss"),
            StochasticParameters.discount(0.9));

    private static final int COLUMNS = 4;
    private static final int ROWS = 2;
    private static final double PRIZE = 100;

    private final String ball;

    private NarrowSoccer(GameArguments arguments) {
        super(arguments, COLUMNS, ROWS);
        this.ball = arguments.text("ball");
    }

    @Override
    double goal(Cell from, Cell to) {
        if (!to.isWithin(COLUMNS, ROWS)) {
            return 0;
        }
        return to.column() == 0 ? PRIZE : to.column() == COLUMNS - 1 ? -PRIZE : 0;
    }

    @Override
    public Map<Position, Double> start() {
        return kickOff(new Cell(2, 1), new Cell(1, 1), ball);
    }
}
