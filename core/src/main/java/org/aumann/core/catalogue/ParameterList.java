package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;

/** A game's description and the rules of its parameters: from a specification to checked arguments. */
final class ParameterList {
    private static final String INSTANCE = "instance";
    private static final String NO_INSTANCE = "default";

    private final CatalogueEntry entry;
    private final Map<String, ParameterRule> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> instances;

    /**
     * The parameters of a game.
     *
     * @param id the name before the parentheses
     * @param kind how the game is given
     * @param description one line
     * @param instances by name, the values that take the place of the defaults. A further parameter,
     *     {@code instance=…}, chooses one; it is not part of the canonical name.
     * @param rules its parameters, in the order of the canonical name
     */
    ParameterList(
            String id,
            GameKind kind,
            String description,
            Map<String, Map<String, String>> instances,
            ParameterRule... rules) {
        this.instances = instances;
        List<CatalogueParameter> parameters = new ArrayList<>();
        for (ParameterRule rule : rules) {
            parameters.add(rule.parameter());
            this.rules.put(rule.parameter().name(), rule);
        }
        if (!instances.isEmpty()) {
            List<String> names = new ArrayList<>(instances.keySet());
            names.sort(null);
            names.addFirst(NO_INSTANCE);
            ParameterRule rule = ParameterRule.choice(
                    INSTANCE, "published instance: sets the defaults of the others", names.toArray(String[]::new));
            parameters.add(rule.parameter());
            this.rules.put(INSTANCE, rule);
        }
        this.entry = new CatalogueEntry(id, description, kind, parameters);
    }

    CatalogueEntry entry() {
        return entry;
    }

    /**
     * The value of every parameter.
     *
     * @param specification a specification of this game
     * @return its arguments and the defaults
     * @throws InvalidInputException if an argument is unknown or breaks its rule
     */
    GameArguments arguments(GameSpecification specification) {
        Map<String, String> given = specification.arguments();
        for (String name : given.keySet()) {
            if (!rules.containsKey(name)) {
                throw new InvalidInputException("parameter " + name + " of game " + entry.id() + " does not exist"
                        + NearestName.hint(name, rules.keySet()));
            }
        }
        ParameterRule choice = instances.isEmpty() ? null : rules.get(INSTANCE);
        String instance = choice == null ? NO_INSTANCE : value(choice, given.getOrDefault(INSTANCE, NO_INSTANCE));
        Map<String, String> defaults = instances.getOrDefault(instance, Map.of());
        Map<String, String> values = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            if (instances.isEmpty() || !name.equals(INSTANCE)) {
                String fallback = defaults.getOrDefault(name, rule.parameter().defaultValue());
                values.put(name, value(rule, given.getOrDefault(name, fallback)));
            }
        });
        return new GameArguments(entry.id(), values, given.keySet());
    }

    private String value(ParameterRule rule, String text) {
        CatalogueParameter parameter = rule.parameter();
        return rule.canonical()
                .apply(text)
                .orElseThrow(() -> new InvalidInputException(parameter.name() + " (" + text + ") of game " + entry.id()
                        + " must be " + parameter.type().rule() + " " + parameter.range()));
    }
}
