package org.normlab.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.Jpegs;
import org.normlab.data.Pictures;
import org.normlab.data.file.IllegalDataException;

class PhotographTest {
  @TempDir Path folder;

  private int[] square(BufferedImage image, String name, int size) throws Exception {
    byte[] bytes = Photograph.square(Pictures.write(image, folder.resolve(name)), size);
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
  }

  /**
   * Rows 0, 3, 7 and columns 0, 4, 7 of what Pillow 12.3 makes of the same pixels: {@code resize((w
   * * 8 // shorter, h * 8 // shorter), BILINEAR)}, then the middle. Pillow rounds once more in
   * between, so that a level of difference is allowed.
   */
  @ParameterizedTest
  @CsvSource({
    "37, 20, 131 138 132 119 103 119 144 109 147 124 117 128 122 135 114 132 126 110 121 123 146"
        + " 115 143 109 135 135 139",
    "20, 37, 145 71 148 133 122 140 126 144 120 120 111 120 105 126 133 117 129 120 125 124 121 107"
        + " 140 124 147 126 107",
    "9, 5, 23 73 123 132 182 150 211 69 119 53 125 197 176 166 64 72 144 172 96 198 44 154 82 184"
        + " 146 184 94",
    "100, 67, 124 124 122 134 130 125 134 129 127 124 128 127 132 131 124 126 129 127 121 129 126"
        + " 126 136 128 123 130 126",
    "8, 8, 0 50 100 112 162 212 87 137 187 39 128 217 187 20 109 189 22 111 91 232 117 31 172 57 69"
        + " 210 95",
  })
  void resizesAndCutsAsPillowDoes(int width, int height, String wanted) throws Exception {
    int[] square = square(Pictures.pattern(width, height, BufferedImage.TYPE_INT_RGB), "a.png", 8);
    int[] numbers = Arrays.stream(wanted.split(" ")).mapToInt(Integer::parseInt).toArray();
    int at = 0;
    for (int y : new int[] {0, 3, 7}) {
      for (int x : new int[] {0, 4, 7}) {
        for (int c = 0; c < 3; c++) {
          assertThat(square[(y * 8 + x) * 3 + c]).isCloseTo(numbers[at++], within(1));
        }
      }
    }
  }

  /**
   * One row of 16 halved: 1/8, 3/8, 3/8, 1/8 of the four pixels around, at the edges 3, 3, 1 of 7.
   */
  @Test
  void halvesByATriangleOfFourPixels() {
    Resampling half = Resampling.of(16, 8, 0, 8);
    assertThat(half.first()).containsExactly(0, 1, 3, 5, 7, 9, 11, 13);
    assertThat(half.weights()[3]).containsExactly(.125f, .375f, .375f, .125f);
    assertThat(half.weights()[0])
        .containsExactly(new float[] {3 / 7f, 3 / 7f, 1 / 7f}, within(1e-6f));
  }

  @Test
  void greyStaysAsBrightAsItIs() throws Exception {
    BufferedImage grey = Pictures.pattern(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    int[] square = square(grey, "grey.png", 8);
    for (int i = 0; i < 64; i++) {
      int value = Pictures.value(i % 8, i / 8, 0);
      assertThat(Arrays.copyOfRange(square, 3 * i, 3 * i + 3)).containsExactly(value, value, value);
    }
    BufferedImage deep = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(2, 1, 0, 0x8080);
    assertThat(square(deep, "deep.png", 8)[(8 + 2) * 3]).isEqualTo(0x80);
    BufferedImage bits = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY);
    bits.getRaster().setSample(2, 1, 0, 1);
    assertThat(square(bits, "bits.png", 8)).contains(255, 0);
  }

