import FileIO
import Tabular

/// A file whose dialect is known: where its records begin, and what names the columns.
struct FileLayout {
  static let sampleSize = 1 << 18

  /// The text, as UTF-8.
  let input: InputFile
  let dialect: Dialect
  let grammar: Grammar
  let header: [String]
  /// The number of fields a record should have.
  let width: Int
  /// Where the first data record begins, and its line, from 1.
  let dataStart: Int
  let dataLine: Int

  init(input: InputFile, options: DelimitedOptions) throws(DelimitedTextError) {
    self.input = input
    let sample: [UInt8]
    do throws(FileError) {
      sample = try input.bytes(at: 0, count: Self.sampleSize)
    } catch { throw DelimitedTextError(.file(error)) }
    let start = sample.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let isWhole = sample.count == input.count
    guard sample.count > start else {
      throw DelimitedTextError(.empty, at: SourceLocation(file: input.name))
    }
    let detector = DialectDetector(sample: sample, isWhole: isWhole, options: options)
    let choice = detector.choose(from: start)
    guard !choice.table.rows.isEmpty else {
      throw DelimitedTextError(.empty, at: SourceLocation(file: input.name))
    }
    var dialect = Dialect()
    dialect.delimiter =
      choice.grammar.delimiter.isEmpty
      ? nil : String(decoding: choice.grammar.delimiter, as: UTF8.self)
    dialect.quote = choice.grammar.quote.map { String(UnicodeScalar($0)) }
    dialect.escape = choice.grammar.escape.map { String(UnicodeScalar($0)) }
    dialect.reasons["delimiter"] = choice.reason
    switch options.header {
    case .auto:
      let (has, reason) = HeaderDetector.hasHeader(choice.table)
      dialect.header = has
      dialect.headerRows = has ? 1 : 0
      dialect.reasons["header"] = reason
    case .none:
      dialect.header = false
      dialect.headerRows = 0
    case .rows(let count):
      dialect.header = count > 0
      dialect.headerRows = max(0, count)
    }
    var grammar = choice.grammar
    grammar.isStrict = options.strictRFC4180
    self.grammar = grammar
    self.dialect = dialect
    let rows = choice.table.rows
    let headerRows = min(dialect.headerRows, rows.count)
    var names: [String] = []
    for row in 0..<headerRows {
      let texts = choice.table.texts(ofRow: row)
      for (i, text) in texts.enumerated() {
        if i == names.count {
          names.append(text)
        } else if !text.isEmpty {
          names[i] += names[i].isEmpty ? text : " " + text
        }
      }
    }
    header = names
    width = headerRows > 0 ? names.count : choice.score.width
    let last = headerRows > 0 ? rows[headerRows - 1] : nil
    dataStart = last?.next ?? start
    dataLine = 1 + Self.lineEnds(in: sample[start..<(last?.next ?? start)])
  }

  /// The number of LF, CRLF and CR in a text.
  static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    var lines = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\r") { lines += 1 }
      if byte == UInt8(ascii: "\n"), previous != UInt8(ascii: "\r") { lines += 1 }
      previous = byte
    }
    return lines
  }
}
