/// Thrift's compact protocol, as far as Parquet's metadata needs it (thrift-compact-protocol.md).
///
/// Fields of a structure are written in ascending order of their numbers.
struct ThriftWriter {
  private(set) var bytes: [UInt8] = []
  private var lastField: Int16 = 0

  private enum Kind: UInt8 {
    case yes = 1, no, i32 = 5, i64 = 6, binary = 8, list = 9, structure = 12
  }

  mutating func i32(_ field: Int16, _ value: Int32) {
    begin(field, .i32)
    zigzag(Int64(value))
  }

  mutating func i64(_ field: Int16, _ value: Int) {
    begin(field, .i64)
    zigzag(Int64(value))
  }

  mutating func bool(_ field: Int16, _ value: Bool) { begin(field, value ? .yes : .no) }

  mutating func string(_ field: Int16, _ value: String) {
    begin(field, .binary)
    text(value)
  }

  mutating func structure(_ field: Int16, _ body: (inout ThriftWriter) -> Void) {
    begin(field, .structure)
    nested(body)
  }

  mutating func i32s(_ field: Int16, _ values: [Int32]) {
    list(field, .i32, values) { $0.zigzag(Int64($1)) }
  }

  mutating func strings(_ field: Int16, _ values: [String]) {
    list(field, .binary, values) { $0.text($1) }
  }

  mutating func structures<T>(
    _ field: Int16, _ values: [T], _ body: (inout ThriftWriter, T) -> Void
  ) {
    list(field, .structure, values) { thrift, value in thrift.nested { body(&$0, value) } }
  }

  /// The outermost structure, ended.
  static func encoded(_ body: (inout ThriftWriter) -> Void) -> [UInt8] {
    var writer = ThriftWriter()
    writer.nested(body)
    return writer.bytes
  }

  private mutating func nested(_ body: (inout ThriftWriter) -> Void) {
    let outer = lastField
    lastField = 0
    body(&self)
    bytes.append(0)
    lastField = outer
  }

  private mutating func list<T>(
    _ field: Int16, _ kind: Kind, _ values: [T], _ body: (inout ThriftWriter, T) -> Void
  ) {
    begin(field, .list)
    if values.count < 15 {
      bytes.append(UInt8(values.count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      varint(UInt64(values.count))
    }
    for value in values { body(&self, value) }
  }

  private mutating func begin(_ field: Int16, _ kind: Kind) {
    let step = field - lastField
    if step > 0, step < 16 {
      bytes.append(UInt8(step) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      zigzag(Int64(field))
    }
    lastField = field
  }

  private mutating func text(_ value: String) {
    varint(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func zigzag(_ value: Int64) {
    varint(UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63))
  }

  private mutating func varint(_ value: UInt64) { bytes.append(varint: value) }
}

extension [UInt8] {
  /// Appends a number seven bits at a time, low bits first (ULEB128).
  mutating func append(varint value: UInt64) {
    var value = value
    while value >= 0x80 {
      append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    append(UInt8(value))
  }
}
