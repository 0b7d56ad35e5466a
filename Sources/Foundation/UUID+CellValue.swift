public import RowcastTabular

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension UUID: CellValue {
  /// `a UUID`, in messages.
  public static var expectation: String { "a UUID" }

  /// The UUID that a text is; nil for other kinds.
  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self.init(uuidString: text)
  }

  /// Its text in capital letters.
  public var cellValue: Value { .text(uuidString) }
}
