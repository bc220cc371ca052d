/** K2, product profiles, on a GPU. */
@NullMarked
package org.aumann.kernels.cuda.profile;

import org.jspecify.annotations.NullMarked;
