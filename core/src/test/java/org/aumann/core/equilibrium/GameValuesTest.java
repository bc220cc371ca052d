package org.aumann.core.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameValuesTest {
    /**
     * Values of two-player zero-sum games to player 0, spec/01 "Known answers": whatever the policies, the
     * value lies between what they guarantee, and good policies leave little room.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kuhn_poker                | -0.055555555555555556 | 1000 | 2e-4",
                "liars_dice(dice_sides=3)  | 0.1111111111111111    | 1000 | 1e-3",
                "liars_dice(dice_sides=4)  | 0.0625                | 200  | 5e-3",
                "leduc_poker               | -0.0856064240         | 200  | 2e-2",
                "goofspiel(imp_info=true,points_order=descending,returns_type=point_difference) | 0 | 500 | 1e-2",
            })
    void valueIsBetweenTheGuarantees(String specification, double value, int iterations, double room) {
        GameTree tree = GameTree.of(GameCatalogue.game(specification));
        List<TabularPolicy> policies = new RegretMatchingPlus(tree).run(iterations);
        double most = ExtensiveReference.bestResponseValue(tree, 0, policies);
        double least = -ExtensiveReference.bestResponseValue(tree, 1, policies);
        assertThat(value).isBetween(least - 1e-9, most + 1e-9);
        assertThat(most - least).isLessThan(room);
    }
}
