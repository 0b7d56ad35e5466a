/// How the fields and records of a file are written, and why it was read that way.
public struct Dialect: Sendable, Hashable, Codable {
  /// What stands between two fields; nil in a table of one column where nothing told.
  public var delimiter: String?
  /// What stands around fields that hold delimiters or line ends; nil for nothing.
  public var quote: String?
  /// What takes a quote's meaning away, when that is not the doubled quote.
  public var escape: String?
  /// What begins a line that is no record.
  public var comment: String?
  /// The encoding's name: `utf-8`, `windows-1252`.
  public var encoding: String
  /// Whether the first record names the columns.
  public var header: Bool
  /// The number of records that name the columns.
  public var headerRows: Int
  /// The physical lines before the header, or before the first record where there is none.
  public var skipRows: Int
  /// Whether spaces behind a delimiter are no part of the field.
  public var skipInitialSpace: Bool
  /// Why each was chosen, by the names of these properties.
  public var reasons: [String: String]

  /// By default RFC 4180 with a header.
  public init(
    delimiter: String? = ",", quote: String? = "\"", escape: String? = nil,
    comment: String? = nil, encoding: String = "utf-8", header: Bool = true,
    headerRows: Int = 1, skipRows: Int = 0, skipInitialSpace: Bool = false,
    reasons: [String: String] = [:]
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.comment = comment
    self.encoding = encoding
    self.header = header
    self.headerRows = headerRows
    self.skipRows = skipRows
    self.skipInitialSpace = skipInitialSpace
    self.reasons = reasons
  }

  enum CodingKeys: String, CodingKey {
    case delimiter, quote, escape, comment, encoding, header
    case headerRows = "header_rows"
    case skipRows = "skip_rows"
    case skipInitialSpace = "skip_initial_space"
    case reasons
  }
}
