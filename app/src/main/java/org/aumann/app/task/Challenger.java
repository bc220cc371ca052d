package org.aumann.app.task;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aumann.app.report.ChallengeDocument;
import org.aumann.app.report.StationaryPolicyDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.InputFile;
import org.aumann.core.stochastic.Challenge;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;

/**
 * Who takes the places of players, one after the other.
 *
 * @param name {@code random}, {@code best_response} or the file of a policy
 */
public record Challenger(String name) {
    private static final String RANDOM = "random";
    private static final String BEST_RESPONSE = "best_response";

    /** Refuses what is neither a name nor a file that can be read. */
    public Challenger {
        if (!name.equals(RANDOM) && !name.equals(BEST_RESPONSE)) {
            if (!name.endsWith(".json")) {
                throw new InvalidInputException("--challenge: found " + name + ", expected " + RANDOM + ", "
                        + BEST_RESPONSE + " or the .json file of a policy");
            }
            InputFile.requireFile(path(name));
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--challenge: found " + name + ", expected a file name: " + e.getReason());
        }
    }

    /** What comes of it, player by player. */
    List<ChallengeDocument> challenge(StationaryPolicy policy) {
        List<String> players = policy.model().players();
        StationaryPolicy other =
                name.endsWith(".json") ? StationaryPolicyDocument.read(path(name), policy.model()) : policy;
        List<ChallengeDocument> challenges = new ArrayList<>();
        for (int p = 0; p < players.size(); p++) {
            StationaryPolicy now = switch (name) {
                case RANDOM -> Challenge.random(policy, p);
                case BEST_RESPONSE -> Challenge.bestResponse(policy, p);
                default -> Challenge.by(policy, p, other);
            };
            challenges.add(new ChallengeDocument(
                    players.get(p), name, StationaryCertificate.of(now).startValues()));
        }
        return challenges;
    }
}
