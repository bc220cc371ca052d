/** Who may import whom. */
@NullMarked
package org.aumann.app.architecture;

import org.jspecify.annotations.NullMarked;
