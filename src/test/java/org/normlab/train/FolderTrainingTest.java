package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.train.loop.Training;

/** From image files to test accuracy. */
class FolderTrainingTest {
  private static final int IMAGES = 40;

  @TempDir Path folder;

  /** Noise around a colour; JPEG and PNG, upright and lying. */
  private void fill(String name, int red, int blue) throws Exception {
    Random random = new Random(red);
    Path images = Files.createDirectories(folder.resolve("pets/" + name));
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(i % 2 == 0 ? 20 : 31, 24, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int noise = random.nextInt(60);
          image.setRGB(x, y, ((red + noise) << 16) | (noise << 8) | (blue + noise));
        }
      }
      String format = i % 3 == 0 ? "png" : "jpg";
      assertThat(ImageIO.write(image, format, images.resolve(i + "." + format).toFile())).isTrue();
    }
  }

  @Test
  void learnsColoursFromRandomRectangles() throws Exception {
    fill("fox", 180, 20);
    fill("jay", 60, 190);
    SupervisedSpec spec =
        Small.spec(
            """
            "architecture": %s, "normalization": {"type": "batch"}, "batchSize": 16, "epochs": 8,
            "seeds": [0, 1], "optimizer": {"type": "sgd", "learningRate": 0.05}
            """
                .formatted(Small.CONVNET),
            "{\"folder\":\"pets\",\"size\":16,\"augment\":{\"randomResizedCrop\":true,\"flip\":true}}");
    TrainingContext place =
        new TrainingContext(
            new DataHome(folder, false),
            folder,
            1,
            List.of(),
            null,
            2,
            1,
            "cpu",
            Duration.ofDays(1),
            System::nanoTime);
    Heard heard = new Heard();
    assertThat(Training.run(spec, place, heard, () -> null)).isEqualTo(End.COMPLETED);
    for (int run = 0; run < 2; run++) {
      assertThat(heard.endings.get(run).summary().get("test.accuracy")).isGreaterThan(0.9);
    }
    assertThat(heard.lines).contains("decoded 80 of 80 images");
  }
}
