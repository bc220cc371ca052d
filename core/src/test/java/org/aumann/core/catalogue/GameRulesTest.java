package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.catalogue.Play.play;

import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;
import org.junit.jupiter.api.Test;

/** Single plays of the extensive games whose payoffs follow from the rules. */
class GameRulesTest {
    @Test
    void kuhnPot() {
        assertThat(play("kuhn_poker", "2", "0", "bet", "bet")).containsExactly(2, -2);
        assertThat(play("kuhn_poker", "2", "0", "pass", "bet", "pass")).containsExactly(-1, 1);
        assertThat(play("kuhn_poker", "0", "1", "pass", "pass")).containsExactly(-1, 1);
        assertThat(play("kuhn_poker(players=3)", "3", "0", "1", "pass", "bet", "bet", "pass"))
                .containsExactly(-1, -2, 3);
    }

    @Test
    void leducFoldShowsNothing() {
        assertThat(play("leduc_poker", "5", "0", "raise", "fold")).containsExactly(1, -1);
        assertThat(play("leduc_poker", "5", "0", "raise", "raise", "fold")).containsExactly(-3, 3);
    }

    @Test
    void leducPairBeatsRank() {
        assertThat(play("leduc_poker", "5", "0", "call", "call", "1", "raise", "call"))
                .containsExactly(-5, 5);
    }

    @Test
    void leducHigherRankWins() {
        assertThat(play("leduc_poker", "5", "0", "call", "raise", "call", "2", "call", "call"))
                .containsExactly(3, -3);
    }

    @Test
    void leducEqualRanksShareThePot() {
        assertThat(play("leduc_poker", "4", "5", "raise", "call", "2", "raise", "raise", "call"))
                .containsExactly(0, 0);
        assertThat(play("leduc_poker(players=3)", "6", "7", "0", "raise", "call", "call", "2", "call", "call", "call"))
                .containsExactly(1.5, 1.5, -3);
    }

    @Test
    void leducSecondRoundStartsWithTheFirstPlayerLeft() {
        // Player 0 calls the ante, player 1 raises, player 2 calls, player 0 folds: player 1 is next.
        assertThat(play(
                        "leduc_poker(players=3)",
                        "7",
                        "4",
                        "2",
                        "call",
                        "raise",
                        "call",
                        "fold",
                        "0",
                        "raise",
                        "raise",
                        "fold"))
                .containsExactly(-1, -7, 8);
    }

    @Test
    void tradeNeedsBothSides() {
        assertThat(play("trade_comm", "0", "1", "say 0", "say 1", "0 for 1", "1 for 0"))
                .containsExactly(1, 1);
        assertThat(play("trade_comm", "0", "1", "say 0", "say 1", "0 for 1", "0 for 1"))
                .containsExactly(0, 0);
    }

    @Test
    void sheriffOnlyTheLastRoundCounts() {
        String gabriele = "sheriff(instance=gabriele)";
        assertThat(play(gabriele, "10", "0", "inspect", "2", "pass")).containsExactly(48, 2);
        assertThat(play(gabriele, "10", "2", "pass", "0", "inspect")).containsExactly(-10, 10);
        assertThat(play(gabriele, "0", "2", "pass", "2", "inspect")).containsExactly(1, -1);
        assertThat(play("sheriff(num_rounds=1)", "3", "1", "inspect")).containsExactly(-6, 6);
    }

    @Test
    void goofspielHighestBidTakesThePrize() {
        String three = "goofspiel(num_cards=3,points_order=ascending,returns_type=%s)";
        // Prize 1: 1 against 3; prize 2: 2 against 1; the last cards, 3 against 2, take prize 3.
        String[] bids = {"bid 1", "bid 3", "bid 2", "bid 1"};
        assertThat(play(three.replace("%s", "total_points"), bids)).containsExactly(5, 1);
        assertThat(play(three.replace("%s", "point_difference"), bids)).containsExactly(4, -4);
        assertThat(play(three.replace("%s", "win_loss"), bids)).containsExactly(1, -1);
    }

    @Test
    void goofspielTiedPrizeIsLost() {
        String descending = "goofspiel(num_cards=2,points_order=descending,returns_type=total_points)";
        assertThat(play(descending, "bid 2", "bid 2")).containsExactly(0, 0);
        assertThat(play(descending, "bid 2", "bid 1")).containsExactly(2, 1);
    }

    @Test
    void goofspielWinnersShare() {
        String three = "goofspiel(players=3,num_cards=2,points_order=descending)";
        assertThat(play(three, "bid 2", "bid 2", "bid 1")).containsExactly(-0.5, -0.5, 1);
        assertThat(play(three, "bid 2", "bid 2", "bid 2")).containsExactly(0, 0, 0);
        assertThat(play("goofspiel(players=3,num_cards=2)", "1", "bid 1", "bid 2", "bid 1"))
                .containsExactly(-0.5, 1, -0.5);
    }

    @Test
    void goofspielHidesBidsOnRequest() {
        assertThat(keyAfterFirstTurn("false", 1)).isNotEqualTo(keyAfterFirstTurn("false", 2));
        assertThat(keyAfterFirstTurn("true", 1)).isEqualTo(keyAfterFirstTurn("true", 2));
    }

    /** What player 0 knows after bidding the lowest card against another one that won. */
    private static String keyAfterFirstTurn(String hidden, int otherBid) {
        GameState state = GameCatalogue.game("goofspiel(points_order=ascending,imp_info=" + hidden + ")")
                .root()
                .child(0)
                .child(otherBid);
        assertThat(state.kind()).isEqualTo(NodeKind.decision(0));
        return state.infostateKey();
    }

    @Test
    void liarsDiceHighestFaceIsWild() {
        // Two dice show 1 and the wild 3: two ones, two threes only if both are wild.
        assertThat(play("liars_dice(dice_sides=3)", "1", "3", "2-1", "liar")).containsExactly(1, -1);
        assertThat(play("liars_dice(dice_sides=3)", "1", "3", "2-3", "liar")).containsExactly(-1, 1);
        assertThat(play("liars_dice(dice_sides=3)", "1", "3", "1-1", "2-2", "liar"))
                .containsExactly(1, -1);
    }

    @Test
    void liarsDiceOrderOfOwnDiceIsNotSeen() {
        GameState root = GameCatalogue.game("liars_dice(numdice=2)").root();
        String oneTwo = root.child(0).child(1).child(0).child(0).infostateKey();
        String twoOne = root.child(1).child(0).child(5).child(5).infostateKey();
        assertThat(oneTwo).isEqualTo(twoOne);
    }

    @Test
    void liarsDiceThirdPlayerIsNotConcerned() {
        assertThat(play("liars_dice(players=3,dice_sides=2)", "1", "1", "1", "1-1", "3-2", "liar"))
                .containsExactly(0, -1, 1);
    }
}
