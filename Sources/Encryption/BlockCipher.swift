/// A block cipher with its mode, as the library knows it.
package struct BlockCipher: Sendable, Hashable {
  /// How blocks hang together.
  package enum Chaining: String, Sendable {
    case ecb = "ECB"
    case cbc = "CBC"
    /// With a window of one byte.
    case cfb = "CFB8"
  }

  /// The library's name.
  let name: String
  /// The bytes of a key as files state it.
  package let keySize: Int
  /// The bytes of a block.
  package let blockSize: Int
  /// How often a key is repeated to be the library's: single DES is triple DES with one key.
  let keyRepeats: Int

  /// AES with 128, 192 or 256 bits; nil for other ones.
  package init?(aes bits: Int, _ chaining: Chaining) {
    guard [128, 192, 256].contains(bits) else { return nil }
    (name, keySize, blockSize) = ("AES-\(bits)-\(chaining.rawValue)", bits / 8, 16)
    keyRepeats = 1
  }

  /// DES with 64 bits and triple DES with 192, of which 56 and 168 count; nil for other ones.
  init?(des bits: Int, _ chaining: Chaining) {
    guard bits == 64 || bits == 192, chaining != .ecb else { return nil }
    (name, keySize, blockSize) = ("DES-EDE3-\(chaining.rawValue)", bits / 8, 8)
    keyRepeats = 192 / bits
  }
}
