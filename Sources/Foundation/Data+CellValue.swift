public import RowcastTabular

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Data: CellValue {
  /// `bytes in Base64`, in messages.
  public static var expectation: String { "bytes in Base64" }

  /// The bytes of a text in Base64 (RFC 4648), as `JSONEncoder` writes them; nil for other texts.
  public init?(_ value: Value) {
    // Digits alone are Base64, too.
    guard !value.isMissing else { return nil }
    self.init(base64Encoded: value.description)
  }

  /// The bytes as a text in Base64.
  public var cellValue: Value { .text(base64EncodedString()) }
}
