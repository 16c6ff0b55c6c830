package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start cache is used with the jar and the Java that it was made with, as long as it is whole.
 */
class LauncherTest {
  @TempDir Path folder;
  private Path jar;
  private Path java;
  private Path cache;

  @BeforeEach
  void makeCache() throws IOException {
    jar = Files.writeString(folder.resolve("my-normlab.jar"), "jar");
    java = folder.resolve("java");
    Files.createDirectories(java.resolve("lib"));
    Files.writeString(java.resolve("lib/modules"), "modules");
    cache = Launcher.startCache(jar);
    Files.createDirectories(cache.resolve("lib"));
    Files.writeString(cache.resolve("lib/library.jar"), "library");
    Files.writeString(cache.resolve("service.aot"), "cache");
    Files.writeString(cache.resolve(Launcher.STAMP), Launcher.stamp(jar, java, cache));
  }

  @Test
  void startsFromTheCacheOfThisJarAndJava() {
    assertThat(Launcher.cached(jar, java))
        .containsExactly(
            "@" + folder.resolve("my-normlab.start/service.options"),
            "-jar",
            folder.resolve("my-normlab.start/normlab.jar").toString());
  }

  @Test
  void anotherJarDoesNotUseIt() throws IOException {
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertNotUsed();
  }

  @Test
  void anotherJavaDoesNotUseIt() throws IOException {
    Files.writeString(java.resolve("lib/modules"), "other modules");
    assertNotUsed();
  }

  @Test
  void oneThatLostAFileIsNotUsed() throws IOException {
    Files.delete(cache.resolve("lib/library.jar"));
    assertNotUsed();
  }

  @Test
  void oneWithATruncatedFileIsNotUsed() throws IOException {
    Files.writeString(cache.resolve("service.aot"), "cach");
    assertNotUsed();
  }

  @Test
  void oneThatWasNotMadeToItsEndIsNotUsed() throws IOException {
    Files.delete(cache.resolve(Launcher.STAMP));
    assertNotUsed();
  }

  private void assertNotUsed() {
    assertThat(Launcher.cached(jar, java)).isEmpty();
  }
}
