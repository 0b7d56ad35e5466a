/// A message of Protocol Buffers in the making: fields by number, in the order of writing.
///
/// Wire format: a key `number << 3 | type`, then a varint (type 0), four bytes (5) or a length and
/// bytes (2).
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  init() {}

  private mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func appendKey(_ field: Int, type: UInt64) {
    appendVarint(UInt64(field) << 3 | type)
  }

  mutating func integer(_ field: Int, _ value: Int) {
    appendKey(field, type: 0)
    appendVarint(UInt64(bitPattern: Int64(value)))
  }

  mutating func data(_ field: Int, _ value: [UInt8]) {
    appendKey(field, type: 2)
    appendVarint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func text(_ field: Int, _ value: String) { data(field, Array(value.utf8)) }

  mutating func message(_ field: Int, _ value: ProtobufMessage) { data(field, value.bytes) }

  /// A message filled by a function.
  mutating func message(_ field: Int, _ fill: (inout ProtobufMessage) -> Void) {
    var inner = ProtobufMessage()
    fill(&inner)
    message(field, inner)
  }
}
