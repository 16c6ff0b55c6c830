/**
 * The rules of the environments that agents play: one file a game, over flat arrays of many places.
 * Library: JDK only. What must not enter: how draws are made, JSON, networks.
 */
@NullMarked
package org.normlab.environment.game;

import org.jspecify.annotations.NullMarked;
