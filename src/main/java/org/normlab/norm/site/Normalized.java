package org.normlab.norm.site;

import org.jspecify.annotations.Nullable;
import org.normlab.torch.Value;

/** Activations as they leave a site, and what later sites may know of it. */
public record Normalized(Value value, @Nullable Chain chain) {}
