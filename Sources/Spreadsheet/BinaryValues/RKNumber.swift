/// A number in four bytes ([MS-XLS] 2.5.217, [MS-XLSB] 2.5.123): 30 bits that are an integer or the
/// head of a double, and whether it is to be divided by 100.
enum RKNumber {
  case integer(Int64)
  case double(Double)

  @inline(__always)
  init(_ bits: UInt32) {
    let isHundredfold = bits & 1 != 0
    if bits & 2 != 0 {
      let value = Int32(bitPattern: bits) >> 2
      self = isHundredfold ? .double(Double(value) / 100) : .integer(Int64(value))
    } else {
      let value = Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
      self = .double(isHundredfold ? value / 100 : value)
    }
  }
}
