package org.normlab.data;

import java.util.List;
import org.normlab.data.file.DataHome;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** A folder of the user's own images. */
public record FolderData(
    @Setting(
            value =
                "a tree of JPEG and PNG files below the data folder, one folder a class, or"
                    + " official parts by their usual names (train, val, test, …) with these",
            minSize = 1,
            maxSize = 500)
        String folder,
    @Setting(
            value =
                "pixels to which the shorter side of the folder's images is resized before the"
                    + " centre is cut out, a square",
            preset = "224",
            min = 8,
            max = 1024)
        int size)
    implements DataSource, Checked {

  @Override
  public String reference() {
    return folder;
  }

  @Override
  public Kind reader(int window) {
    return new ImageFolder(this);
  }

  @Override
  public List<Problem> problems() {
    return DataHome.problems("folder", folder);
  }
}
