internal import RowcastMachine
internal import RowcastLinearAlgebra
internal import RowcastTabular

/// Levels by the bucket of their hash: nothing is kept of them, whatever they are.
///
/// The hash is FNV-1a of 64 bits over the trimmed UTF-8 bytes, its high half folded onto the low
/// one; the bucket is the remainder. The same on every machine. Missing values have a bucket of
/// their own behind the others.
public struct FittedBuckets: Sendable, Hashable, Codable {
  /// The buckets for values.
  public var count: Int

  /// At least one bucket is kept.
  public init(count: Int) { self.count = max(1, count) }

  /// The features: the buckets and that of missing values.
  public var width: Int { count + 1 }

  /// The bucket of a text.
  public func bucket(of text: String) -> Int {
    text.withBytes { bucket(of: $0) }
  }

  func bucket(of text: Span<UInt8>) -> Int {
    let hash = Self.hash(of: text)
    return Int((hash ^ hash >> 32) % UInt64(count))
  }

  /// FNV-1a of 64 bits, the same in every run and in files.
  static func hash(of text: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in text.indices { hash = (hash ^ UInt64(text[i])) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// The buckets of all rows.
  func category(_ view: LevelView) -> FeatureMatrix.Category {
    var map = [UInt32](repeating: UInt32(count), count: view.dictionary.count)
    view.forEachText { code, text in
      if !MissingTokens.contains(text, amongNumbers: false) {
        map[code] = UInt32(bucket(of: text))
      }
    }
    let missing = UInt32(count)
    return FeatureMatrix.Category(
      codes: view.codes.map { $0 == TypedColumn.missingCode ? missing : map[Int($0)] },
      levels: width)
  }
}
