package org.normlab.study.recipe;

import java.util.List;
import java.util.stream.Collectors;

/** The UCI tables of the paper on self-normalizing networks that have at least 40 rows. */
final class UciTables {
  /** The tables by their number of rows, the smallest first. */
  static final List<String> ALL =
      List.of(
          """
          post-operative pittsburg-bridges-SPAN fertility zoo pittsburg-bridges-T-OR-D
          pittsburg-bridges-REL-L pittsburg-bridges-TYPE breast-tissue molec-biol-promoter
          pittsburg-bridges-MATERIAL acute-inflammation acute-nephritis heart-switzerland
          echocardiogram lymphography iris teaching hepatitis hayes-roth wine planning flags
          parkinsons audiology-std breast-cancer-wisc-prog heart-va conn-bench-sonar-mines-rocks
          seeds glass spect spectf statlog-heart breast-cancer heart-hungarian heart-cleveland
          haberman-survival vertebral-column-2clases vertebral-column-3clases primary-tumor ecoli
          ionosphere libras dermatology horse-colic congressional-voting arrhythmia musk-1
          cylinder-bands low-res-spect monks-3 monks-1 breast-cancer-wisc-diag ilpd-indian-liver
          synthetic-control monks-2 balance-scale soybean credit-approval
          statlog-australian-credit breast-cancer-wisc blood energy-y1 energy-y2 pima
          statlog-vehicle oocytes_trisopterus_nucleus_2f oocytes_trisopterus_states_5b tic-tac-toe
          mammographic conn-bench-vowel-deterding led-display statlog-german-credit
          oocytes_merluccius_nucleus_4d oocytes_merluccius_states_2f hill-valley contrac yeast
          semeion plant-texture wine-quality-red plant-margin plant-shape car steel-plates
          cardiotocography-10clases cardiotocography-3clases titanic image-segmentation
          statlog-image ozone molec-biol-splice chess-krvkp abalone bank spambase
          wine-quality-white waveform waveform-noise wall-following page-blocks optical
          statlog-landsat musk-2 thyroid ringnorm twonorm mushroom pendigits nursery magic letter
          chess-krvk adult statlog-shuttle connect-4\
          """
              .split("\\s+"));

  private UciTables() {}

  /** The smallest of them as entries of a JSON list. */
  static String names(int count) {
    return ALL.stream()
        .limit(count)
        .map(table -> "\"uci/" + table + "\"")
        .collect(Collectors.joining(", "));
  }
}
