package org.normlab.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a refusal to start at an address that others reach without tokens. */
final class UnguardedAddressFailure extends AbstractFailureAnalyzer<UnguardedAddress> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, UnguardedAddress cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Set normlab.security.tokens=true, so that the API needs a token; or serve this machine"
            + " alone by server.address=127.0.0.1. Where whoever reaches the address may do"
            + " everything, say so by normlab.security.none=true.",
        failure);
  }
}
