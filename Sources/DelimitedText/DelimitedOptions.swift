public import RowcastTabular

/// What the reader shall take as given; whatever is left at its default is detected.
public struct DelimitedOptions: Sendable, Hashable, Codable {
  /// What stands for a character that can also be absent or left to detection.
  public enum Mark: Sendable, Hashable, Codable {
    /// Detect it.
    case auto
    /// There is none.
    case none
    /// This text, of one character or more.
    case text(String)
  }

  /// Which records name the columns.
  public enum Header: Sendable, Hashable, Codable {
    /// Told by comparing the first records with those below.
    case auto
    /// No record does: columns are named by their place.
    case none
    /// That many records, their fields joined by a space.
    case rows(Int)
  }

  /// What becomes of records of another length than the header.
  public enum Ragged: String, Sendable, Hashable, Codable, CaseIterable {
    /// Missing fields are missing values, further fields further columns; both are reported.
    case pad
    /// Every field that stands in the file is a cell, empty ones too, which have no value, and no
    /// others: records have the length that they have in the file.
    case keep
    /// The reading ends with an error that names the line.
    case error
  }

  /// Whether values get types or stay text.
  public enum Types: String, Sendable, Hashable, Codable, CaseIterable {
    /// The narrowest type that holds every value of the column.
    case auto
    /// Every value is the text of its field.
    case text
  }

  /// One character or several between two fields; nil to detect it, but not none.
  public var delimiter: String?
  /// What stands around fields that hold delimiters or line ends.
  public var quote = Mark.auto
  /// What takes a quote's meaning away, when that is not the doubled quote.
  public var escape = Mark.auto
  /// What begins a line that is no record.
  public var comment = Mark.auto
  /// An encoding's name; nil to detect it.
  public var encoding: String?
  /// The decimal point; nil for a point, or a comma where the column leaves no doubt.
  public var decimal: String?
  /// What separates groups of three digits; nil for nothing.
  public var thousands: String?
  /// Words that are true, and words that are false, besides `true` and `false`.
  public var trueWords: [String] = []
  /// Words that are false, besides `false`.
  public var falseWords: [String] = []
  /// Date formats by column name (`%d/%m/%Y`); the name `*` stands for all columns.
  public var dateFormats: [String: String] = [:]
  /// Further tokens that mean "missing", in every column.
  public var nullTokens: [String] = []
  /// Which records name the columns.
  public var header = Header.auto
  /// Physical lines to pass over before the header; nil to detect a preamble.
  public var skipRows: Int?
  /// The greatest number of records to read.
  public var limit: Int?
  /// What becomes of records of another length than the header.
  public var ragged = Ragged.pad
  /// Refuses what RFC 4180 does not allow.
  public var strictRFC4180 = false
  /// Whether values get types or stay text.
  public var types = Types.auto
  /// Types asked for by column name; a value that does not fit is an error.
  public var columnTypes: [String: ColumnKind] = [:]
  /// Whether columns asked to be numbers take plain ones alone: no groups, no leading zeros, no signs of
  /// currencies. Then every value says by itself whether it fits.
  package var plainNumbers = false
  /// The columns to read, by name, in this order, each once; nil for all.
  public var columns: [String]?
  /// Sizes that end the reading with an error.
  public var limits = Limits()

  /// Everything is detected.
  public init() {}

  /// Sizes that real files never reach.
  public struct Limits: Sendable, Hashable, Codable {
    /// The bytes of one record.
    public var recordBytes = 256 << 20
    /// The fields of one record.
    public var columns = 4_000_000
    /// The bytes read at a time; more when a record is longer.
    public var chunkBytes = 1 << 19
    /// Limits that real files never meet.
    public init() {}
  }
}
