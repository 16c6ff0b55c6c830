package org.normlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which room may use which; arrows point down only. */
class HousePlanTest {
  private static final Set<String> LIBRARY =
      Set.of(
          "train",
          "control",
          "net",
          "norm",
          "optim",
          "data",
          "environment",
          "torch",
          "setting",
          "metric");
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("study", with("run", "job", "wire", "web", "storage", "statistics")),
          Map.entry("run", with("job", "wire", "web", "storage", "statistics")),
          Map.entry("job", with("wire", "web", "storage")),
          Map.entry("access", with("wire", "web", "storage")),
          Map.entry("worker", with("run", "job", "wire", "storage", "trainer")),
          Map.entry("web", with("wire", "storage")),
          Map.entry("storage", LIBRARY),
          Map.entry("quickstart", Set.of()),
          Map.entry("bench", with("wire")),
          Map.entry("trainer", with("wire")),
          Map.entry("wire", LIBRARY),
          Map.entry(
              "train",
              Set.of(
                  "metric",
                  "net",
                  "norm",
                  "optim",
                  "data",
                  "control",
                  "environment",
                  "torch",
                  "setting")),
          Map.entry("net", Set.of("norm", "torch", "setting")),
          Map.entry("norm", Set.of("torch", "setting")),
          Map.entry("optim", Set.of("torch", "setting")),
          Map.entry("data", Set.of("torch", "setting")),
          Map.entry("control", Set.of("environment", "torch", "setting")),
          Map.entry("environment", Set.of("torch", "setting")),
          Map.entry("torch", Set.of()),
          Map.entry("setting", Set.of()),
          Map.entry("metric", Set.of("statistics")),
          Map.entry("statistics", Set.of()));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.normlab");

  private static Set<String> with(String... rooms) {
    Set<String> all = new TreeSet<>(LIBRARY);
    all.addAll(Set.of(rooms));
    return all;
  }

  private static String[] packages(Set<String> rooms) {
    return rooms.stream().map(room -> "org.normlab." + room + "..").toArray(String[]::new);
  }

  @Test
  void thePlanNamesEveryRoom() {
    Set<String> rooms =
        HOUSE.stream()
            .map(c -> c.getPackageName())
            .filter(name -> name.startsWith("org.normlab."))
            .map(name -> name.split("\\.")[2])
            .collect(Collectors.toSet());
    assertThat(rooms).isEqualTo(MAY_USE.keySet());
  }

  @Test
  void arrowsPointDownOnly() {
    MAY_USE.forEach(
        (room, allowed) -> {
          Set<String> forbidden = new TreeSet<>(MAY_USE.keySet());
          forbidden.removeAll(allowed);
          forbidden.remove(room);
          noClasses()
              .that()
              .resideInAPackage("org.normlab." + room + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(forbidden))
              .check(HOUSE);
        });
  }

  /** Packages within a room have an order, too: a reader can begin at the lowest. */
  @Test
  void noPackagesUseEachOther() {
    slices().matching("org.normlab.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void theLibraryKnowsNoServiceAndOnlyTorchTheNativeGate() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(LIBRARY))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "tools.jackson..",
            "com.fasterxml..",
            "java.sql..",
            "jakarta..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.normlab.torch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch.jni..")
        .check(HOUSE);
  }

  @Test
  void statisticsKnowTheJdkAndTheirLibraryAlone() {
    classes()
        .that()
        .resideInAPackage("org.normlab.statistics..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.normlab.statistics..",
            "org.apache.commons.statistics..",
            "org.apache.commons.numbers.core..",
            "org.jspecify.annotations..",
            "java.lang..",
            "java.util..")
        .check(HOUSE);
  }

  @Test
  void theServiceNeverTouchesPyTorch() {
    noClasses()
        .that()
        .resideInAnyPackage(
            packages(
                Set.of(
                    "study",
                    "run",
                    "job",
                    "access",
                    "worker",
                    "web",
                    "storage",
                    "wire",
                    "quickstart")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..")
        .check(HOUSE);
  }

  /** In a Turkish locale "I" would become a dotless "ı". */
  @Test
  void caseIsFoldedInANamedLocale() {
    noClasses()
        .should()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .check(HOUSE);
  }
}
