internal import RowcastFileIO
internal import RowcastTabular

/// Joins the parts of `{"a":[...],"b":[...]}`.
///
/// A column is complete only when the last row is known, so parts wait: in memory as long as they
/// are few, then in a temporary file without a name.
public final class JSONColumnsWriter {
  /// How many bytes wait in memory.
  static let memoryLimit = 16 << 20

  private let encoder: JSONColumnsEncoder
  private var waiting: [JSONColumnsPart] = []
  private var waitingBytes = 0
  private var spool: Spool?
  /// Parts in the temporary file: where they begin, and the ends of their columns.
  private var spooled: [(offset: Int, ends: [Int])] = []
  /// Rows appended so far.
  public private(set) var rowCount = 0

  /// Takes the parts of this encoder, which knows names and layout.
  public init(_ encoder: JSONColumnsEncoder) { self.encoder = encoder }

  /// Takes the next part, in the order of the batches.
  /// - Throws: `FileError` when there is no room for a temporary file.
  public func append(_ part: JSONColumnsPart) throws {
    rowCount += part.rowCount
    waiting.append(part)
    waitingBytes += part.bytes.count
    if waitingBytes > Self.memoryLimit { try spill() }
  }

  private func spill() throws {
    let file = spool ?? Spool(for: "columns", memoryLimit: 0)
    spool = file
    for part in waiting {
      spooled.append((file.count, part.ends))
      try file.write(part.bytes.bytes)
    }
    waiting = []
    waitingBytes = 0
  }

  /// Hands the whole document to `write`, piece by piece.
  /// - Throws: `FileError` for the temporary file, or what `write` throws.
  public func finish(_ write: (Span<UInt8>) throws -> Void) throws {
    let isPretty = encoder.options.isPretty
    if spool != nil { try spill() }
    let input = spool?.finished()
    spool = nil
    try emit("{", write)
    for (i, name) in encoder.layout.names.enumerated() {
      let key = JSONValue.string(name).text()
      let lead = i == 0 ? "" : ","
      try emit(lead + (isPretty ? "\n  \(key): [" : "\n\(key):["), write)
      var isFirst = true
      for (offset, ends) in spooled {
        guard let input else { break }
        var at = offset + (i == 0 ? 0 : ends[i - 1])
        let end = offset + ends[i]
        while at < end {
          let bytes = try input.bytes(at: at, count: min(1 << 20, end - at))
          guard !bytes.isEmpty else {
            throw FileError(.system("read", "it ends early"), path: "columns")
          }
          at += bytes.count
          try emit(bytes.span, &isFirst, write)
        }
      }
      for part in waiting {
        let range = (i == 0 ? 0 : part.ends[i - 1])..<part.ends[i]
        try emit(part.bytes.bytes.extracting(range), &isFirst, write)
      }
      try emit("]", write)
    }
    try emit(encoder.layout.names.isEmpty ? "}\n" : "\n}\n", write)
  }

  /// Writes values, without the comma before a column's first one.
  private func emit(
    _ bytes: Span<UInt8>, _ isFirst: inout Bool,
    _ write: (Span<UInt8>) throws -> Void
  ) throws {
    guard !bytes.isEmpty else { return }
    try write(isFirst ? bytes.extracting(droppingFirst: 1) : bytes)
    isFirst = false
  }

  private func emit(_ text: String, _ write: (Span<UInt8>) throws -> Void) throws {
    try write(Array(text.utf8).span)
  }
}
