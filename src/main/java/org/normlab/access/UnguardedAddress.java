package org.normlab.access;

/** The service would be reached from other machines by anyone. */
final class UnguardedAddress extends RuntimeException {
  UnguardedAddress(String address) {
    super(
        "The API would be served at "
            + address
            + ", which is no loopback address, and nobody would need a token.");
  }
}
