package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountProfilesTest {
    @ParameterizedTest
    @CsvSource({"0,1,1", "0,4,1", "1,1,1", "1,5,5", "5,1,1", "3,2,4", "4,3,15", "6,5,210", "10,10,92378"})
    void areNumberedInLexicographicOrder(int players, int actions, int count) {
        CountProfiles profiles = CountProfiles.of(players, actions);
        assertThat(profiles.count()).isEqualTo(count);
        int[] profile = profiles.profile(0);
        for (int i = 0; i < count; i++) {
            assertThat(Arrays.stream(profile).sum()).isEqualTo(players);
            if (profiles.index(profile) != i || !Arrays.equals(profiles.profile(i), profile)) {
                assertThat(profiles.index(profile)).isEqualTo(i);
                assertThat(profiles.profile(i)).containsExactly(profile);
            }
            int[] before = profile.clone();
            assertThat(profiles.next(profile)).isEqualTo(i < count - 1);
            assertThat(Arrays.compare(before, profile)).isEqualTo(i < count - 1 ? -1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,1", "1,4", "4,1", "5,2", "4,4", "7,5"})
    void neighboursAreThoseWithOnePlayerMoreOrLess(int players, int actions) {
        CountProfiles profiles = CountProfiles.of(players, actions);
        CountProfiles more = CountProfiles.of(players + 1, actions);
        int[] neighbours = new int[actions];
        for (int i = 0; i < profiles.count(); i++) {
            int[] profile = profiles.profile(i);
            profiles.withOneMore(profile, neighbours);
            for (int r = 0; r < actions; r++) {
                profile[r]++;
                assertThat(neighbours[r]).isEqualTo(more.index(profile));
                profile[r]--;
            }
            if (players > 0) {
                CountProfiles less = CountProfiles.of(players - 1, actions);
                profiles.withOneLess(profile, neighbours);
                for (int r = 0; r < actions; r++) {
                    profile[r]--;
                    assertThat(neighbours[r]).isEqualTo(profile[r] < 0 ? -1 : less.index(profile));
                    profile[r]++;
                }
            }
        }
    }

    @Test
    void areRefusedWhereTheyAreTooMany() {
        assertThatThrownBy(() -> CountProfiles.of(100, 20))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("count profiles of 100 players with 20 actions exceed 2147483647");
        assertThatThrownBy(() -> CountProfiles.of(3, 2).index(1, 1)).hasMessage("counts of a profile must sum to 3");
    }
}
