public import RowcastTabular

extension JSONValue: CustomStringConvertible {
  public var description: String { text() }

  /// The document as text.
  /// - Parameter isPretty: indented by two spaces, one member a line; arrays of plain values stay
  ///   on one line.
  public func text(isPretty: Bool = false) -> String {
    var buffer = OutputBytes()
    append(to: &buffer, isPretty: isPretty)
    return buffer.string
  }

  /// Appends the document as UTF-8.
  public func append(to buffer: inout OutputBytes, isPretty: Bool = false) {
    append(to: &buffer, indent: isPretty ? 0 : nil)
  }

  /// - Parameter indent: the depth of this value, or nil for no indentation at all.
  private func append(to buffer: inout OutputBytes, indent: Int?) {
    switch self {
    case .null: buffer.append(literal: "null")
    case .boolean(let value): buffer.append(literal: value ? "true" : "false")
    case .number(let number): buffer.append(number.text)
    case .string(let text): buffer.appendQuoted(text)
    case .array(let values): Self.append(values, to: &buffer, indent: indent)
    case .object(let object):
      let inner = object.isEmpty ? nil : indent.map { $0 + 1 }
      buffer.append(UInt8(ascii: "{"))
      for i in object.keys.indices {
        if i > 0 { buffer.append(UInt8(ascii: ",")) }
        Self.newLine(inner, to: &buffer)
        buffer.appendQuoted(object.keys[i])
        buffer.append(UInt8(ascii: ":"))
        if inner != nil { buffer.append(UInt8(ascii: " ")) }
        object.values[i].append(to: &buffer, indent: inner)
      }
      if inner != nil { Self.newLine(indent, to: &buffer) }
      buffer.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ values: [JSONValue], to buffer: inout OutputBytes, indent: Int?) {
    let isFlat = values.allSatisfy { $0.array == nil && $0.object == nil }
    let inner = isFlat ? nil : indent.map { $0 + 1 }
    buffer.append(UInt8(ascii: "["))
    for (i, value) in values.enumerated() {
      if i > 0 { buffer.append(UInt8(ascii: ",")) }
      if i > 0, isFlat, indent != nil { buffer.append(UInt8(ascii: " ")) }
      newLine(inner, to: &buffer)
      value.append(to: &buffer, indent: inner)
    }
    if inner != nil { newLine(indent, to: &buffer) }
    buffer.append(UInt8(ascii: "]"))
  }

  private static func newLine(_ indent: Int?, to buffer: inout OutputBytes) {
    guard let indent else { return }
    buffer.append(UInt8(ascii: "\n"))
    for _ in 0..<indent { buffer.append(literal: "  ") }
  }
}
