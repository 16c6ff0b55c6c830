package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges the claims of one recipe together. Verdicts hold all at once at {@link Measured#LEVEL}, by
 * Holm's step-down correction over the claims that are measured: an interval at the level 1 − α/k
 * decides while k claims are undecided, so that each decided claim widens the next step's α/k.
 *
 * @param measured of each claim in order, with the interval that its verdict rests on
 * @param corrected claims that were corrected for
 */
public record Judgement(List<Measured> measured, int corrected) {
  public static Judgement of(List<Claim> claims, Evidence evidence) {
    double alpha = 1 - Measured.LEVEL;
    List<Measured> measured = new ArrayList<>();
    for (Claim claim : claims) {
      measured.add(claim.measure().of(evidence, Measured.LEVEL));
    }
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      if (measured.get(i).verdict() != Verdict.NOT_MEASURED) {
        open.add(i);
      }
    }
    int corrected = open.size();
    int before = open.size() + 1;
    while (open.size() < before && !open.isEmpty()) {
      before = open.size();
      double level = 1 - alpha / before;
      open.forEach(i -> measured.set(i, claims.get(i).measure().of(evidence, level)));
      open.removeIf(i -> isDecided(measured.get(i).verdict()));
    }
    return new Judgement(List.copyOf(measured), corrected);
  }

  private static boolean isDecided(Verdict verdict) {
    return verdict == Verdict.SAME || verdict == Verdict.OPPOSITE;
  }
}
