public import RowcastTabular

/// What a column is for.
public enum ColumnRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// A quantity: imputed, scaled, perhaps with hinges.
  case numeric
  /// Yes or no.
  case boolean
  /// One of few names.
  case category
  /// A day, with or without a time.
  case date
  /// Words.
  case text
  /// Names the row or an object, and means nothing of its own; not a feature.
  case identifier
  /// Never varies; not a feature.
  case constant
  /// The same as a column before it; not a feature.
  case duplicate
  /// What is to be predicted.
  case target
  /// Left out on request.
  case ignored

  /// Whether columns of this role become features.
  public var isFeature: Bool {
    switch self {
    case .numeric, .boolean, .category, .date, .text: true
    case .identifier, .constant, .duplicate, .target, .ignored: false
    }
  }
}

/// The role of a column and why it has it.
public struct RoleAssignment: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The column's name.
  public var column: String
  /// What the column is for.
  public var role: ColumnRole
  /// Why it has the role.
  public var reason: RoleReason
  /// Whether the user chose the role.
  public var isChosen: Bool
  /// How the column's values are read.
  public var reading: ColumnReading
  /// What would read the column as what its values could be besides, where they could be more.
  public var remedy: Remedy?

  /// - Parameter remedy: nil where the values could be nothing else.
  public init(
    column: String, role: ColumnRole, reason: RoleReason, isChosen: Bool = false,
    reading: ColumnReading, remedy: Remedy? = nil
  ) {
    self.column = column
    self.role = role
    self.reason = reason
    self.isChosen = isChosen
    self.reading = reading
    self.remedy = remedy
  }

  public var description: String { "\(column): \(role.rawValue)" }
}
