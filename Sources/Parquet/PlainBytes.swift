extension [UInt8] {
  /// Appends a whole number, its lowest byte first.
  mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
    var rest = value
    for _ in 0..<(Value.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Appends truth values, eight to a byte, the first one lowest.
  mutating func append(bits: [Bool]) {
    var byte: UInt8 = 0
    for (i, bit) in bits.enumerated() {
      if bit { byte |= 1 << UInt8(i & 7) }
      if i & 7 == 7 {
        append(byte)
        byte = 0
      }
    }
    if bits.count & 7 != 0 { append(byte) }
  }

  /// Appends a text behind its length in four bytes.
  mutating func append(text: some Collection<UInt8>) {
    append(littleEndian: UInt32(clamping: text.count))
    append(contentsOf: text)
  }
}
