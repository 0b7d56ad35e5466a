/// A dialect reduced to the bytes that the walkers compare with.
struct Grammar: Sendable, Hashable {
  /// The bytes of the delimiter; empty in a table of one column.
  var delimiter: [UInt8]
  var quote: UInt8?
  /// The escape byte; nil also when it is the quote itself.
  var escape: UInt8?
  /// What begins a comment line; empty for none.
  var comment: [UInt8] = []
  var skipInitialSpace = false
  var isStrict = false

  init(delimiter: [UInt8], quote: UInt8? = UInt8(ascii: "\""), escape: UInt8? = nil) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
  }

  init(_ dialect: Dialect, isStrict: Bool) {
    delimiter = Array((dialect.delimiter ?? "").utf8)
    quote = dialect.quote?.utf8.first
    escape = dialect.escape?.utf8.first
    if escape == quote { escape = nil }
    comment = Array((dialect.comment ?? "").utf8)
    skipInitialSpace = dialect.skipInitialSpace
    self.isStrict = isStrict
  }

  /// Whether the vector scanner can read it: one byte between fields, quotes doubled, no comments.
  var isSimple: Bool {
    delimiter.count <= 1 && escape == nil && comment.isEmpty && !skipInitialSpace && !isStrict
  }
}

/// What a walker found out about a field's bytes.
struct FieldTraits: OptionSet, BitwiseCopyable {
  let rawValue: UInt8
  /// Nothing; an empty literal would cost the making of an array for each field.
  static var none: FieldTraits { FieldTraits(rawValue: 0) }
  /// The field stood in quotes; its range is what is between them.
  static let quoted = FieldTraits(rawValue: 1)
  /// The range still holds doubled quotes, escapes (also without quotes), or a closing quote with text
  /// behind it.
  static let encoded = FieldTraits(rawValue: 2)
  /// Both; a literal of two options costs an allocation.
  static let quotedAndEncoded = FieldTraits(rawValue: 3)
}

/// What takes the fields of records from a walker.
protocol RecordSink: ~Copyable {
  /// What the sink wants to know of the bytes of a field.
  static var byteClass: ByteClass { get }
  /// A field of the current record: where it begins and ends in the bytes, and one bit for each of
  /// its first 64 bytes that is of the sink's class.
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64)
  /// The record is complete.
  /// - Parameters:
  ///   - line: the number of lines before the one on which it starts, in these bytes.
  ///   - next: where the next record may start.
  ///   - isTerminated: whether a line end closed it, and not the end of the bytes.
  /// - Returns: false to end the walk.
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool
}

/// Something in the structure that is not as it should be.
struct StructureIssue: Hashable {
  enum Kind { case unclosedQuote, bareQuote, textAfterQuote, comment, mark, nul }
  var kind: Kind
  /// Where it is in the bytes, and the lines before it.
  var offset: Int
  var line: Int
}

extension StructureIssue.Kind {
  /// What is told of a quote that is not as it should be; nil of anything else.
  var oddQuote: String? {
    switch self {
    case .textAfterQuote: "text behind a closing quote"
    case .bareQuote: "a quote inside an unquoted field"
    case .unclosedQuote, .comment, .mark, .nul: nil
    }
  }
}
