package org.normlab.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;

/** Makes the secrets of tokens, 256 random bits each, and the hashes by which they are found. */
final class TokenSecret {
  private static final String PREFIX = "nlab_";
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
  private static final Base64StringKeyGenerator RANDOM =
      new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), BYTES);

  private TokenSecret() {}

  static String next() {
    return PREFIX + RANDOM.generateKey();
  }

  /** Returns whether a text could be a secret of this service; any other is not looked for. */
  static boolean isSecret(String text) {
    return FORM.matcher(text).matches();
  }

  /** Returns the SHA-256 in lower-case hexadecimal. */
  static String hash(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
