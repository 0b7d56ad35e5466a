/// A password, which shows itself in no text: not in messages, not in dumps of what holds it.
public struct Password: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// What Excel protects with when it asks nobody for a password: files that are to be read only.
  package static let standard = Password("VelvetSweatshop")

  private let text: String

  /// Any text; Excel itself takes at most 255 characters.
  public init(_ text: String) { self.text = text }

  /// Whether it can be typed in Excel.
  package var fitsExcel: Bool { text.utf16.count <= 255 }

  public var description: String { "(a password)" }
  /// Nothing: a dump shows no password.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// UTF-16 with the low byte first, as keys are made from it ([MS-OFFCRYPTO] 2.3.4.7).
  package var utf16: [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// The bytes that the oldest protection uses: at most 15, one of each character
  /// ([MS-OFFCRYPTO] 2.3.7.4).
  package var bytes: [UInt8] {
    text.utf16.prefix(15).map { unit in
      let low = UInt8(truncatingIfNeeded: unit)
      return low != 0 ? low : UInt8(truncatingIfNeeded: unit >> 8)
    }
  }

  /// What the first password that opens gives: those that were given come first, then the standard
  /// one.
  /// - Parameter open: gives nil for a password that is wrong.
  static func first<Result>(
    of given: [Password], _ open: (Password) throws(EncryptionError) -> Result?
  ) throws(EncryptionError) -> Result {
    for password in given + [.standard] {
      if let result = try open(password) { return result }
    }
    throw EncryptionError(given.isEmpty ? .needsPassword : .wrongPassword)
  }
}
