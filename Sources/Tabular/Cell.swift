/// One non-empty cell of a row: where it stands, what kind of value it is, and the value in 8 bytes.
///
/// Sixteen bytes, without references, so that a batch of cells is one flat array. What the payload
/// means depends on ``kind``; texts lie in the batch (``RecordBatch/text``) or in its dictionary.
public struct Cell: BitwiseCopyable, Sendable, Hashable {
  /// The zero-based column in the source.
  public var column: UInt32
  /// What kind of value this is.
  public var kind: Kind
  /// What else is known of the value.
  public var flags: Flags
  /// A reader's own number for the cell's format (for a workbook the index of its cell style).
  public var style: UInt16
  /// The value, by ``kind``.
  public var payload: UInt64

  /// The kinds of value, with the meaning of the payload.
  public enum Kind: UInt8, BitwiseCopyable, Sendable, Hashable, Codable, CaseIterable {
    /// Text in the batch: offset and length.
    case text
    /// Text in the batch's dictionary: its code.
    case sharedText
    /// A whole number: `Int64`.
    case integer
    /// A finite number: the bits of a `Double`.
    case double
    /// A number kept as its source wrote it, already a valid JSON number: offset and length.
    case decimal
    /// False or true: 0 or 1.
    case boolean
    /// A calendar day: `Int64` milliseconds since 1970-01-01T00:00:00, a whole number of days.
    case date
    /// A clock time: `Int64` milliseconds since midnight.
    case time
    /// A day with a time, without zone: `Int64` milliseconds since 1970-01-01T00:00:00.
    case dateTime
    /// A length of time: `Int64` milliseconds, which may be negative.
    case duration
    /// An error value such as `#DIV/0!`: offset and length of its code.
    case error
    /// No value, yet not blank: a formula that was never calculated, or an empty field where records
    /// keep their length.
    case uncalculated
  }

  /// Facts about a cell that a writer may use.
  public struct Flags: OptionSet, BitwiseCopyable, Sendable, Hashable {
    /// One bit for each flag.
    public let rawValue: UInt8
    /// Flags by their bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// No flag; an empty literal costs the making of an array, which loops over cells would notice.
    @inlinable public static var none: Flags { Flags(rawValue: 0) }
    /// The text holds no quote, backslash or control character: JSON can take it as it is.
    @inlinable public static var plain: Flags { Flags(rawValue: 1) }
    /// The field stood in quotes in its source.
    @inlinable public static var quoted: Flags { Flags(rawValue: 2) }
    /// The value is a formula's cached result.
    @inlinable public static var formula: Flags { Flags(rawValue: 4) }
    /// The text is a value of JSON, an array or an object: JSON takes it without quotes.
    @inlinable public static var json: Flags { Flags(rawValue: 8) }
  }

  /// The payload must be of the kind's form; for texts in the batch give `offset` and `length`
  /// instead.
  @inlinable
  public init(
    column: UInt32, kind: Kind, flags: Flags = [], style: UInt16 = 0, payload: UInt64
  ) {
    self.column = column
    self.kind = kind
    self.flags = flags
    self.style = style
    self.payload = payload
  }

  /// A cell whose payload is a place in the batch's text buffer, of at most 4 GiB; a place beyond
  /// is read as no value.
  @inlinable
  public init(
    column: UInt32, kind: Kind, flags: Flags = [], style: UInt16 = 0, offset: Int, length: Int
  ) {
    self.init(
      column: column, kind: kind, flags: flags, style: style,
      payload: Cell.place(offset, length))
  }

  /// Offset and length in one word; what does not fit is a place outside of every buffer.
  @inlinable @inline(__always)
  static func place(_ offset: Int, _ length: Int) -> UInt64 {
    (UInt64(bitPattern: Int64(offset)) | UInt64(bitPattern: Int64(length))) >> 32 == 0
      ? UInt64(bitPattern: Int64(offset)) << 32 | UInt64(bitPattern: Int64(length)) : .max
  }

  /// The offset in the batch's text, for the kinds that lie there.
  @inlinable public var textOffset: Int { Int(payload >> 32) }
  /// The length in the batch's text, for the kinds that lie there.
  @inlinable public var textLength: Int { Int(payload & 0xFFFF_FFFF) }
  /// The place in a text of so many bytes, for the kinds that lie there; nil when it is not all there.
  @inlinable @inline(__always)
  package func textRange(of byteCount: Int) -> Range<Int>? {
    let end = textOffset &+ textLength
    return end <= byteCount ? textOffset..<end : nil
  }
  /// The code in the dictionary, for shared text.
  @inlinable public var code: Int { Int(truncatingIfNeeded: payload) }
  /// The payload as a signed number: integers, and milliseconds of dates and times.
  @inlinable public var integer: Int64 { Int64(bitPattern: payload) }
  /// The payload as a double.
  @inlinable public var double: Double { Double(bitPattern: payload) }
  /// The payload as a truth value.
  @inlinable public var boolean: Bool { payload != 0 }
}
