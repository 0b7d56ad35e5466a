/// What may be typed into cells, and the note that is shown beside them.
public struct InputRule: Sendable, Hashable {
  /// The note's title; what is longer than 32 characters is cut.
  public var title: String
  /// The note; what is longer than 255 characters is cut.
  public var note: String
  /// The cells whose values are offered, as a formula without its `=`; nil for any value.
  public var list: String?
  /// What is said, as title and message, when another value is typed; it can be kept all the same.
  public var warning: (title: String, message: String)? {
    get { warningTitle.map { ($0, warningMessage) } }
    set {
      warningTitle = newValue?.title
      warningMessage = newValue?.message ?? ""
    }
  }
  private var warningTitle: String?
  private var warningMessage = ""

  /// Without a list any value can be typed.
  public init(title: String, note: String, list: String? = nil) {
    self.title = title
    self.note = note
    self.list = list
  }

  var shownTitle: String { Self.cut(title, 32) }
  var shownNote: String { Self.cut(note, 255) }
  var shownWarning: (title: String, message: String)? {
    warning.map { (Self.cut($0.title, 32), Self.cut($0.message, 255)) }
  }

  /// A text as long as a workbook holds it, in UTF-16 code units.
  private static func cut(_ text: String, _ limit: Int) -> String {
    text.utf16.count <= limit ? text : SheetNames.prefix(text, limit - 1) + "\u{2026}"
  }
}
