package org.normlab.train.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Safetensors: the length of the header, the header, the numbers of one tensor after the other.
 * Metadata stand in {@code __metadata__}. Numbers begin at a multiple of 8 bytes, as the reference
 * writer has it.
 */
public record Safetensors() implements WeightFormat {
  private static final int ALIGNMENT = 8;

  @Override
  public String extension() {
    return "safetensors";
  }

  @Override
  public void write(Weights weights, Map<String, String> metadata, OutputStream out)
      throws IOException {
    byte[] header = header(weights, metadata);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    for (Weights.Tensor tensor : weights.tensors()) {
      weights.copy(tensor, out);
    }
  }

  @Override
  public long length(Weights weights, Map<String, String> metadata) {
    long numbers = weights.tensors().stream().mapToLong(Weights.Tensor::bytes).sum();
    return Long.BYTES + header(weights, metadata).length + numbers;
  }

  private static byte[] header(Weights weights, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    header.add("__metadata__", texts);
    long offset = 0;
    for (Weights.Tensor tensor : weights.tensors()) {
      header.add(tensor.name(), entry(tensor, offset));
      offset += tensor.bytes();
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-text.length, ALIGNMENT);
    return (header + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject entry(Weights.Tensor tensor, long offset) {
    JsonArray shape = new JsonArray();
    tensor.shape().forEach(shape::add);
    JsonArray offsets = new JsonArray();
    offsets.add(offset);
    offsets.add(offset + tensor.bytes());
    JsonObject entry = new JsonObject();
    entry.addProperty("dtype", "F32");
    entry.add("shape", shape);
    entry.add("data_offsets", offsets);
    return entry;
  }
}
