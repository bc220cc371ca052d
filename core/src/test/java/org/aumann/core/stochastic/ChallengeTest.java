package org.aumann.core.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static final String[] GAMES = {
        "grid_game_2", "soccer_4x2", "nosde", "robot_coordination(size=3)", "garnet(states=7,players=3,actions=2x3x2)"
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void bestResponsesEarnWhatTheCertificateSaysIsToBeGained(int game) {
        StationaryPolicy policy = StationaryPolicy.uniform(StochasticCatalogue.model(GAMES[game]));
        StationaryCertificate before = StationaryCertificate.of(policy);
        for (int p = 0; p < policy.model().playerCount(); p++) {
            double gain = before.startGains(SolutionConcept.CCE).get(p);
            StationaryCertificate after = StationaryCertificate.of(Challenge.bestResponse(policy, p));
            assertThat(after.startValues().get(p))
                    .isCloseTo(before.startValues().get(p) + gain, within(1e-9));
            assertThat(after.startGains(SolutionConcept.CCE).get(p)).isCloseTo(0, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void independentPlayersAreTheSameInTheirOwnPlaces(int game) {
        StationaryPolicy policy = StationaryPolicy.uniform(StochasticCatalogue.model(GAMES[game]));
        for (int p = 0; p < policy.model().playerCount(); p++) {
            assertThat(Challenge.random(policy, p).probabilities())
                    .containsExactly(policy.probabilities(), within(1e-15));
            StationaryPolicy best = Challenge.bestResponse(policy, p);
            assertThat(Challenge.by(best, p, best).probabilities())
                    .containsExactly(best.probabilities(), within(1e-15));
            assertThat(Challenge.by(best, p, policy).probabilities())
                    .containsExactly(policy.probabilities(), within(1e-15));
        }
    }
}
