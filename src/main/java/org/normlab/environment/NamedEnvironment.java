package org.normlab.environment;

import java.util.List;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** One environment, played from the first step to the last. */
public record NamedEnvironment(
    @Setting(
            value =
                "the environment: cartpole, acrobot, mountain-car, minatar/asterix,"
                    + " minatar/breakout, minatar/freeway, minatar/seaquest or"
                    + " minatar/space-invaders",
            minSize = 1,
            maxSize = 200)
        String name)
    implements EnvironmentSource {

  @Override
  public List<String> words() {
    return List.of(name);
  }

  @Override
  public int cycles() {
    return 1;
  }

  @Override
  public List<Problem> problems() {
    return EnvironmentSource.unknown("/name", name);
  }
}
