package org.aumann.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.Labels;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.policy.TabularPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The policies of an extensive game, as {@code aumann jpsro --out} writes them and {@code aumann gap --sigma} reads them.
 *
 * @param game the game, with its parameters
 * @param policies {@code [player][policy]}
 */
public record PoliciesDocument(String game, List<List<Rule>> policies) {
    /** Copies the lists, in which nothing may be missing. */
    public PoliciesDocument {
        Objects.requireNonNull(game);
        policies = policies.stream().map(List::copyOf).toList();
    }

    /**
     * What a policy does.
     *
     * @param infostates by infostate and action the probability; actions that are left out have 0, and so may be infostates
     *     where the policy's own actions never lead
     */
    public record Rule(Map<String, Map<String, Double>> infostates) {
        /** Takes over the maps, in which nothing may be missing. */
        public Rule {
            Objects.requireNonNull(infostates);
        }

        private static Rule of(SequenceForm form, TabularPolicy policy) {
            Map<String, Map<String, Double>> infostates = new LinkedHashMap<>();
            for (int i = 0; i < form.infostateCount(); i++) {
                Map<String, Double> actions = new LinkedHashMap<>();
                for (int a = 0; a < form.actionCount(i); a++) {
                    double probability = policy.probability(form.firstSequence(i) + a);
                    if (probability > 0) {
                        actions.put(form.actionLabel(i, a), probability);
                    }
                }
                infostates.put(form.key(i), actions);
            }
            return new Rule(Collections.unmodifiableMap(infostates));
        }

        private TabularPolicy policy(SequenceForm form) {
            double[] probability = new double[form.sequenceCount()];
            boolean[] isReached = new boolean[form.sequenceCount()];
            isReached[0] = true;
            int known = 0;
            for (int i = 0; i < form.infostateCount(); i++) {
                Map<String, Double> actions = infostates.get(form.key(i));
                if (actions == null && isReached[form.parentSequence(i)]) {
                    throw new InvalidInputException("found no infostate " + Labels.line(form.key(i))
                            + ", where the policy leads, expected its actions");
                }
                known += actions == null ? 0 : 1;
                fill(form, i, actions, probability);
                for (int s = form.firstSequence(i); s < form.firstSequence(i) + form.actionCount(i); s++) {
                    isReached[s] = isReached[form.parentSequence(i)] && probability[s] > 0;
                }
            }
            requireKnown(form, known);
            return TabularPolicy.nearly(form, probability);
        }

        private static void fill(
                SequenceForm form, int infostate, @Nullable Map<String, Double> actions, double[] probability) {
            int first = form.firstSequence(infostate);
            int count = form.actionCount(infostate);
            int named = 0;
            for (int a = 0; a < count; a++) {
                Double given = actions == null ? null : actions.get(form.actionLabel(infostate, a));
                probability[first + a] = actions == null ? 1.0 / count : Objects.requireNonNullElse(given, 0.0);
                named += given == null ? 0 : 1;
            }
            if (actions != null && named < actions.size()) {
                List<String> labels = IntStream.range(0, count)
                        .mapToObj(a -> form.actionLabel(infostate, a))
                        .toList();
                List<String> others = new ArrayList<>(actions.keySet());
                others.removeAll(labels);
                throw new InvalidInputException("found action " + Labels.line(others.getFirst()) + " at infostate "
                        + Labels.line(form.key(infostate)) + ", expected one of "
                        + Labels.line(String.join(", ", labels)));
            }
        }

        private void requireKnown(SequenceForm form, int known) {
            if (known < infostates.size()) {
                List<String> others = new ArrayList<>(infostates.keySet());
                IntStream.range(0, form.infostateCount()).mapToObj(form::key).forEach(others::remove);
                throw new InvalidInputException("found infostate " + Labels.line(others.getFirst())
                        + ", expected one of the player's, such as " + Labels.line(form.key(0)));
            }
        }
    }

    /**
     * The document of policies.
     *
     * @param tree their game
     * @param populations per player its policies
     * @return the document
     */
    public static PoliciesDocument of(GameTree tree, List<List<TabularPolicy>> populations) {
        List<List<Rule>> policies = new ArrayList<>();
        for (int p = 0; p < populations.size(); p++) {
            SequenceForm form = tree.sequenceForm(p);
            policies.add(populations.get(p).stream()
                    .map(policy -> Rule.of(form, policy))
                    .toList());
        }
        return new PoliciesDocument(tree.name(), policies);
    }

    /**
     * Writes the document, atomically.
     *
     * @param file the file to create or replace
     */
    public void write(Path file) {
        Json.write(file, this);
    }

    /**
     * Reads a document.
     *
     * @param file the file
     * @return what it holds, not checked against a game
     * @throws InvalidInputException if it is none; one line with the place
     */
    public static PoliciesDocument read(Path file) {
        return Json.read(file, PoliciesDocument.class, "policies that 'aumann jpsro --out' wrote");
    }

    /**
     * The policies.
     *
     * @param tree the game
     * @return per player its policies, at least one
     * @throws InvalidInputException if they are not of that game; one line
     */
    public List<List<TabularPolicy>> populations(GameTree tree) {
        if (policies.size() != tree.playerCount()) {
            throw new InvalidInputException("found policies of " + policies.size() + " players, expected "
                    + tree.playerCount() + ", the players of " + Labels.line(tree.name()));
        }
        List<List<TabularPolicy>> populations = new ArrayList<>();
        for (int p = 0; p < policies.size(); p++) {
            SequenceForm form = tree.sequenceForm(p);
            if (policies.get(p).isEmpty()) {
                throw new InvalidInputException("found no policies of player " + p + ", expected at least one");
            }
            populations.add(
                    policies.get(p).stream().map(rule -> rule.policy(form)).toList());
        }
        return populations;
    }
}
