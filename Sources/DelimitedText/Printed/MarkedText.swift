import RowcastFileIO
import RowcastTabular

/// Text with the control characters that ASCII has for fields and records, or with those that programs
/// for evidence write around and between fields (Concordance, `.dat`).
///
///     a 1F b 1E 1 1F 2 1E        þaþ 14 þbþ LF þ1þ 14 þ2þ LF
enum MarkedText {
  case separators, thorns

  static let delimiter = "\u{1F}"
  private static let thorn = Array("þ".utf8)
  private static let between = thorn + [0x14] + thorn

  /// Nil for a text of another kind.
  /// - Parameter isWhole: whether the sample ends where the text ends.
  init?(_ sample: ArraySlice<UInt8>, isWhole: Bool) {
    if sample.starts(with: Self.thorn) {
      let line = sample.prefix { $0 != UInt8(ascii: "\n") }
      guard line.contains(0x14), line.split(separator: Self.between).count > 1 else { return nil }
      self = .thorns
    } else {
      guard sample.contains(0x1E), sample.contains(0x1F) else { return nil }
      var records = sample.split(separator: 0x1E).filter { !$0.trimmedOfLineEnds.isEmpty }
      // The last one may be cut.
      if !isWhole, records.count > 2 { records.removeLast() }
      let widths = Set(records.map { record in record.count { $0 == 0x1F } })
      guard records.count > 1, widths.count == 1, widths.first != 0 else { return nil }
      self = .separators
    }
  }

  /// What is told of it.
  var spoken: Rewriting.Spoken {
    switch self {
    case .separators:
      .init(delimiter: "\u{1F}", reason: "0x1F parts fields, and 0x1E ends records")
    case .thorns:
      .init(delimiter: "\u{14}", reason: "þ stands around fields, and 0x14 between them")
    }
  }

  /// The text with its fields in quotes where they need them, each record a line.
  func rewritten(
    _ input: any ByteSource, from start: Int
  ) throws(DelimitedTextError) -> any ByteSource {
    do throws(FileError) {
      return try input.rewritten(from: start, upTo: endOfRecords) { rewritten($0) }
    } catch { throw DelimitedTextError(.file(error)) }
  }

  private func endOfRecords(_ bytes: [UInt8]) -> Int {
    switch self {
    case .separators: bytes.lastIndex(of: 0x1E).map { $0 + 1 } ?? 0
    case .thorns:
      bytes.indices.last { bytes[$0] == UInt8(ascii: "\n") && Self.ends(bytes[..<$0]) }
        .map { $0 + 1 } ?? 0
    }
  }

  /// Whether a line ends a record: line ends within a field are its.
  private static func ends(_ line: ArraySlice<UInt8>) -> Bool {
    line.trimmedOfLineEnds.suffix(2).elementsEqual(thorn)
  }

  /// Whole records, rewritten.
  private func rewritten(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result = OutputBytes(capacity: text.count)
    switch self {
    case .separators:
      for record in text.split(separator: 0x1E) {
        let record = record.trimmedOfLineEnds
        if record.isEmpty { continue }
        append(record.split(separator: 0x1F, omittingEmptySubsequences: false), to: &result)
      }
    case .thorns:
      var rest = text
      var at = rest.startIndex
      while at < rest.endIndex {
        let end = rest[at...].firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        let record = rest[..<end].trimmedOfLineEnds
        at = min(end + 1, rest.endIndex)
        guard Self.ends(record) || at == rest.endIndex else { continue }
        rest = rest[at...]
        if record.isEmpty { continue }
        let inside = record.count >= 4 ? record.dropFirst(2).dropLast(2) : record
        append(
          inside.split(separator: Self.between, omittingEmptySubsequences: false), to: &result)
      }
    }
    return result.array()
  }

  private func append(_ fields: [ArraySlice<UInt8>], to result: inout OutputBytes) {
    for (index, field) in fields.enumerated() {
      if index > 0 { result.append(0x1F) }
      if field.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") }) {
        result.append(quoting: field.span)
      } else {
        result.append(field.span)
      }
    }
    result.append(UInt8(ascii: "\n"))
  }
}

extension ArraySlice<UInt8> {
  /// Without line ends around it.
  fileprivate var trimmedOfLineEnds: ArraySlice<UInt8> {
    func isLineEnd(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    var text = self
    while let first = text.first, isLineEnd(first) { text.removeFirst() }
    while let last = text.last, isLineEnd(last) { text.removeLast() }
    return text
  }
}
