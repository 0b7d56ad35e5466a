public import RowcastTabular

extension ColumnKind {
  /// The types that a column can be given.
  public static let types: [ColumnKind] = [
    .text, .decimal, .integer, .boolean, .date, .time, .dateTime,
  ]

  /// The name of a type that a column can be given.
  public var typeName: String { self == .decimal ? "number" : rawValue }

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
