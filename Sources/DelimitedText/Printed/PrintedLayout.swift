import RowcastTabular

/// How a table is laid out for the eye: with marks around its fields, or with each column at its place
/// of the line.
enum PrintedLayout {
  /// `| 1 | Ann |`, ` 1 | Ann `, `│ 1 │ Ann │`.
  case framed(hasEdges: Bool, escapes: Bool)
  /// Fields at the places of their columns.
  case aligned(AlignedColumns, hasRulers: Bool)

  /// What stands between the fields, as far as there is such a thing.
  var delimiter: String {
    switch self {
    case .framed: "|"
    case .aligned: " "
    }
  }

  /// What a line of the text is.
  enum Line {
    case blank
    case fields([ArraySlice<UInt8>])
    /// Dashes between the rows or around them.
    case ruler
    /// Of a framed table, a line outside of the frame.
    case outside
    /// A line that is not laid out like the others.
    case odd
  }

  func read(_ line: ArraySlice<UInt8>) -> Line {
    let text = line.trimmed
    if text.isEmpty { return .blank }
    switch self {
    case .framed(let hasEdges, let escapes):
      if RulerLine(line) != nil { return .ruler }
      var fields = Self.parts(text, escapes: escapes)
      guard fields.count > 1 else { return .outside }
      if hasEdges {
        if fields.first?.isEmpty == true { fields.removeFirst() }
        if fields.count > 1, fields.last?.isEmpty == true { fields.removeLast() }
      }
      return .fields(escapes ? fields.map(Self.unescaped) : fields)
    case .aligned(let columns, let hasRulers):
      if hasRulers, RulerLine(line) != nil { return .ruler }
      return columns.fields(of: line).map { .fields($0) } ?? .odd
    }
  }

  /// What stands between the marks of a line, without blanks around it.
  private static func parts(
    _ line: ArraySlice<UInt8>, escapes: Bool
  ) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    var at = start
    while at < line.endIndex {
      let length = mark(line, at)
      let isEscaped = escapes && at > start && line[at - 1] == UInt8(ascii: "\\")
      if length > 0, !isEscaped {
        parts.append(line[start..<at].trimmed)
        start = at + length
      }
      at += max(1, length)
    }
    parts.append(line[start...].trimmed)
    return parts
  }

  /// A field in which `\|` is a mark of its text.
  private static func unescaped(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard field.contains(UInt8(ascii: "|")) else { return field }
    var text: [UInt8] = []
    for byte in field {
      if byte == UInt8(ascii: "|"), text.last == UInt8(ascii: "\\") { text.removeLast() }
      text.append(byte)
    }
    return text[...]
  }

  /// The length of the mark between fields at a place; 0 when there is none.
  private static func mark(_ line: ArraySlice<UInt8>, _ at: Int) -> Int {
    if line[at] == UInt8(ascii: "|") { return 1 }
    guard line[at] == 0xE2, at + 2 < line.endIndex else { return 0 }
    // │ ┃ ┆ ┊ ║
    let isBar =
      line[at + 1] == 0x94 && [0x82, 0x83, 0x86, 0x8A].contains(line[at + 2])
      || line[at + 1] == 0x95 && line[at + 2] == 0x91
    return isBar ? 3 : 0
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks and a carriage return at its ends.
  var trimmed: ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") }
    var text = self
    while let first = text.first, isBlank(first) { text.removeFirst() }
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}
