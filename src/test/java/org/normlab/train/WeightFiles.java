package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of weights by the letter of their formats. */
public final class WeightFiles {
  private static final Pattern NPY =
      Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((.*)\\), \\} *\\n");
  private static final byte[] NPY_1_0 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private WeightFiles() {}

  /** A tensor that was read. */
  public record Read(List<Long> shape, float[] values) {}

  private static JsonNode header(byte[] file) {
    int length = Math.toIntExact(little(file, 0, Long.BYTES).getLong());
    assertThat(length % 8).isZero();
    return JsonMapper.shared().readTree(new String(file, 8, length, StandardCharsets.UTF_8));
  }

  public static Map<String, String> metadata(byte[] file) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : header(file).path("__metadata__").properties()) {
      metadata.put(one.getKey(), one.getValue().asString());
    }
    return metadata;
  }

  public static Map<String, Read> safetensors(byte[] file) {
    JsonNode header = header(file);
    int data = 8 + Math.toIntExact(little(file, 0, Long.BYTES).getLong());
    Map<String, Read> tensors = new LinkedHashMap<>();
    int end = 0;
    for (Map.Entry<String, JsonNode> one : header.properties()) {
      if (!one.getKey().equals("__metadata__")) {
        JsonNode entry = one.getValue();
        int from = entry.path("data_offsets").get(0).asInt();
        assertThat(from).as("no hole before " + one.getKey()).isEqualTo(end);
        end = entry.path("data_offsets").get(1).asInt();
        assertThat(entry.path("dtype").asString()).isEqualTo("F32");
        List<Long> shape = entry.path("shape").valueStream().map(JsonNode::asLong).toList();
        tensors.put(one.getKey(), read(shape, little(file, data + from, end - from)));
      }
    }
    assertThat(file).hasSize(data + end);
    return tensors;
  }

  public static Map<String, Read> npz(byte[] file) throws IOException {
    Map<String, Read> tensors = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(entry.getName()).endsWith(".npy");
        String name = entry.getName().substring(0, entry.getName().length() - 4);
        tensors.put(name, npy(zip.readAllBytes()));
      }
    }
    return tensors;
  }

  private static Read npy(byte[] file) {
    assertThat(Arrays.copyOf(file, 8)).isEqualTo(NPY_1_0);
    int data = 10 + little(file, 8, Short.BYTES).getShort();
    assertThat(data % 64).isZero();
    Matcher header = NPY.matcher(new String(file, 10, data - 10, StandardCharsets.US_ASCII));
    assertThat(header.matches()).isTrue();
    List<Long> shape =
        Stream.of(header.group(1).split(",", -1))
            .filter(axis -> !axis.isBlank())
            .map(axis -> Long.parseLong(axis.strip()))
            .toList();
    // In Python (3) is a number and no tuple.
    assertThat(header.group(1).endsWith(",")).isEqualTo(shape.size() == 1);
    return read(shape, little(file, data, file.length - data));
  }

  private static Read read(List<Long> shape, ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    assertThat(bytes.remaining()).isEqualTo(4 * shape.stream().reduce(1L, (a, b) -> a * b));
    return new Read(shape, values);
  }

  private static ByteBuffer little(byte[] file, int from, int length) {
    return ByteBuffer.wrap(file, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
