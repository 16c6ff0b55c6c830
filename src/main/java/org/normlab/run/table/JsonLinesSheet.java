package org.normlab.run.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object a line, with all columns in each; what is not finite is null. */
public final class JsonLinesSheet implements Sheet {
  private static final int BUFFER = 1 << 16;

  private final Writer out;
  private final List<Column> columns;

  public JsonLinesSheet(OutputStream out, List<Column> columns) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    this.columns = columns;
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < values.size(); i++) {
      put(line, columns.get(i).name(), values.get(i));
    }
    out.write(line.toString());
    out.write('\n');
  }

  private static void put(ObjectNode line, String name, @Nullable Object value) {
    switch (value) {
      case Long whole -> line.put(name, whole);
      case Double number when Double.isFinite(number) -> line.put(name, number);
      case Boolean truth -> line.put(name, truth);
      case Double _ -> line.putNull(name);
      case null -> line.putNull(name);
      default -> line.put(name, value.toString());
    }
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
