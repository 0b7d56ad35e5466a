import RowcastDelimitedText
import RowcastDistributed
import RowcastFileIO
import RowcastTabular

extension ReadOptions {
  /// How lines are read, found in the first of them.
  /// - Throws: ``PipelineError`` for options that lines cannot have, or a format without lines.
  func lines(
    head: [UInt8], of name: String, texts: Set<String> = [], skipsBad: Bool = false
  ) throws -> LineFormat {
    try checkLines()
    let bytes = MemoryBytes(head, name: name)
    let format = try format ?? FileFormat(of: bytes, named: name)
    let kind: LineFormat.Kind
    switch format {
    case .ndjson: kind = .json
    // One object alone is a document, and a line.
    case .json where head.first == UInt8(ascii: "{"): kind = .json
    case .csv, .tsv: kind = .delimited
    default:
      throw PipelineError(
        "rows are taken line by line, from CSV or NDJSON, and this is \(format.title): "
          + "`rowcast convert` makes NDJSON of it", at: name)
    }
    var options = try delimited()
    if format == .tsv, options.delimiter == nil { options.delimiter = "\t" }
    return try LineFormat(
      head: head, kind: kind, options: options, texts: texts, skipsBad: skipsBad,
      name: name)
  }

  /// Refuses what lines that are read apart from each other cannot have.
  private func checkLines() throws(PipelineError) {
    var known = ReadOptions()
    known.format = format
    known.delimiter = delimiter
    known.quote = quote
    known.escape = escape
    known.header = header
    known.nullTokens = nullTokens
    known.limits = limits
    guard self == known else {
      throw PipelineError(
        "rows that are read in parts take of the options of reading --from, --delimiter, --quote, "
          + "--escape, --header, --null and limits alone: what a column is must not depend on the part",
        kind: .usage)
    }
  }
}

/// The first lines of an input, by which its columns are told: the same ones wherever the rows are.
enum FirstLines {
  private static let lines = 1000
  private static let bytes = 1 << 18
  /// The longest line that there may be among them.
  private static let longest = 1 << 24

  /// Of a file.
  static func of(_ file: some ByteSource) throws(FileError) -> [UInt8] {
    let bytes = try file.bytes(at: 0, count: longest)
    return of(bytes, isWhole: bytes.count == file.count)
  }

  /// Of a text: at most a thousand, and no more than a quarter of a megabyte unless one alone is more.
  /// - Parameter isWhole: whether the text ends with its last line.
  static func of(_ text: [UInt8], isWhole: Bool = true) -> [UInt8] {
    var (end, count) = (0, 0)
    while end < text.count, count < lines {
      let feed = text[end...].firstIndex(of: UInt8(ascii: "\n"))
      guard let next = feed.map({ $0 + 1 }) ?? (isWhole ? text.count : nil),
        count == 0 || next <= bytes
      else { break }
      let isEmpty = next - end == 1 || (next - end == 2 && text[end] == UInt8(ascii: "\r"))
      count += isEmpty ? 0 : 1
      end = next
    }
    return Array(text[..<end])
  }
}
