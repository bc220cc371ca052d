package org.aumann.solvers.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTest {
    @Test
    void repeatsAreCounted() {
        Population<String> population = new Population<>();
        assertThat(population.isNovel("pass")).isTrue();
        assertThat(population.add("pass")).isTrue();
        assertThat(population.add("bet")).isTrue();
        assertThat(population.add("pass")).isFalse();
        assertThat(population.isNovel("pass")).isFalse();
        assertThat(population.size()).isEqualTo(2);
        assertThat(population.policy(1)).isEqualTo("bet");
        assertThat(population.policies()).containsExactly("pass", "bet");
        assertThat(population.repeats()).containsExactly(2, 1);
    }

    @Test
    void aCopyGrowsByItself() {
        Population<String> population = Population.of(List.of("pass"));
        Population<String> copy = population.copy();
        copy.add("pass");
        copy.add("bet");
        assertThat(population.size()).isEqualTo(1);
        assertThat(population.repeats()).containsExactly(1);
        assertThat(copy.repeats()).containsExactly(2, 1);
        assertThat(population.isNovel("bet")).isTrue();
    }
}
