package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.Game;
import org.aumann.core.payoff.SymmetricGame;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue needs to know about a game: its description, the rules of its parameters and how to
 * make it.
 */
final class GameDefinition {
    private static final String INSTANCE = "instance";
    private static final String NO_INSTANCE = "default";

    private final CatalogueEntry entry;
    private final Map<String, ParameterRule> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> instances;
    private final Function<GameArguments, Game> factory;
    private @Nullable Function<GameArguments, SymmetricGame> symmetric;

    /**
     * A game without published instances.
     *
     * @param id the name before the parentheses
     * @param kind how the game is given
     * @param description one line
     * @param factory makes the game
     * @param rules its parameters, in the order of the canonical name
     */
    GameDefinition(
            String id,
            GameKind kind,
            String description,
            Function<GameArguments, Game> factory,
            ParameterRule... rules) {
        this(id, kind, description, factory, Map.of(), rules);
    }

    /**
     * A game with published instances.
     *
     * @param id the name before the parentheses
     * @param kind how the game is given
     * @param description one line
     * @param factory makes the game
     * @param instances by name, the values that take the place of the defaults. A further parameter,
     *     {@code instance=…}, chooses one; it is not part of the canonical name.
     * @param rules its parameters, in the order of the canonical name
     */
    GameDefinition(
            String id,
            GameKind kind,
            String description,
            Function<GameArguments, Game> factory,
            Map<String, Map<String, String>> instances,
            ParameterRule... rules) {
        this.factory = factory;
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

    /**
     * Says how the game is made by count profiles: its players are interchangeable.
     *
     * @param factory makes it
     * @return this definition
     */
    GameDefinition symmetric(Function<GameArguments, SymmetricGame> factory) {
        symmetric = factory;
        return this;
    }

    CatalogueEntry entry() {
        return entry;
    }

    /**
     * Makes the game.
     *
     * @param specification a specification of this game
     * @return the game
     * @throws InvalidInputException if an argument is unknown or breaks its rule
     */
    Game game(GameSpecification specification) {
        return factory.apply(arguments(specification));
    }

    /**
     * Makes the game by count profiles.
     *
     * @param specification a specification of this game
     * @return the game; empty if it is not known to be symmetric
     * @throws InvalidInputException if an argument is unknown or breaks its rule
     */
    Optional<SymmetricGame> symmetricGame(GameSpecification specification) {
        return Optional.ofNullable(symmetric).map(make -> make.apply(arguments(specification)));
    }

    private GameArguments arguments(GameSpecification specification) {
        Map<String, String> given = specification.arguments();
        for (String name : given.keySet()) {
            if (!rules.containsKey(name)) {
                throw new InvalidInputException("parameter " + name + " of game " + entry.id() + " does not exist"
                        + NearestName.hint(name, rules.keySet()));
            }
        }
        String instance = Optional.ofNullable(rules.get(INSTANCE))
                .map(rule -> value(rule, given.getOrDefault(INSTANCE, NO_INSTANCE)))
                .orElse(NO_INSTANCE);
        Map<String, String> defaults = instances.getOrDefault(instance, Map.of());
        Map<String, String> values = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            if (!name.equals(INSTANCE)) {
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