  @Test
  void transparencyShowsWhite() throws Exception {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff204060);
    image.setRGB(1, 0, 0x00204060);
    image.setRGB(2, 0, 0x33000000);
    int[] square = square(image, "clear.png", 8);
    assertThat(Arrays.copyOf(square, 9))
        .containsExactly(0x20, 0x40, 0x60, 255, 255, 255, 204, 204, 204);
  }

  @Test
  void decodesJpegWithinItsLoss() throws Exception {
    int[] square = square(Pictures.plain(0x3070c0), "plain.jpg", 8);
    int[] colour = {0x30, 0x70, 0xc0};
    for (int i = 0; i < square.length; i++) {
      assertThat(square[i]).isCloseTo(colour[i % 3], within(3));
    }
  }

  /**
   * What libjpeg makes of the components: red of the file's own colour where they are Y, Cb and Cr,
   * and these three themselves where they are taken for red, green and blue.
   */
  @ParameterizedTest
  @CsvSource({
    "true, -1, 1 2 3, true",
    "true, -1, 82 71 66, true",
    "true, 0, 1 2 3, true",
    "false, -1, 1 2 3, true",
    "false, -1, 0 1 2, true",
    "false, -1, 1 34 35, true",
    "false, -1, 89 67 99, true",
    "false, -1, 82 71 66, false",
    "false, 0, 1 2 3, false",
    "false, 0, 0 1 2, false",
    "false, 1, 82 71 66, true",
    "false, 2, 0 1 2, true",
  })
  void takesComponentsOfJpegAsLibjpegDoes(boolean jfif, int adobe, String ids, boolean luminance)
      throws Exception {
    byte[] red = Files.readAllBytes(Path.of("src/test/resources/cases-data/jpeg-jfif/red/0.jpg"));
    int[] numbers = Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray();
    Path file = Files.write(folder.resolve("a.jpg"), Jpegs.marked(red, jfif, adobe, numbers));
    byte[] square = Photograph.square(file, 8);
    int[] wanted = luminance ? new int[] {254, 0, 0} : new int[] {76, 85, 255};
    for (int c = 0; c < 3; c++) {
      assertThat(square[c] & 0xff).isCloseTo(wanted[c], within(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY})
  void decodesJpegBitForBitAsTheLibraryDoes(int type) throws Exception {
    Path file = Pictures.write(Pictures.pattern(61, 45, type), folder.resolve("p.jpg"));
    BufferedImage theirs = ImageIO.read(file.toFile());
    byte[] square = Photograph.square(file, 45);
    for (int y = 0; y < 45; y++) {
      for (int x = 0; x < 45; x++) {
        for (int c = 0; c < 3; c++) {
          int band = theirs.getRaster().getNumBands() == 1 ? 0 : c;
          assertThat(square[(y * 45 + x) * 3 + c] & 0xff)
              .isEqualTo(theirs.getRaster().getSample(x + 8, y, band));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut.png", "cut.jpg"})
  void namesTheFileThatIsCutShort(String name) throws Exception {
    Path whole =
        Pictures.write(
            Pictures.pattern(64, 64, BufferedImage.TYPE_INT_RGB), folder.resolve("in/" + name));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve(name), Arrays.copyOf(bytes, bytes.length * 3 / 4));
    assertThat(ImageHeader.read(cut).width()).isEqualTo(64);
    assertThatThrownBy(() -> Photograph.square(cut, 8))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageStartingWith(cut + " ");
    Path shorter = Files.write(folder.resolve(name), Arrays.copyOf(bytes, 10));
    assertThatThrownBy(() -> ImageHeader.read(shorter))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining(shorter + " is ");
  }

  @Test
  void refusesInksOtherFormatsAndTooManyPixels() throws Exception {
    Path inks = folder.resolve("inks.jpg");
    byte[] frame = {
      (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc0, 0, 20, 8, 0, 9, 0, 7, 4, 1, 0, 0
    };
    Files.write(inks, frame);
    assertThatThrownBy(() -> Photograph.square(inks, 8)).hasMessageContaining("(CMYK)");
    Path bmp = Pictures.write(Pictures.plain(0), folder.resolve("a.bmp"));
    assertThatThrownBy(() -> Photograph.square(bmp, 8))
        .hasMessage(bmp + " is neither JPEG nor PNG: it begins with the bytes 0x424d");
    Path vast = Pictures.write(Pictures.plain(0), folder.resolve("vast.png"));
    byte[] bytes = Files.readAllBytes(vast);
    ByteBuffer.wrap(bytes).putInt(16, 10_000).putInt(20, 10_000);
    Files.write(vast, bytes);
    assertThatThrownBy(() -> Photograph.square(vast, 8))
        .hasMessage(vast + ": an image may have 1 to 67,108,864 pixels; received 10000 × 10000");
  }
}
