package org.normlab.job.index;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.FillingMigration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Corrects the activation of jobs from before V11, which named the network's also where the method
 * has its own; that one was trained.
 */
@Component
public class ActivationMigration extends FillingMigration {
  private static final String JOBS = "select id, spec from job order by id";
  private static final String ARCHITECTURE = "architecture";
  private static final String ACTIVATION = "activation";

  private static final Map<String, String> OF_METHODS =
      Map.of(
          "self-normalizing", "selu",
          "filter-response", "tlu",
          "evonorm-s0", "evonorm-s0",
          "evonorm-b0", "evonorm-b0");

  public ActivationMigration() {
    super("11", "correct activations");
  }

  @Override
  public void migrate(Context context) throws SQLException {
    fill(
        context.getConnection(),
        JOBS,
        "update job set spec = ? where id = ?",
        row -> specs(row.getString(1), row.getString(2)));
    fill(
        context.getConnection(),
        JOBS,
        "update job_param set text = ? where job = ? and name = 'architecture.activation'",
        row -> params(row.getString(1), row.getString(2)));
  }

  private static List<@Nullable Object[]> specs(String id, String spec) {
    if (!(JsonMapper.shared().readTree(spec) instanceof ObjectNode job)) {
      return List.of();
    }
    String trained = ofMethod(job);
    if (trained == null || trained.equals(asked(job).asString())) {
      return List.of();
    }
    ((ObjectNode) job.path(ARCHITECTURE)).put(ACTIVATION, trained);
    return List.<@Nullable Object[]>of(new @Nullable Object[] {job.toString(), id});
  }

  private static List<@Nullable Object[]> params(String id, String spec) {
    String trained = ofMethod(JsonMapper.shared().readTree(spec));
    return trained == null
        ? List.of()
        : List.<@Nullable Object[]>of(new @Nullable Object[] {trained, id});
  }

  private static JsonNode asked(JsonNode job) {
    return job.path(ARCHITECTURE).path(ACTIVATION);
  }

  /** The nonlinearity of the method, or of one within it; null where the network's own is kept. */
  private static @Nullable String ofMethod(JsonNode job) {
    JsonNode method = job.path("normalization");
    while (method.path("inner").isObject()) {
      method = method.path("inner");
    }
    return asked(job).isString() ? OF_METHODS.get(method.path("type").asString()) : null;
  }
}
