package org.normlab.data;

import java.util.List;
import org.normlab.data.file.DataHome;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** A text of the user's own. */
public record TextData(
    @Setting(
            value =
                "a UTF-8 file below the data folder, to be continued character by character; its"
                    + " last tenth is the test part, validation stands before it",
            minSize = 1,
            maxSize = 500)
        String text)
    implements DataSource, Checked {

  @Override
  public String reference() {
    return text;
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public boolean hasFixedTest() {
    return true;
  }

  @Override
  public Kind reader(int window) {
    return TextFile.of(this, window);
  }

  @Override
  public List<Problem> problems() {
    return DataHome.problems("text", text);
  }
}
