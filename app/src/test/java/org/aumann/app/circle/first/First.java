package org.aumann.app.circle.first;

import org.aumann.app.circle.second.Second;

/** Half of a circle of packages. */
public final class First {
    Second other() {
        return new Second();
    }
}
