import RowcastFileIO
import RowcastTabular

/// Rewrites a table that is laid out for the eye as delimited text, line by line, so that all reading
/// behind it sees delimited text only, with the lines where they were.
struct PrintedText {
  /// The text: fields parted by tabs, and in quotes where they need them.
  let bytes: any ByteSource
  /// What was passed over, each line with its place.
  let diagnostics: DiagnosticLog

  static let delimiter = "\t"
  /// What begins the lines that are no records: no text has it.
  static let mark = "\u{1D}"

  init(
    _ input: any ByteSource, from start: Int, as layout: PrintedLayout
  ) throws(DelimitedTextError) {
    do throws(FileError) {
      var writer = LineWriter(layout: layout, name: input.name)
      bytes = try input.rewritten(
        from: start, upTo: { $0.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0 }
      ) { writer.rewritten($0) }
      diagnostics = writer.log
    } catch { throw DelimitedTextError(.file(error)) }
  }

  /// A whole text that is in memory.
  static func rewritten(_ text: ArraySlice<UInt8>, as layout: PrintedLayout) -> [UInt8] {
    var writer = LineWriter(layout: layout, name: "")
    return writer.rewritten(text)
  }
}

private struct LineWriter {
  let layout: PrintedLayout
  let name: String
  var log = DiagnosticLog()
  private var line = 0
  private var hasNames = false

  init(layout: PrintedLayout, name: String) {
    self.layout = layout
    self.name = name
  }

  /// Whole lines, rewritten.
  mutating func rewritten(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result = OutputBytes(capacity: text.count)
    var rest = text
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      write(rest[..<(end ?? rest.endIndex)], to: &result)
      if end != nil { result.append(UInt8(ascii: "\n")) }
      rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
    }
    return result.array()
  }

  private mutating func write(_ text: ArraySlice<UInt8>, to result: inout OutputBytes) {
    line += 1
    switch layout.read(text) {
    case .blank: break
    case .ruler: pass("a ruler line", to: &result)
    case .outside where hasNames: pass("a line outside of the frame", to: &result)
    // Titles before the table are told where all preambles are.
    case .outside, .odd: append(text.trimmed, to: &result)
    case .fields(let fields):
      hasNames = true
      for (index, field) in fields.enumerated() {
        if index > 0 { result.append(PrintedText.delimiter) }
        append(field, to: &result)
      }
    }
  }

  private mutating func pass(_ what: String, to result: inout OutputBytes) {
    result.append(PrintedText.mark)
    log.add(
      Diagnostic(
        kind: .skippedLines, message: "\(what) passed over",
        location: RowcastLocation(file: name, row: line)))
  }

  private func append(_ field: ArraySlice<UInt8>, to result: inout OutputBytes) {
    if field.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\t") }) {
      result.append(quoting: field.span)
    } else {
      result.append(field.span)
    }
  }
}
