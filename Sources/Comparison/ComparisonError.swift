/// Why two tables cannot be compared.
public struct ComparisonError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// A column of the key is in neither table, or in one of them only.
    case noKeyColumn(String, isMissingInOld: Bool, isMissingInNew: Bool, available: [String])
    /// A column stands in the key twice.
    case repeatedKeyColumn(String)
  }

  /// What is wrong.
  public let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  public var description: String {
    switch reason {
    case .noKeyColumn(let name, true, true, _): "no table has the key's column \"\(name)\""
    case .noKeyColumn(let name, true, false, _):
      "the key's column \"\(name)\" is not in the old table"
    case .noKeyColumn(let name, _, _, _): "the key's column \"\(name)\" is not in the new table"
    case .repeatedKeyColumn(let name): "the key names \"\(name)\" twice"
    }
  }
}
