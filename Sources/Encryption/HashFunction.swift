/// The hash functions of [MS-OFFCRYPTO] 2.3.4.11 that are read.
package enum HashFunction: String, Sendable, CaseIterable {
  case md5 = "MD5"
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  /// Nil for a name of another one: `SHA-512` and `SHA512` are both written.
  init?(named name: String) {
    self.init(rawValue: String(name.uppercased().filter { $0 != "-" }))
  }

  /// The bytes of a digest.
  package var size: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }
}

extension [UInt8] {
  /// Cut to so many bytes, or filled up with one value.
  func fitted(to count: Int, filler: UInt8) -> [UInt8] {
    Array(prefix(count)) + [UInt8](repeating: filler, count: Swift.max(0, count - self.count))
  }
}

/// Whether two values are equal, in a time that does not tell where they differ.
func isEqual(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
  a.count == b.count && zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
