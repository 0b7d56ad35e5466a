public import RowcastDelimitedText
import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// How lines are read as rows: found once, the same in every part.
///
/// A column is numbers when every value of it in all rows is a plain number, else texts: what a single
/// part sees must not decide it. Dates, truth values and amounts are texts here, and read as what they
/// are where features are made of them.
public struct LineFormat: Sendable, Hashable, Codable {
  /// What a line is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A JSON object.
    case json = "ndjson"
    /// A record of delimited text.
    case delimited = "csv"
  }

  /// A column and what its values are.
  public struct Column: Sendable, Hashable, Codable {
    /// The name in the header, or the key.
    public var name: String
    /// Whether it is numbers; else texts.
    public var isNumber: Bool
  }

  /// What a line is.
  public var kind: Kind
  /// The columns that are read, in the order of the first lines.
  public var columns: [Column]
  /// The names of all columns, those that are not read among them.
  private(set) var known: [String] = []
  /// The line that names the columns, which is passed over wherever it comes.
  public var header: String?
  /// How records are written, when lines are delimited.
  var options: DelimitedOptions

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// Finds columns and dialect in the first lines.
  /// - Parameters:
  ///   - texts: the columns that are texts whatever their values are.
  ///   - skipsBad: whether lines that cannot be read are passed over.
  /// - Throws: ``PartError`` when lines alone cannot be read.
  public init(
    head: [UInt8], kind: Kind, options: DelimitedOptions = DelimitedOptions(),
    texts: Set<String> = [], skipsBad: Bool = false, name: String = "input"
  ) throws(PartError) {
    self.kind = kind
    self.options = options
    columns = []
    switch kind {
    case .json:
      let block = Self.firstBlock(head, header: nil)
      guard block.lineCount > 0 else { throw PartError(.noRows) }
      columns = try rows(of: block, name, skipsBad: skipsBad).table.columns.map {
        Column(name: $0.name, isNumber: true)
      }
    case .delimited: try detect(head, name)
    }
    known = names
    for i in columns.indices where texts.contains(columns[i].name) { columns[i].isNumber = false }
    let block = Self.firstBlock(head, header: header)
    if block.lineCount > 0 { refute(try rows(of: block, name, skipsBad: skipsBad).misfits) }
  }

  /// Makes columns texts that are no numbers.
  public mutating func refute(_ misfits: Set<String>) {
    for i in columns.indices where misfits.contains(columns[i].name) { columns[i].isNumber = false }
  }

  /// Adds columns of which only later lines told, as numbers until they are refuted.
  mutating func add(_ names: [String]) {
    columns += names.map { Column(name: $0, isNumber: true) }
    known += names
  }

  /// The same lines, of which only some columns are read.
  func reading(_ names: Set<String>) -> LineFormat {
    var narrow = self
    narrow.columns.removeAll { !names.contains($0.name) }
    return narrow
  }

  private static func firstBlock(_ head: [UInt8], header: String?) -> LineBlock {
    var waiting = [head]
    var blocks = LineBlocks(header: header, size: .max) { waiting.popLast() ?? [] }
    return (try? blocks.block()) ?? LineBlock(firstLine: 1)
  }

  private mutating func detect(_ head: [UInt8], _ name: String) throws(PartError) {
    let source: DelimitedSource
    do {
      source = try DelimitedSource(MemoryBytes(head, name: name), options: options)
    } catch {
      throw PartError(.notByLines(error.message), at: error.location)
    }
    let dialect = source.dialect
    func refuse(_ why: String) throws(PartError) -> Never {
      throw PartError(.notByLines(why), at: source.location)
    }
    if source.isRewritten { try refuse("it is laid out for the eye") }
    if dialect.skipRows > 0 { try refuse("lines stand before the table") }
    if dialect.headerRows > 1 { try refuse("several lines name the columns together") }
    if dialect.encoding != "utf-8" { try refuse("its encoding is \(dialect.encoding), not UTF-8") }
    columns = source.schema.names.map { Column(name: $0, isNumber: true) }
    options.delimiter = dialect.delimiter
    options.quote = dialect.quote.map { .text($0) } ?? .none
    options.escape = dialect.escape.map { .text($0) } ?? .none
    options.comment = .none
    options.encoding = "utf-8"
    options.header = .rows(1)
    options.skipRows = 0
    options.ragged = .error
    options.types = .text
    options.plainNumbers = true
    if dialect.headerRows == 1 {
      var line = head.prefix { $0 != UInt8(ascii: "\n") }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      header = String(decoding: line, as: UTF8.self)
    }
    // Columns are named by a line of our own, so that a part without a header is like one with it.
    let quote = dialect.quote ?? "\""
    for name in names where name.contains(where: \.isNewline) || name.contains(quote) {
      try refuse("a column is named \"\(name)\"")
    }
  }
}
