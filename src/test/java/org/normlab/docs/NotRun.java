package org.normlab.docs;

import java.util.Map;
import java.util.Optional;

/** The commands of README and docs that the tests do not run, with the reason. */
final class NotRun {
  private static final String BUILD =
      "builds or tests this repository, which the build itself does";
  private static final String JAR = "needs the jar that is built after the tests";
  private static final String DOCKER = "needs Docker";
  private static final String CLUSTER = "needs a Kubernetes cluster; ChartTest renders the chart";
  private static final String PYTORCH = "needs PyTorch for Python";

  /** Reasons by the beginning of a line. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("mvn -q -DskipTests package", BUILD + "; QuickstartTest runs the quickstart"),
          Map.entry("mvn -B ", BUILD),
          Map.entry("mvn test ", BUILD),
          Map.entry("(cd src/test/js && npm ", "needs npm"),
          Map.entry("java -Dnormlab.programs.dump", JAR + "; ProgramDumpTest writes programs"),
          Map.entry("java -jar target/normlab.jar", JAR + "; the tests start the same service"),
          Map.entry("python3 src/bench/costs.py", JAR + ", and minutes"),
          Map.entry("python3 src/bench/startup.py", JAR + ", and an older one"),
          Map.entry("python3 src/bench/compare.py", JAR + ", and a script of another framework"),
          Map.entry("python3 src/bench/compare_agents.py", PYTORCH),
          Map.entry("mvn org.owasp", "downloads a list that changes every day"),
          Map.entry("python3 src/bench/overhead.py", "reads a finished study at port 8080"),
          Map.entry("python3 src/bench/uci_peer.py", PYTORCH),
          Map.entry("cp docker/env.example", DOCKER),
          Map.entry("docker ", DOCKER),
          Map.entry("kubectl ", CLUSTER),
          Map.entry("helm install", CLUSTER));

  private NotRun() {}

  /** Returns why a line is not run; empty if nothing says that it is not. */
  static Optional<String> reason(String line) {
    return REASONS.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
