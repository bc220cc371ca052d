package org.aumann.solvers.psro;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Which best responses of a player enter the population. */
public enum ResponseSelection {
    /** All of them; known ones raise their repeat count. */
    ALL,
    /** All that are not in the population. */
    ALL_NOVEL,
    /** One, drawn uniformly. */
    RANDOM,
    /** One that is not in the population, drawn uniformly; none if all are known. */
    RANDOM_NOVEL,
    /** The one with the largest weighted gain among those not in the population; a random repeat if all are known. */
    LARGEST_GAP;

    /** Those of a player's responses, at least one, that enter. */
    List<BestResponse> select(List<BestResponse> responses, Predicate<BestResponse> isNovel, RandomGenerator random) {
        List<BestResponse> novel = responses.stream().filter(isNovel).toList();
        return switch (this) {
            case ALL -> responses;
            case ALL_NOVEL -> novel;
            case RANDOM -> List.of(drawn(responses, random));
            case RANDOM_NOVEL -> novel.isEmpty() ? List.of() : List.of(drawn(novel, random));
            case LARGEST_GAP ->
                List.of(novel.stream()
                        .max(Comparator.comparingDouble(BestResponse::gain))
                        .orElseGet(() -> drawn(responses, random)));
        };
    }

    private static BestResponse drawn(List<BestResponse> responses, RandomGenerator random) {
        return responses.get(random.nextInt(responses.size()));
    }
}
