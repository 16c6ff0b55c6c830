package org.normlab.net;

import java.util.List;
import org.normlab.torch.Kernel;

/**
 * A network that trains as usual and shows what goes on within.
 *
 * @param forward kernel {@code forward_probing(p, s, x, seeds, terms)} → logits {@code [B,
 *     R·classes]} and observations {@code [observations, R]}
 * @param observations their names
 */
public record Probing(Kernel forward, List<String> observations) {}
