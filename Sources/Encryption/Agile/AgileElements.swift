import RowcastXMLEvents

/// The elements of an agile description that matter, with their attributes.
struct AgileElements {
  private(set) var keyData: [String: String]?
  private(set) var dataIntegrity: [String: String]?
  /// The key that a password opens; others are for certificates.
  private(set) var encryptedKey: [String: String]?

  private static let password = 1
  private static let vocabulary = XMLVocabulary([
    "http://schemas.microsoft.com/office/2006/encryption": 0,
    "http://schemas.microsoft.com/office/2006/keyEncryptor/password": password,
  ])

  init(_ document: [UInt8]) throws(EncryptionError) {
    var scanner = XMLScanner(vocabulary: Self.vocabulary)
    do throws(XMLError) {
      let bytes = document.span
      while try scanner.next(in: bytes, isFinal: true) != .finished {
        try take(scanner, bytes)
      }
    } catch { throw EncryptionError(.damaged(error.message)) }
  }

  private mutating func take(
    _ scanner: XMLScanner, _ bytes: Span<UInt8>
  ) throws(XMLError) {
    guard scanner.attributes.count > 0 else { return }
    if keyData == nil, scanner.isNamed("keyData", in: bytes) {
      keyData = try Self.attributes(scanner, bytes)
    } else if dataIntegrity == nil, scanner.isNamed("dataIntegrity", in: bytes) {
      dataIntegrity = try Self.attributes(scanner, bytes)
    } else if encryptedKey == nil, scanner.namespace == Self.password,
      scanner.isNamed("encryptedKey", in: bytes)
    {
      encryptedKey = try Self.attributes(scanner, bytes)
    }
  }

  private static func attributes(
    _ scanner: XMLScanner, _ bytes: Span<UInt8>
  ) throws(XMLError) -> [String: String] {
    var values: [String: String] = [:]
    for attribute in scanner.attributes {
      let name = scanner.name(of: attribute, in: bytes)
      values[name] = try scanner.value(of: attribute, in: bytes)
    }
    return values
  }
}
