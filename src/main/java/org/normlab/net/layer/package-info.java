/**
 * The layers that networks share, written into one graph under one normalization method. Library.
 * What must not enter: any particular network or method.
 */
@NullMarked
package org.normlab.net.layer;

import org.jspecify.annotations.NullMarked;
