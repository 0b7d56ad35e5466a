internal import CRowcastCrypto

// The only file that speaks to OpenSSL's libcrypto, and the only one here with pointers: each
// stands for an object of the library and is freed with its owner, and arrays go to calls that get
// their length beside them.

/// Makes one digest after the other.
@safe package struct Digest: ~Copyable {
  private let context: OpaquePointer
  private let function: OpaquePointer
  private let size: Int

  package init(_ hash: HashFunction) throws(EncryptionError) {
    guard let function = unsafe EVP_MD_fetch(nil, hash.rawValue, nil) else {
      throw EncryptionError(.unsupported("the hash function \(hash.rawValue)"))
    }
    guard let context = unsafe EVP_MD_CTX_new() else {
      unsafe EVP_MD_free(function)
      throw EncryptionError(.library("out of memory"))
    }
    unsafe (self.context, self.function, size) = unsafe (context, function, hash.size)
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
    unsafe EVP_MD_free(function)
  }

  /// The digest of two runs of bytes, one behind the other.
  package func of(_ first: [UInt8], _ second: [UInt8] = []) throws(EncryptionError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: size)
    guard unsafe EVP_DigestInit_ex2(context, function, nil) == 1,
      unsafe EVP_DigestUpdate(context, first, first.count) == 1,
      unsafe EVP_DigestUpdate(context, second, second.count) == 1,
      unsafe EVP_DigestFinal_ex(context, &digest, nil) == 1
    else { throw EncryptionError(.library("a digest")) }
    return digest
  }

  /// Hashes `start` behind a counter, and the result behind the next one, `count` times: what makes
  /// trying passwords slow ([MS-OFFCRYPTO] 2.3.4.7, 2.3.4.11).
  package func spun(_ start: [UInt8], count: Int) throws(EncryptionError) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 4) + start.fitted(to: size, filler: 0)
    let length = block.count
    var isSound = true
    unsafe block.withUnsafeMutableBytes { bytes in
      let result = unsafe bytes.baseAddress.map {
        unsafe ($0 + 4).assumingMemoryBound(to: UInt8.self)
      }
      for counter in 0..<UInt32(clamping: count) where isSound {
        unsafe bytes.storeBytes(of: counter.littleEndian, as: UInt32.self)
        isSound =
          unsafe EVP_DigestInit_ex2(context, nil, nil) == 1
          && EVP_DigestUpdate(context, bytes.baseAddress, length) == 1
          && EVP_DigestFinal_ex(context, result, nil) == 1
      }
    }
    guard isSound else { throw EncryptionError(.library("a digest")) }
    return Array(block.dropFirst(4))
  }
}

/// A keyed digest (HMAC) of bytes that come in pieces.
@safe package struct MessageAuthentication: ~Copyable {
  private let context: OpaquePointer
  private let size: Int

  package init(_ hash: HashFunction, key: [UInt8]) throws(EncryptionError) {
    let method = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
    defer { unsafe EVP_MAC_free(method) }
    guard let method = unsafe method, let context = unsafe EVP_MAC_CTX_new(method) else {
      throw EncryptionError(.library("HMAC is not there"))
    }
    let isReady = unsafe "digest".withCString { option in
      var name = Array(hash.rawValue.utf8CString)
      return unsafe name.withUnsafeMutableBufferPointer { name in
        let parameters = unsafe [
          unsafe OSSL_PARAM_construct_utf8_string(option, name.baseAddress, 0),
          unsafe OSSL_PARAM_construct_end(),
        ]
        return unsafe EVP_MAC_init(context, key, key.count, parameters)
      }
    }
    guard isReady == 1 else {
      unsafe EVP_MAC_CTX_free(context)
      throw EncryptionError(.library("HMAC with \(hash.rawValue)"))
    }
    unsafe (self.context, size) = unsafe (context, hash.size)
  }

  deinit { unsafe EVP_MAC_CTX_free(context) }

  package func update(_ bytes: [UInt8]) throws(EncryptionError) {
    guard unsafe EVP_MAC_update(context, bytes, bytes.count) == 1 else {
      throw EncryptionError(.library("HMAC"))
    }
  }

  package func value() throws(EncryptionError) -> [UInt8] {
    var value = [UInt8](repeating: 0, count: size)
    var length = 0
    guard unsafe EVP_MAC_final(context, &value, &length, size) == 1, length == size else {
      throw EncryptionError(.library("HMAC"))
    }
    return value
  }
}

/// A cipher with its key, for whole blocks.
@safe package struct KeyedCipher: ~Copyable {
  /// What is done to the bytes.
  package enum Direction: Int32 { case decrypt, encrypt }

  private let context: OpaquePointer
  private let cipher: BlockCipher

  package init(
    _ cipher: BlockCipher, key: [UInt8], _ direction: Direction
  ) throws(EncryptionError) {
    guard key.count == cipher.keySize, let method = unsafe EVP_CIPHER_fetch(nil, cipher.name, nil)
    else {
      throw EncryptionError(.unsupported("the cipher \(cipher.name)"))
    }
    defer { unsafe EVP_CIPHER_free(method) }
    guard let context = unsafe EVP_CIPHER_CTX_new() else {
      throw EncryptionError(.library("out of memory"))
    }
    let whole = Array(repeatElement(key, count: cipher.keyRepeats).joined())
    guard unsafe EVP_CipherInit_ex2(context, method, whole, nil, direction.rawValue, nil) == 1,
      unsafe EVP_CIPHER_CTX_set_padding(context, 0) == 1
    else {
      unsafe EVP_CIPHER_CTX_free(context)
      throw EncryptionError(.library(cipher.name))
    }
    unsafe (self.context, self.cipher) = unsafe (context, cipher)
  }

  deinit { unsafe EVP_CIPHER_CTX_free(context) }

  /// Decrypts or encrypts bytes that are whole blocks, the first of which hangs on `start`.
  package func applied(
    to bytes: some Collection<UInt8>, start: [UInt8] = []
  ) throws(EncryptionError) -> [UInt8] {
    let input = Array(bytes)
    guard input.count % cipher.blockSize == 0, input.count <= 1 << 30,
      start.isEmpty || start.count == cipher.blockSize
    else { throw EncryptionError(.damaged("a value is not of whole blocks")) }
    var output = [UInt8](repeating: 0, count: input.count + cipher.blockSize)
    var length: Int32 = 0
    let isReady =
      unsafe start.isEmpty || EVP_CipherInit_ex2(context, nil, nil, start, -1, nil) == 1
    guard isReady,
      unsafe EVP_CipherUpdate(context, &output, &length, input, Int32(input.count)) == 1,
      Int(length) == input.count
    else { throw EncryptionError(.library(cipher.name)) }
    output.removeLast(output.count - input.count)
    return output
  }
}

/// Bytes that nobody can foresee.
package func randomBytes(_ count: Int) throws(EncryptionError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  guard unsafe RAND_bytes(&bytes, Int32(clamping: count)) == 1 else {
    throw EncryptionError(.library("there are no random numbers"))
  }
  return bytes
}

extension [UInt8] {
  mutating func append(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}
