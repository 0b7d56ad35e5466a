/// A column of dates as features: its parts, standardized, and whether it was missing.
public struct FittedDate: Sendable, Hashable, Codable {
  /// One part of the dates.
  public struct Part: Sendable, Hashable, Codable {
    /// The part that the feature has.
    public var part: DatePart
    /// What stands for the part of a missing date: its training mean.
    public var fill: Double
    /// How the part is scaled.
    public var scaler: FittedScaler
  }

  /// The parts that vary among the training rows.
  public var parts: [Part]
  /// Whether a feature says that the date is missing.
  public var hasIndicator: Bool

  /// Learns from milliseconds since 1970-01-01; NaN is missing.
  static func fitted(
    to values: [Double], asked: [DatePart], indicators: Bool, fewestMissing: Int
  ) -> FittedDate {
    let fitted = mapEach(asked.count) { index -> Part? in
      let part = asked[index]
      let moments = Moments(of: values) {
        $0.isFinite ? part.value(ofMilliseconds: $0) : .nan
      }
      guard moments.count > 0, moments.maximum - moments.minimum > 1e-9 else { return nil }
      return Part(
        part: part, fill: moments.mean,
        scaler: FittedScaler(
          kind: .standard, center: moments.mean,
          scale: moments.filled(with: moments.mean).usefulDeviation))
    }
    let missing = values.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
    return FittedDate(
      parts: fitted.compactMap(\.self), hasIndicator: indicators && missing >= fewestMissing)
  }

  /// The dense features of one date; NaN is missing.
  public func values(ofMilliseconds milliseconds: Double) -> [Double] {
    parts.map { $0.value(milliseconds) }
  }

  /// Writes the parts into a dense block by rows, as ``FittedNumber/write(_:to:_:at:)``.
  func write(
    _ values: [Double], to block: inout MutableSpan<Double>, _ dense: DenseRows, at offset: Int
  ) {
    for (i, part) in parts.enumerated() {
      block.set(offset + i, of: dense, from: values) { part.value($0) }
    }
  }
}

extension FittedDate.Part {
  /// The feature of one date in milliseconds; NaN is missing.
  fileprivate func value(_ milliseconds: Double) -> Double {
    scaler.scaled(milliseconds.isFinite ? part.value(ofMilliseconds: milliseconds) : fill)
  }
}
