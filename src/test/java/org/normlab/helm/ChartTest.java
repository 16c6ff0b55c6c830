package org.normlab.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.normlab.helm.Rendering.at;
import static org.normlab.helm.Rendering.list;
import static org.normlab.helm.Rendering.map;
import static org.normlab.helm.Rendering.variable;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
  private static final String[] EVERYTHING = {
    "worker.gpu.count=2",
    "worker.gpu.runtimeClassName=nvidia",
    "worker.image.repository=normlab-cuda",
    "worker.slots=2",
    "ingress.enabled=true",
    "ingress.tlsSecret=certificate",
    "networkPolicy.enabled=true",
    "data.download=true"
  };

  @Test
  void lintsStrictly() {
    LintResult result = new Helm(Rendering.CHART).lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void defaultsRenderApiWorkersAndTheirSurroundings() {
    assertThat(Rendering.with().objects())
        .extracting(object -> object.get("kind") + " " + at(object, "metadata", "name"))
        .containsExactlyInAnyOrder(
            "ConfigMap demo-normlab",
            "ServiceAccount demo-normlab",
            "PersistentVolumeClaim demo-normlab",
            "Service demo-normlab",
            "Deployment demo-normlab-api",
            "Deployment demo-normlab-worker",
            "PodDisruptionBudget demo-normlab-api",
            "PodDisruptionBudget demo-normlab-worker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-normlab-api", "demo-normlab-worker"})
  void everyWorkloadIsConfined(String deployment) {
    Rendering chart = Rendering.with(EVERYTHING);

    assertThat(map(chart.pod(deployment).get("securityContext")))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
    assertThat(chart.pod(deployment)).containsEntry("automountServiceAccountToken", false);
    assertThat(map(chart.container(deployment).get("securityContext")))
        .containsEntry("allowPrivilegeEscalation", false)
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    assertThat(list(chart.container(deployment).get("volumeMounts")))
        .extracting(mount -> map(mount).get("mountPath"))
        .contains("/tmp", "/var/cache/normlab", "/var/lib/normlab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-normlab-api", "demo-normlab-worker"})
  void everyWorkloadIsProbedAndLimited(String deployment) {
    Map<String, Object> container = Rendering.with().container(deployment);

    String liveness = "/actuator/health/liveness";
    assertThat(at(container, "startupProbe", "httpGet", "path")).isEqualTo(liveness);
    assertThat(at(container, "livenessProbe", "httpGet", "path")).isEqualTo(liveness);
    assertThat(at(container, "readinessProbe", "httpGet", "path"))
        .isEqualTo("/actuator/health/readiness");
    assertThat(map(at(container, "resources", "limits"))).containsKey("memory");
    assertThat(map(at(container, "resources", "requests"))).containsKeys("cpu", "memory");
  }

  @Test
  void aPartDoesItsOwnWorkOnly() {
    Rendering chart = Rendering.with();

    assertThat(variable(chart.container("demo-normlab-api"), "NORMLAB_WORKER_ENABLED"))
        .isEqualTo("false");
    assertThat(variable(chart.container("demo-normlab-worker"), "NORMLAB_API_ENABLED"))
        .isEqualTo("false");
    assertThat(variable(chart.container("demo-normlab-worker"), "MANAGEMENT_SERVER_PORT"))
        .as("where the probes ask")
        .isEqualTo("8080");
    assertThat(at(chart.object("Service", "demo-normlab"), "spec", "selector"))
        .isEqualTo(
            at(chart.object("Deployment", "demo-normlab-api"), "spec", "selector", "matchLabels"));
  }

  @Test
  void workersLeaveTimeForACheckpoint() {
    assertThat(Rendering.with().pod("demo-normlab-worker"))
        .containsEntry("terminationGracePeriodSeconds", 120);
  }

  @Test
  void gpuWorkersGetTheirDevicesImageAndTolerations() {
    Rendering chart = Rendering.with(EVERYTHING);
    Map<String, Object> pod = chart.pod("demo-normlab-worker");
    Map<String, Object> container = chart.container("demo-normlab-worker");

    assertThat(map(at(container, "resources", "limits"))).containsEntry("nvidia.com/gpu", 2);
    assertThat(container).containsEntry("image", "normlab-cuda:0.1.0");
    assertThat(pod).containsEntry("runtimeClassName", "nvidia");
    assertThat(list(pod.get("tolerations")))
        .containsExactly(
            Map.of("key", "nvidia.com/gpu", "operator", "Exists", "effect", "NoSchedule"));
    assertThat(list(pod.get("volumes")))
        .contains(
            Map.of(
                "name",
                "shared-memory",
                "emptyDir",
                Map.of("medium", "Memory", "sizeLimit", "64Mi")));
    assertThat(chart.container("demo-normlab-api")).containsEntry("image", "normlab:0.1.0");
  }

  @Test
  void theDatabaseIsReadFromASecretAndNoSecretIsRendered() {
    Rendering chart =
        Rendering.with("database.url=", "database.existingSecret=mine", "database.urlKey=address");

    assertThat(chart.ofKind("Secret")).isEmpty();
    assertThat(variable(chart.container("demo-normlab-worker"), "SPRING_DATASOURCE_PASSWORD"))
        .isEqualTo(Map.of("secretKeyRef", Map.of("name", "mine", "key", "password")));
    assertThat(variable(chart.container("demo-normlab-api"), "SPRING_DATASOURCE_URL"))
        .isEqualTo(Map.of("secretKeyRef", Map.of("name", "mine", "key", "address")));
    assertThat(map(chart.object("ConfigMap", "demo-normlab").get("data")))
        .doesNotContainKeys("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_PASSWORD");
  }

  @Test
  void theNetworkPolicyLetsNobodyCallAWorker() {
    Rendering chart = Rendering.with(EVERYTHING);

    assertThat(at(chart.object("NetworkPolicy", "demo-normlab-worker"), "spec", "ingress"))
        .isEqualTo(List.of());
    assertThat(list(at(chart.object("NetworkPolicy", "demo-normlab-api"), "spec", "egress")))
        .hasSize(3);
  }

  @Test
  void anExistingClaimIsUsedAndNoneIsMade() {
    Rendering chart = Rendering.with("storage.existingClaim=shared");

    assertThat(chart.ofKind("PersistentVolumeClaim")).isEmpty();
    assertThat(list(chart.pod("demo-normlab-api").get("volumes")))
        .contains(Map.of("name", "home", "persistentVolumeClaim", Map.of("claimName", "shared")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-normlab-api", "demo-normlab-worker"})
  void noBudgetKeepsANodeFromBeingDrained(String name) {
    Rendering chart = Rendering.with("api.replicas=1", "worker.replicas=1");

    assertThat(map(chart.object("PodDisruptionBudget", name).get("spec")))
        .containsEntry("maxUnavailable", 1)
        .doesNotContainKey("minAvailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-normlab-api", "demo-normlab-worker"})
  void whatAPodWritesToItsNodeIsAskedForAndBounded(String deployment) {
    Rendering chart = Rendering.with();
    Map<String, Object> container = chart.container(deployment);

    assertThat(map(at(container, "resources", "requests"))).containsKey("ephemeral-storage");
    assertThat(map(at(container, "resources", "limits"))).containsKey("ephemeral-storage");
    assertThat(list(chart.pod(deployment).get("volumes")))
        .extracting(volume -> map(volume).get("emptyDir"))
        .filteredOn(Objects::nonNull)
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(map(folder)).containsKey("sizeLimit"));
  }

  @Test
  void aWorkerWithoutACpuLimitUsesTheCoresThatItAsksFor() {
    assertThat(variable(Rendering.with().container("demo-normlab-worker"), "NORMLAB_WORKER_CORES"))
        .isEqualTo(
            Map.of(
                "resourceFieldRef", Map.of("containerName", "worker", "resource", "requests.cpu")));
    assertThat(Rendering.with("worker.resources.limits.cpu=4").text())
        .doesNotContain("NORMLAB_WORKER_CORES");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database.url=jdbc:postgresql://db:6432/normlab | 6432",
        "database.url=jdbc:postgresql://db/normlab | 5432",
        "database.url= | 5432",
        "networkPolicy.databasePort=7000 | 7000"
      })
  void theNetworkPolicyOpensThePortOfTheDatabase(String setting, int port) {
    Rendering chart = Rendering.with(setting, "networkPolicy.enabled=true");

    assertThat(list(at(chart.object("NetworkPolicy", "demo-normlab-api"), "spec", "egress")))
        .contains(Map.of("ports", List.of(Map.of("port", port, "protocol", "TCP"))));
  }

  @ParameterizedTest
  @CsvSource({
    "'worker.lease=PT2S', worker.lease must be more than two heartbeats",
    "'worker.heartbeat=PT15S', worker.lease must be more than two heartbeats",
    "'worker.slots=5', worker.resources.limits.memory of 6Gi leaves 4096 MiB",
    "'worker.memoryPerSlot=5GB', 1 slots of 5120 MiB need more",
    "'worker.gpu.count=8', 8 slots of 1024 MiB need more",
    "'worker.resources.limits.memory=1Gi', leaves 256 MiB"
  })
  void valuesThatContradictEachOtherAreRefused(String setting, String message) {
    assertThatThrownBy(() -> Rendering.with(setting)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "worker.lease=PT0S, lease",
    "worker.lease=PT, lease",
    "worker.lease=PT999999999999S, lease",
    "worker.heartbeat=PT0M0S, heartbeat",
    "worker.checkpointEvery=PT0H, checkpointEvery",
    "worker.memoryPerSlot=0GB, memoryPerSlot",
    "worker.memoryPerSlot=512KB, memoryPerSlot",
    "worker.resources.limits.memory=null, memory",
    "worker.resources.limits.memory=6GB, memory",
    "worker.podDisruptionBudget.maxUnavailable=0, maxUnavailable",
    "api.podDisruptionBudget.maxUnavailable=0%, maxUnavailable",
    "api.podDisruptionBudget.minAvailable=1, minAvailable",
    "worker.terminationGracePeriodSeconds=5, terminationGracePeriodSeconds",
    "api.terminationGracePeriodSeconds=10, terminationGracePeriodSeconds",
    "worker.emptyDirs.cache=0Gi, cache",
    "fullnameOverride=my.lab, fullnameOverride",
    "'api.podLabels.app\\.kubernetes\\.io/name=x', app.kubernetes.io/name",
    "database.url=jdbc:postgresql://db/normlab?user=me&password=secret, url",
    "storage.accessModes[0]=ReadWriteOncePod, accessModes",
    "settings.SERVER_PORT=9090, SERVER_PORT",
    "settings.SERVER_ADDRESS=127.0.0.1, SERVER_ADDRESS",
    "settings.SERVER_SERVLET_CONTEXT_PATH=/lab, SERVER_SERVLET_CONTEXT_PATH",
    "settings.SERVER_SSL_BUNDLE=x, SERVER_SSL_BUNDLE",
    "settings.MANAGEMENT_SERVER_PORT=9090, MANAGEMENT_SERVER_PORT",
    "settings.MANAGEMENT_ENDPOINTS_WEB_BASE_PATH=/m, MANAGEMENT_ENDPOINTS_WEB_BASE_PATH",
    "settings.SPRING_APPLICATION_JSON=x, SPRING_APPLICATION_JSON",
    "settings.SPRING_DATASOURCE_URL=jdbc:h2:mem:x, SPRING_DATASOURCE_URL",
    "settings.NORMLAB_API_ENABLED=false, NORMLAB_API_ENABLED",
    "settings.NORMLAB_HOME=/tmp, NORMLAB_HOME",
    "settings.NORMLAB_WORKER_SLOTS=2, NORMLAB_WORKER_SLOTS",
    "settings.NORMLAB_WORKER_MEMORYPERSLOT=2GB, NORMLAB_WORKER_MEMORYPERSLOT",
    "settings.NORMLAB_WORKER_MAX_ATTEMPT=2, NORMLAB_WORKER_MAX_ATTEMPT",
    "settings.NORMLAB_WORKER_MAX_ATTEMPTS=0, NORMLAB_WORKER_MAX_ATTEMPTS",
    "settings.NORMLAB_WORKER_MAX_ATTEMPTS=many, NORMLAB_WORKER_MAX_ATTEMPTS",
    "settings.NORMLAB_API_BODY_TIMEOUT=PT0S, NORMLAB_API_BODY_TIMEOUT",
    "api.replicas=-1, replicas",
    "api.replica=2, replica",
    "worker.gpu.count=half, count",
    "worker.gpu.resource=gpu, resource",
    "worker.memoryPerSlot=2Gi, memoryPerSlot",
    "worker.lease=30, lease",
    "database.url=jdbc:h2:mem:x, url",
    "database.existingSecret=, existingSecret",
    "storage.size=lots, size",
    "settings.SPRING_DATASOURCE_PASSWORD=hunter2, SPRING_DATASOURCE_PASSWORD",
    "image.pullPolicy=Sometimes, pullPolicy"
  })
  void badValuesAreRefused(String setting, String named) {
    assertThatThrownBy(() -> Rendering.with(setting))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(named);
  }
}
