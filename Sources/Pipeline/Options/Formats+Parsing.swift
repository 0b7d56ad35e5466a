public import RowcastTabular

// How choices are written, on the command line and in configuration files.

extension SheetChoice {
  /// `all`, a number from 1, or a name.
  public init(parsing text: String) {
    if text == "all" {
      self = .all
    } else if let number = Int(text), number > 0 {
      self = .number(number)
    } else {
      self = .name(text)
    }
  }
}

extension HeaderChoice {
  /// `auto`, `none`, a row `N`, or `N,M` for rows N to M; nil for anything else.
  public init?(parsing text: String) {
    switch text {
    case "auto": self = .automatic
    case "none": self = .none
    default:
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count <= 2, let first = parts[0], let last = parts[parts.count - 1],
        first >= 1, last >= first
      else { return nil }
      self = .rows(first...last)
    }
  }
}

extension ColumnKind {
  /// The names of the types that a column can be given.
  public static let namesOfTypes = [
    "text", "number", "integer", "boolean", "date", "time", "datetime",
  ]

  /// The kind that a type's name means, also by its names elsewhere: `double`, `string`.
  public init?(typeName: String) {
    switch typeName.lowercased() {
    case "number", "decimal", "double", "float": self = .decimal
    case "integer", "int": self = .integer
    case "text", "string": self = .text
    case "bool", "boolean": self = .boolean
    case "date": self = .date
    case "time": self = .time
    case "datetime", "date-time": self = .dateTime
    default: return nil
    }
  }
}

extension ReadOptions {
  /// A delimiter as it is written: `tab` and `\t` for a tab.
  public static func delimiter(_ text: String) -> String {
    ["tab", "\\t"].contains(text) ? "\t" : text
  }

  /// A quote, escape or comment character as it is written: `none` for none.
  public static func mark(_ text: String) -> String { text == "none" ? "" : text }
}
