/// How a JSON input is read as records.
public struct JSONSourceOptions: Sendable, Hashable {
  /// What becomes of objects inside a record.
  public enum Nested: String, Sendable, Hashable, CaseIterable {
    /// Their members become columns with dotted names: `address.city`.
    case flatten
    /// They are an error.
    case error
  }

  /// What becomes of objects inside a record.
  public var nested: Nested
  /// Which member of a top-level object holds the records, or the path to it, with dots between its keys;
  /// needed when several could.
  public var member: String?
  /// Whether columns whose texts are all ISO 8601 dates or times become dates and times.
  public var recognizesDates: Bool
  /// Whether numbers and booleans are kept as texts.
  public var keepsText: Bool
  /// For rows that are arrays: whether the first one holds the names; nil decides by whether it
  /// consists of texts.
  public var hasHeader: Bool?
  /// Whether each object comes along as it stands in the source, behind its cells.
  package var keepsRecords = false
  /// How deep values may be nested.
  public var depthLimit: Int
  /// How many bytes a single record may have.
  public var recordLimit: Int

  /// By default nested objects are flattened and texts stay texts.
  public init(
    nested: Nested = .flatten, member: String? = nil, recognizesDates: Bool = false,
    keepsText: Bool = false, hasHeader: Bool? = nil, depthLimit: Int = JSONValue.depthLimit,
    recordLimit: Int = 1 << 30
  ) {
    self.nested = nested
    self.member = member
    self.recognizesDates = recognizesDates
    self.keepsText = keepsText
    self.hasHeader = hasHeader
    self.depthLimit = depthLimit
    self.recordLimit = recordLimit
  }
}
