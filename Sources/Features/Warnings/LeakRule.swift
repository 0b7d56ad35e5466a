/// Which columns know the class too well.
///
/// A column is suspect when its strength is at least 0.75 and at least 2.5 times that of the best
/// column that is not suspect itself. Of 0.95 and more it is suspect whatever the others are, since
/// leaks come in company and would hide each other.
/// Measured leaks are at 0.86 and more; honest columns mostly at 0.53 and less, but the petals of
/// irises reach 0.71. Honest columns reach 0.9 now and then, so a suspect is named and not dropped.
enum LeakRule {
  static let least = 0.75
  static let factor = 2.5
  static let certain = 0.95

  /// The suspects, the strongest first, and the best honest column.
  static func suspects(
    among strengths: [ColumnStrength]
  ) -> (suspects: [ColumnStrength], honest: ColumnStrength?) {
    let sorted = strengths.sorted { $0.strength > $1.strength }
    for count in stride(from: sorted.count, to: 0, by: -1) {
      let weakest = sorted[count - 1].strength
      let next = count < sorted.count ? sorted[count] : nil
      let bound = next.map { max(least, factor * $0.strength) } ?? certain
      if weakest >= min(bound, certain) { return (Array(sorted[..<count]), next) }
    }
    return ([], sorted.first)
  }
}
