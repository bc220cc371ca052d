package org.aumann.core.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the agents and scores of a match stand in a row. */
sealed interface MatchLayout {
    /** What headers are read without being told, for messages. */
    String KNOWN = "the header agent_0,score_0,agent_1,... or agents,scores; --columns names others";

    /**
     * The layout that a header tells.
     *
     * @param csv stands on the header
     * @param columns what the columns are called; all that it does not name are skipped
     * @return the layout
     */
    static MatchLayout of(CsvReader csv, MatchColumns columns) {
        List<String> header = header(csv);
        if (columns.isTuples()) {
            return new Tuples(find(csv, header, columns.agents(0)), find(csv, header, columns.scores(0)));
        }
        List<Integer> agents = new ArrayList<>();
        List<Integer> scores = new ArrayList<>();
        for (int p = 0; p < columns.count(); p++) {
            agents.add(find(csv, header, columns.agents(p)));
            scores.add(find(csv, header, columns.scores(p)));
        }
        return new Pairs(agents, scores);
    }

    /**
     * The layout of a header with the usual names.
     *
     * @param csv stands on the header
     * @return the layout
     */
    static MatchLayout of(CsvReader csv) {
        List<String> header = header(csv);
        if (header.equals(List.of("agents", "scores"))) {
            return new Tuples(0, 1);
        }
        List<Integer> agents = new ArrayList<>();
        List<Integer> scores = new ArrayList<>();
        for (int field = 0; field < header.size(); field++) {
            String name = (field % 2 == 0 ? "agent_" : "score_") + field / 2;
            if (!header.get(field).equals(name)) {
                throw csv.unexpected(field, "the column '" + name + "' of " + KNOWN);
            }
            (field % 2 == 0 ? agents : scores).add(field);
        }
        if (header.size() % 2 != 0) {
            throw csv.unexpected(header.size() - 1, "a column 'score_" + header.size() / 2 + "' after it");
        }
        return new Pairs(agents, scores);
    }

    private static List<String> header(CsvReader csv) {
        List<String> header = new ArrayList<>();
        for (int field = 0; field < csv.fieldCount(); field++) {
            header.add(csv.text(field));
        }
        return header;
    }

    private static int find(CsvReader csv, List<String> header, String name) {
        int field = header.indexOf(name);
        if (field < 0 || header.lastIndexOf(name) != field) {
            throw csv.unexpected(Math.max(0, header.lastIndexOf(name)), "one column " + Labels.shown(name));
        }
        return field;
    }

    /**
     * Where the first agent stands.
     *
     * @return a field of a row
     */
    int agentField();

    /**
     * The agents of a match.
     *
     * @param csv stands on its row
     * @return by seat, at least one, none empty
     */
    List<String> agents(CsvReader csv);

    /**
     * The scores of a match.
     *
     * @param csv stands on its row
     * @param players how many there are
     * @return by seat, finite
     */
    double[] scores(CsvReader csv, int players);

    /**
     * A column for each agent and each score.
     *
     * @param agentFields by seat
     * @param scoreFields by seat
     */
    record Pairs(List<Integer> agentFields, List<Integer> scoreFields) implements MatchLayout {
        /** Copies the lists. */
        public Pairs {
            agentFields = List.copyOf(agentFields);
            scoreFields = List.copyOf(scoreFields);
        }

        @Override
        public int agentField() {
            return agentFields.getFirst();
        }

        @Override
        public List<String> agents(CsvReader csv) {
            List<String> agents = new ArrayList<>(agentFields.size());
            for (int p = 0; p < agentFields.size(); p++) {
                String agent = csv.text(agentFields.get(p));
                if (agent.isEmpty()) {
                    throw csv.unexpected(agentFields.get(p), "the agent of player " + p);
                }
                agents.add(agent);
            }
            return agents;
        }

        @Override
        public double[] scores(CsvReader csv, int players) {
            double[] scores = new double[players];
            for (int p = 0; p < players; p++) {
                scores[p] = csv.number(scoreFields.get(p), "the score of player " + p);
            }
            return scores;
        }
    }

    /**
     * A column of tuples of agents and one of tuples of scores, as Python writes them.
     *
     * @param agentField of the agents
     * @param scoreField of the scores
     */
    record Tuples(int agentField, int scoreField) implements MatchLayout {
        @Override
        public List<String> agents(CsvReader csv) {
            List<String> agents = PythonTuple.items(csv.text(agentField));
            if (agents.isEmpty() || agents.contains("")) {
                throw csv.unexpected(agentField, "a tuple of agents, such as ('a', 'b')");
            }
            return agents;
        }

        @Override
        public double[] scores(CsvReader csv, int players) {
            double[] scores = PythonTuple.items(csv.text(scoreField)).stream()
                    .mapToDouble(Numbers::parse)
                    .toArray();
            if (scores.length != players || !Arrays.stream(scores).allMatch(Double::isFinite)) {
                throw csv.unexpected(scoreField, "a tuple of " + players + " scores, such as (1, 0)");
            }
            return scores;
        }
    }
}
