package org.aumann.core.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what a user may have meant. */
final class NearestName {
    private NearestName() {}

    /**
     * A hint for an error message.
     *
     * @param found a name nobody knows
     * @param known the names there are
     * @return {@code "; maybe kuhn_poker"}, or the list of all known names where none is near
     */
    static String hint(String found, Collection<String> known) {
        if (known.isEmpty()) {
            return "; there are none";
        }
        List<String> longer =
                known.stream().filter(name -> name.startsWith(found)).toList();
        if (longer.size() == 1) {
            return "; maybe " + longer.getFirst();
        }
        String nearest = known.stream()
                .min(Comparator.comparingInt(name -> distance(found, name)))
                .orElseThrow();
        return distance(found, nearest) <= Math.max(1, nearest.length() / 3)
                ? "; maybe " + nearest
                : "; known are " + String.join(", ", known);
    }

    /** Levenshtein distance: least number of inserted, deleted and replaced characters. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
