import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastTabular

/// Rows of a block as one line that an engine keeps for the passes that follow: the columns that are
/// read, packed by kind, as a zstd frame in Base64.
///
/// An engine pays for every line that it hands to a program, and hardly for its length; reading numbers
/// out of text is most of a pass, and a training passes over all rows many times.
enum KeptRows {
  /// What one line is at most unpacked.
  private static let limit = 1 << 30
  /// The bytes of a text's length: no line is longer than ``limit``.
  private static let lengthBytes = 4

  /// What stands before the columns.
  private struct Head: Codable {
    var rows: Int
    var headers: Int
    var skipped: Int
    var columns: [Column]
  }

  private struct Column: Codable {
    var name: String
    /// How numbers are packed; nil for texts.
    var numbers: PackedNumbers?
    /// The number of different texts, when these are texts.
    var texts: Int?
    /// The bytes that the column has behind the head.
    var count: Int
  }

  /// A line with its end.
  /// - Throws: ``PartError`` when it cannot be written.
  static func line(of rows: RowBlock) throws(PartError) -> [UInt8] {
    var head = Head(
      rows: rows.table.rowCount, headers: rows.headers, skipped: rows.skipped, columns: [])
    var body: [UInt8] = []
    for column in rows.table.columns {
      let start = body.count
      var kept = Column(name: column.name, count: 0)
      switch column.values {
      case .numbers(let values):
        let packed = PackedNumbers(values)
        packed.append(values, to: &body)
        kept.numbers = packed
      case .texts(let codes, let dictionary):
        kept.texts = dictionary.count
        // A missing text is the code behind the others.
        let none = UInt64(dictionary.count)
        body.append(
          planes: codes.map { min(UInt64($0), none) }, count: PackedNumbers.width(of: none))
        let lengths = zip(dictionary.offsets, dictionary.offsets.dropFirst()).map { $1 - $0 }
        body.append(planes: lengths.map { UInt64($0) }, count: lengthBytes)
        body += dictionary.bytes
      }
      kept.count = body.count - start
      head.columns.append(kept)
    }
    let frame = ZstandardCompressor().compressed(try PartPass.line(head) + body)
    return Base64.letters(of: frame.span) + [UInt8(ascii: "\n")]
  }

  /// The rows of a line, with the columns of a format.
  /// - Throws: ``PartError`` when it is no such line, or of other columns.
  static func rows(of line: [UInt8], as format: LineFormat) throws(PartError) -> RowBlock {
    func damaged() -> PartError { PartError(.notAPart("a line is no kept rows")) }
    let bytes = try unpacked(line)
    guard let end = bytes.span.firstIndex(of: UInt8(ascii: "\n")) else { throw damaged() }
    let head: Head
    do {
      head = try JSONCoding.decode(Head.self, from: try JSONValue(parsing: Array(bytes[..<end])))
    } catch {
      throw damaged()
    }
    guard min(head.rows, head.headers, head.skipped) >= 0 else { throw damaged() }
    var places: [String: (column: Column, start: Int)] = [:]
    var start = end + 1
    for column in head.columns {
      guard column.count >= 0, column.count <= bytes.count - start else { throw damaged() }
      places[column.name] = (column, start)
      start += column.count
    }
    var rows = RowBlock(table: Table(columns: [], rowCount: head.rows))
    rows.headers = head.headers
    rows.skipped = head.skipped
    var columns: [TypedColumn] = []
    for wanted in format.columns {
      guard let (column, start) = places[wanted.name],
        wanted.isNumber == (column.numbers != nil)
      else { throw PartError(.notAPart("the rows that were kept have other columns")) }
      let part = bytes.span.extracting(start..<(start + column.count))
      guard let values = values(column, part, rows: head.rows) else { throw damaged() }
      columns.append(
        TypedColumn(
          name: wanted.name, kind: wanted.isNumber ? .decimal : .text, values: values))
    }
    rows.table = Table(columns: columns, rowCount: head.rows)
    return rows
  }

  private static func values(
    _ column: Column, _ bytes: Span<UInt8>, rows: Int
  ) -> TypedColumn.Values? {
    if let packed = column.numbers {
      return packed.values(of: bytes, count: rows).map { .numbers($0) }
    }
    guard let count = column.texts, count >= 0 else { return nil }
    let none = UInt64(count)
    let width = PackedNumbers.width(of: none)
    guard let codes = bytes.planes(width, of: rows), codes.allSatisfy({ $0 <= none }) else {
      return nil
    }
    let rest = bytes.extracting((rows * width)...)
    guard let lengths = rest.planes(lengthBytes, of: count) else { return nil }
    let texts = rest.extracting((count * lengthBytes)...)
    var offsets = [0]
    for length in lengths { offsets.append(offsets[offsets.count - 1] + Int(length)) }
    guard offsets[count] == texts.count else { return nil }
    var bytes: [UInt8] = []
    bytes.append(contentsOf: texts)
    return .texts(
      codes: codes.map { $0 == none ? TypedColumn.missingCode : UInt32($0) },
      dictionary: StringDictionary(bytes: bytes, offsets: offsets))
  }

  private static func unpacked(_ line: [UInt8]) throws(PartError) -> [UInt8] {
    guard let frame = Base64.decoded(line.span), !frame.isEmpty else {
      throw PartError(.notAPart("a line is no kept rows"))
    }
    do throws(FileError) {
      let bytes = try MemoryBytes(frame, name: "kept rows").decompressed(limit: limit)
      guard bytes.compression == .zstd else {
        throw FileError(.badCompression("zstd", "it is none"), path: bytes.name)
      }
      return try bytes.bytes(at: 0, count: bytes.count)
    } catch {
      throw PartError(.notAPart(error.description))
    }
  }
}
