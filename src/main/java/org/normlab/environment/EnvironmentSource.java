package org.normlab.environment;

import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.NearestWord;
import org.normlab.setting.Problem;
import org.normlab.setting.Words;

/**
 * Says which environments a job plays: one, or several in turn. In JSON the settings stand beside
 * those that all environments have; the first setting of each record tells which of them is meant.
 */
public sealed interface EnvironmentSource extends Checked
    permits NamedEnvironment, EnvironmentSequence {
  /** Returns the words of the environments, each once and in order. */
  List<String> words();

  /** Returns how many times the environments are played in turn. */
  int cycles();

  /** Returns the environments; without the words that name none. */
  default List<KnownEnvironment> known() {
    return words().stream().flatMap(word -> KnownEnvironment.of(word).stream()).toList();
  }

  /** Returns the fault of a word that names no environment. */
  static List<Problem> unknown(String pointer, String word) {
    return KnownEnvironment.of(word).isPresent()
        ? List.of()
        : List.of(
            new Problem(
                pointer,
                "there is no environment \"%s\"; allowed are %s%s"
                    .formatted(
                        word,
                        Words.all(KnownEnvironment.words()),
                        NearestWord.hint(word, KnownEnvironment.words()))));
  }
}
