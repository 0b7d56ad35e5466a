public import RowcastTabular

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension URL: CellValue {
  /// `a URL`, in messages.
  public static var expectation: String { "a URL" }

  /// The address that a text is; nil for other kinds.
  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self.init(string: text)
  }

  /// The whole address as a text.
  public var cellValue: Value { .text(absoluteString) }
}
