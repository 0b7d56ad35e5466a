import RowcastTabular

/// What one chunk tells about the columns: unions and counts, so that chunks can be read in any
/// order and joined in theirs.
struct ChunkEvidence: Sendable {
  /// The first value of its kind in a column of this chunk.
  struct First: Sendable {
    var column: Int
    var kinds: ValueKinds
    /// Lines before it in the chunk.
    var line: Int
    var text: String
  }

  /// Bytes that are no UTF-8, with the lines and characters before them.
  struct Malformed: Sendable {
    var bytes: [UInt8]
    var line: Int
    var column: Int
  }

  var malformed: Malformed?
  var kinds: [ValueKinds] = []
  /// What the texts of each column can all be read as.
  var readings: [Readings] = []
  /// Empty fields and tokens for missing; words and quoted empties, which may be texts.
  var missing: [UInt32] = []
  var words: [UInt32] = []
  /// Texts that are marks for no value, as far as a column has no others.
  var marks: [UInt32] = []
  var firsts: [First] = []
  var rowCount = 0
  var lines = 0
  var fieldCount = 0
  /// The bytes of fields that must be decoded.
  var encodedBytes = 0
  /// Records by number of fields, as far as they are not of the expected width.
  var shortRows = 0
  var longRows = 0
  /// Places (lines before them in the chunk) and widths of the first such records.
  var raggedLine: Int?
  var raggedWidth = 0
  /// The first ones of each kind, and how many there were.
  var issues: [StructureIssue] = []
  var issueCounts: [StructureIssue.Kind: Int] = [:]
  var failure: StructureIssue?
  /// Whether some record has more fields than the limit allows.
  var isTooWide = false

  /// Whether all records have the fields they should have.
  var isPlain: Bool { !isTooWide && shortRows == 0 && longRows == 0 && failure == nil }
}
