package org.normlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead to files and headings that exist, and every page is reached from README. */
class LinksTest {
  @Test
  void everyRelativeLinkLeadsToAFileAndToAHeadingOfIt() {
    List<String> broken =
        Page.all().stream()
            .flatMap(page -> page.links().stream().flatMap(link -> fault(page, link).stream()))
            .toList();
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageIsLinkedFromTheIndex() {
    List<Path> linked =
        Stream.of("README.md", "docs/README.md")
            .map(file -> Page.read(Path.of(file)))
            .flatMap(page -> page.links().stream().map(link -> target(page, link)))
            .toList();
    assertThat(linked)
        .containsAll(
            Page.all().stream().map(Page::file).filter(file -> !isNumbered(file)).toList());
  }

  /** Tells whether it is one of the decisions, which their number puts in order. */
  private static boolean isNumbered(Path file) {
    return file.startsWith("docs/decisions") && !file.endsWith("README.md");
  }

  @Test
  void theReadmeStaysShort() {
    assertThat(Page.read(Path.of("README.md")).text().lines().count()).isLessThanOrEqualTo(280);
  }

  private static Optional<String> fault(Page page, String link) {
    if (link.matches("[a-z]+:.*")) {
      return Optional.empty();
    }
    Path target = target(page, link);
    if (!Files.exists(target)) {
      return Optional.of("%s: there is no file %s".formatted(page, target));
    }
    String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
    return anchor.isEmpty() || Page.read(target).anchors().contains(anchor)
        ? Optional.empty()
        : Optional.of("%s: %s has no heading #%s".formatted(page, target, anchor));
  }

  private static Path target(Page page, String link) {
    String path = link.replaceFirst("#.*", "");
    return path.isEmpty() ? page.file() : Path.of("").resolve(resolved(page, path)).normalize();
  }

  private static Path resolved(Page page, String path) {
    Path folder = page.file().getParent();
    return folder == null ? Path.of(path) : folder.resolve(path);
  }
}
