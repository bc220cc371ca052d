package org.aumann.core.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;

/**
 * The games of one kind by name.
 *
 * @param <G> what it makes
 */
final class KindCatalogue<G> {
    private final GameKind kind;
    private final Map<String, KindDefinition<G>> definitions = new LinkedHashMap<>();

    KindCatalogue(GameKind kind, List<KindDefinition<G>> definitions) {
        this.kind = kind;
        definitions.forEach(
                definition -> this.definitions.put(definition.entry().id(), definition));
    }

    List<CatalogueEntry> entries() {
        return definitions.values().stream().map(KindDefinition::entry).toList();
    }

    boolean contains(String specification) {
        return definitions.containsKey(GameSpecification.parse(specification).id());
    }

    G game(String specification) {
        GameSpecification parsed = GameSpecification.parse(specification);
        KindDefinition<G> definition = definitions.get(parsed.id());
        if (definition == null) {
            throw new InvalidInputException(kind.label() + " game " + parsed.id() + " does not exist"
                    + NearestName.hint(parsed.id(), definitions.keySet()));
        }
        return definition.game(parsed);
    }
}
