package org.aumann.app.circle.second;

import org.aumann.app.circle.first.First;

/** Half of a circle of packages. */
public final class Second {
    First other() {
        return new First();
    }
}
