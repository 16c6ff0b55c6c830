package org.normlab.data;

import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/**
 * Random changes of training images, drawn anew for every sample, epoch and run; evaluation sees
 * the plain image.
 */
public record Augment(
    @Setting(
            value = "zero padding in pixels before a random crop to the original size",
            preset = "0",
            min = 0,
            max = 64)
        int crop,
    @Setting(value = "mirror left-right with probability one half", preset = "false") boolean flip,
    @Setting(
            value =
                "cut out a random rectangle of 8 to 100 % of the area, 3:4 to 4:3, and resize it"
                    + " to the whole image",
            preset = "false")
        boolean randomResizedCrop)
    implements Checked {

  @Override
  public List<Problem> problems() {
    return randomResizedCrop && crop > 0
        ? List.of(
            new Problem(
                "/crop", "crop and randomResizedCrop exclude each other; received crop " + crop))
        : List.of();
  }
}
