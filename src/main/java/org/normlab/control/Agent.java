package org.normlab.control;

/** Describes what learns to act: one record a family, its settings in one file. */
public sealed interface Agent permits Dqn {}
