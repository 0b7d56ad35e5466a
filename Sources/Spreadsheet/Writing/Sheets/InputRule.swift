internal import CRowcastXLSXWriter
internal import RowcastMachine

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

  /// The rule as the library takes it; it copies the texts.
  func withLibraryRule(_ body: (UnsafeMutablePointer<lxw_data_validation>) -> Void) {
    var rule = lxw_data_validation()
    var texts: [UnsafeMutablePointer<CChar>?] = []
    defer { for text in texts { free(text) } }
    func copy(_ text: String, _ limit: Int) -> UnsafeMutablePointer<CChar>? {
      let kept =
        text.utf16.count <= limit ? text : SheetNames.prefix(text, limit - 1) + "\u{2026}"
      texts.append(strdup(kept))
      return texts[texts.count - 1]
    }
    rule.input_title = copy(title, 32)
    rule.input_message = copy(note, 255)
    if let list {
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      rule.value_formula = copy("=" + list, .max)
      if let warning {
        rule.error_title = copy(warning.title, 32)
        rule.error_message = copy(warning.message, 255)
      }
    } else {
      rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    }
    body(&rule)
  }
}
