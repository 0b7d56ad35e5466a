/// The stream cipher RC4: OpenSSL has it in a part of its own that few systems load.
struct RC4 {
  private var state: [UInt8] = Array(0...255)
  private var i: UInt8 = 0
  private var j: UInt8 = 0

  /// - Parameter key: 1 to 256 bytes.
  init(key: [UInt8]) {
    guard !key.isEmpty else { return }
    for place in 0..<256 {
      j = j &+ state[place] &+ key[place % key.count]
      state.swapAt(place, Int(j))
    }
    j = 0
  }

  /// The next byte of the key stream.
  mutating func next() -> UInt8 {
    i = i &+ 1
    j = j &+ state[Int(i)]
    state.swapAt(Int(i), Int(j))
    return state[Int(state[Int(i)] &+ state[Int(j)])]
  }

  /// Decrypts or encrypts bytes.
  mutating func applied(to bytes: [UInt8]) -> [UInt8] { bytes.map { $0 ^ next() } }
}
