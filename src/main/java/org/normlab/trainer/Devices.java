package org.normlab.trainer;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.normlab.torch.Gpus;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes what a machine, or a container, has to train with.
 *
 * @param cores of the processor
 * @param memoryBytes of the machine or the container's limit
 * @param gpus device names
 */
public record Devices(int cores, long memoryBytes, List<String> gpus) {
  /**
   * Prints the devices as one line of JSON: a process of its own, since PyTorch must not be loaded
   * into the service, and a broken GPU driver may end whoever asks it.
   */
  public static void main(String[] args) {
    var out = System.out;
    System.setOut(System.err);
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    int cores = Runtime.getRuntime().availableProcessors();
    Devices found = new Devices(cores, system.getTotalMemorySize(), Gpus.names());
    out.println(JsonMapper.shared().writeValueAsString(found));
    out.flush();
  }

  public static Devices read(String json) {
    return JsonMapper.shared().readValue(json, Devices.class);
  }
}
