/// What an archive may make us do; defaults that real workbooks never meet.
public struct ZipLimits: Sendable, Hashable {
  /// The most bytes that one entry may inflate to.
  public var entryBytes: Int
  /// How many times its compressed size an entry may inflate to, once it is past ``ratioFloor``.
  public var ratio: Int
  /// The ratio is not looked at before so many bytes have come out.
  public var ratioFloor: Int
  /// The most entries an archive may have.
  public var entryCount: Int

  /// By default 16 GiB an entry, 500 times its compressed size, and 100,000 entries.
  public init(
    entryBytes: Int = 1 << 34, ratio: Int = 500, ratioFloor: Int = 1 << 20,
    entryCount: Int = 100_000
  ) {
    self.entryBytes = entryBytes
    self.ratio = ratio
    self.ratioFloor = ratioFloor
    self.entryCount = entryCount
  }
}
