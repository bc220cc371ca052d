package org.aumann.core.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aumann.core.InvalidInputException;

/**
 * What the columns of match results are called: a pair for each player, or one of all agents and one of all scores, as
 * tuples.
 */
public final class MatchColumns {
    private static final String EXPECTED = "agents=NAME,scores=NAME or agent_0=NAME,score_0=NAME,agent_1=NAME,...";

    private final List<String> agents;
    private final List<String> scores;
    private final boolean isTuples;

    private MatchColumns(List<String> agents, List<String> scores, boolean isTuples) {
        this.agents = List.copyOf(agents);
        this.scores = List.copyOf(scores);
        this.isTuples = isTuples;
    }

    /**
     * Reads names from one word.
     *
     * @param text {@code agents=NAME,scores=NAME}, or {@code agent_0=NAME,score_0=NAME,…} for every player, in any order
     * @return the names
     * @throws InvalidInputException if it is neither
     */
    public static MatchColumns parse(String text) {
        Map<String, String> names = new HashMap<>();
        for (String assignment : text.split(",", -1)) {
            int equals = assignment.indexOf('=');
            String name = assignment.substring(equals + 1).strip();
            if (equals < 0
                    || name.isEmpty()
                    || names.put(assignment.substring(0, equals).strip(), name) != null) {
                throw new InvalidInputException("found " + Labels.shown(assignment) + ", expected " + EXPECTED);
            }
        }
        boolean isTuples = names.keySet().equals(Set.of("agents", "scores"));
        List<String> agents = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        for (int p = 0; p < names.size() / 2; p++) {
            agents.add(names.getOrDefault(isTuples ? "agents" : "agent_" + p, ""));
            scores.add(names.getOrDefault(isTuples ? "scores" : "score_" + p, ""));
        }
        if (agents.contains("") || scores.contains("") || 2 * agents.size() != names.size()) {
            throw new InvalidInputException("found " + Labels.shown(text) + ", expected " + EXPECTED);
        }
        return new MatchColumns(agents, scores, isTuples);
    }

    /**
     * Whether the agents of a match stand in one column.
     *
     * @return true if its scores do too
     */
    boolean isTuples() {
        return isTuples;
    }

    /**
     * Number of columns of agents.
     *
     * @return 1 for tuples, else one per player
     */
    int count() {
        return agents.size();
    }

    /**
     * A column of agents.
     *
     * @param column from 0
     * @return its name
     */
    String agents(int column) {
        return agents.get(column);
    }

    /**
     * A column of scores.
     *
     * @param column from 0
     * @return its name
     */
    String scores(int column) {
        return scores.get(column);
    }
}
