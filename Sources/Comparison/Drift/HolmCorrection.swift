/// The correction for many tests at once of Sture Holm ("A simple sequentially rejective multiple
/// test procedure", Scandinavian Journal of Statistics 6, 1979): the chance that even one column is
/// called different that is not stays below the level, however the columns depend on each other.
enum HolmCorrection {
  /// The adjusted chances, in the order of the given ones: of the i-th smallest of n it is the
  /// greatest of `(n - j + 1) p_j` for j up to i, at most 1.
  static func adjusted(_ pValues: [Double]) -> [Double] {
    var result = pValues
    var greatest = 0.0
    for (place, index) in pValues.indices.sorted(by: { (pValues[$0], $0) < (pValues[$1], $1) })
      .enumerated()
    {
      greatest = max(greatest, min(1, Double(pValues.count - place) * pValues[index]))
      result[index] = greatest
    }
    return result
  }
}
