internal import RowcastFileIO

/// The oldest protection of workbooks: each byte turned and combined with one of 16 that are made
/// from the password ([MS-OFFCRYPTO] 2.3.7.1 to 2.3.7.3).
enum XORArray {
  private static let filler: [UInt8] = [
    0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00,
  ]

  /// The 16 bytes.
  /// - Parameter filePass: the key and the verifier of the password, 16 bits each.
  static func bytes(
    _ filePass: [UInt8], _ passwords: [Password]
  ) throws(EncryptionError) -> [UInt8] {
    guard let key = filePass.span.littleEndian16(at: 0),
      let stated = filePass.span.littleEndian16(at: 2)
    else { throw EncryptionError(.damaged("FILEPASS is cut off")) }
    return try Password.first(of: passwords) { (password) throws(EncryptionError) in
      verifier(of: password.bytes) == stated ? array(password.bytes, key: key) : nil
    }
  }

  static func array(_ password: [UInt8], key: UInt16) -> [UInt8] {
    let halves = [UInt8(truncatingIfNeeded: key), UInt8(truncatingIfNeeded: key >> 8)]
    return (password + filler).prefix(16).enumerated().map { place, byte in
      let mixed = byte ^ halves[place & 1]
      return mixed << 2 | mixed >> 6
    }
  }

  static func verifier(of password: [UInt8]) -> UInt16 {
    var value: UInt16 = 0
    for byte in ([UInt8(truncatingIfNeeded: password.count)] + password).reversed() {
      value = (value >> 14 & 1 | value << 1 & 0x7FFF) ^ UInt16(byte)
    }
    return value ^ 0xCE4B
  }
}
