import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastTabular

/// The rows of a block of lines.
struct RowBlock: Sendable {
  /// A column for each of the format, numbers or texts as the format says.
  var table: Table
  /// Columns of numbers in which something else was found; the rows are then not to be used.
  var misfits: Set<String> = []
  /// Names that the format does not know.
  var others: Set<String> = []
  /// Lines that were left out because they cannot be read.
  var skipped = 0
  /// Lines that name the columns.
  var headers = 0

  /// Whether columns turned out to be something else.
  var isRefuted: Bool { !misfits.isEmpty || !others.isEmpty }
}

extension LineFormat {
  /// Reads a block of lines.
  /// - Parameter skipsBad: whether lines that cannot be read are left out and counted.
  func rows(
    of block: LineBlock, _ name: String, skipsBad: Bool = false
  ) throws(PartError) -> RowBlock {
    var rows = try readable(block, name, skipsBad: skipsBad)
    rows.headers = block.headers
    return rows
  }

  private func readable(
    _ block: LineBlock, _ name: String, skipsBad: Bool
  ) throws(PartError) -> RowBlock {
    do throws(PartError) {
      return try records(of: block, name)
    } catch {
      guard skipsBad, case .badLine = error.reason else { throw error }
    }
    var good = LineBlock(firstLine: block.firstLine)
    var skipped = 0
    for line in block.lines() {
      var single = LineBlock(bytes: line + [UInt8(ascii: "\n")], lineCount: 1, firstLine: 1)
      single.firstOdd = line.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "{") ? nil : 0
      do throws(PartError) {
        _ = try records(of: single, name)
        good.bytes += single.bytes
        good.lineCount += 1
      } catch {
        guard case .badLine = error.reason else { throw error }
        single.lineCount = 0
        skipped += 1
      }
    }
    var rows = try records(of: good, name)
    rows.skipped = skipped
    return rows
  }

  /// Reads a block; an error has the number of the line in the whole text.
  func records(of block: LineBlock, _ name: String) throws(PartError) -> RowBlock {
    guard block.lineCount > 0 else {
      return RowBlock(
        table: Table(columns: columns.map { Self.column($0, of: nil, 0) }, rowCount: 0))
    }
    switch kind {
    case .json: return try jsonRows(block, name)
    case .delimited: return try delimitedRows(block, name)
    }
  }

  private func jsonRows(_ block: LineBlock, _ name: String) throws(PartError) -> RowBlock {
    if let odd = block.firstOdd { throw bad("no JSON object", line: odd + 1, block, name) }
    // A line more, so that one line alone is not taken for a document of another shape.
    let bytes = MemoryBytes(block.bytes + Array("{}\n".utf8), name: name)
    let read: Table
    do {
      let source = try JSONSource(bytes, options: JSONSourceOptions())
      read = try source.table(of: source.schema) { _, _ in }
    } catch let error as JSONError {
      throw bad("\(error.message)", line: error.location.row, block, name)
    } catch {
      throw bad("\(error)", line: nil, block, name)
    }
    guard read.rowCount == block.lineCount + 1 else {
      throw bad("a line is no single JSON object", line: nil, block, name)
    }
    let table = read.selecting(Array(0..<block.lineCount))
    if columns.isEmpty { return RowBlock(table: table) }
    var rows = RowBlock(table: Table(columns: [], rowCount: table.rowCount))
    rows.others = Set(table.names).subtracting(known)
    rows.misfits = misfits(in: table)
    if rows.misfits.isEmpty {
      rows.table = Table(
        columns: columns.map { Self.column($0, of: table[$0.name], table.rowCount) },
        rowCount: table.rowCount)
    }
    return rows
  }

  private func misfits(in table: Table) -> Set<String> {
    Set(
      columns.filter { column in
        guard column.isNumber, let own = table[column.name] else { return false }
        return ![.integer, .decimal, .empty].contains(own.kind)
      }.map(\.name))
  }

  private func delimitedRows(_ block: LineBlock, _ name: String) throws(PartError) -> RowBlock {
    let quote = if case .text(let quote) = options.quote { quote } else { "" }
    let delimiter = options.delimiter ?? ","
    let line = known.map { quote + $0 + quote }.joined(separator: delimiter) + "\n"
    var misfits: Set<String> = []
    var options = options
    options.columns = names
    // Records of another length are looked for by the way that takes one pass, and named by the other.
    options.ragged = .pad
    for column in columns where column.isNumber { options.columnTypes[column.name] = .decimal }
    while true {
      do throws(DelimitedTextError) {
        let bytes = MemoryBytes(Array(line.utf8) + block.bytes, name: name)
        var isRagged = false
        let read = try DelimitedSource(bytes, options: options, isExact: false)
          .table { _, log in isRagged = isRagged || log.counts[.raggedRow] != nil }
        if isRagged, options.ragged == .pad {
          options.ragged = .error
          continue
        }
        guard read.rowCount == block.lineCount else {
          throw DelimitedTextError(
            .interrupted("a record has a line break inside: such a file is converted as a whole"))
        }
        var rows = RowBlock(table: Table(columns: [], rowCount: read.rowCount))
        rows.misfits = misfits
        if misfits.isEmpty {
          rows.table = Table(
            columns: columns.map { Self.column($0, of: read[$0.name], read.rowCount) },
            rowCount: read.rowCount)
        }
        return rows
      } catch {
        guard case .badValue(let column, _, _, _) = error.reason, options.columnTypes[column] != nil
        else {
          throw bad(error.message, line: error.location.row.map { $0 - 1 }, block, name)
        }
        misfits.insert(column)
        options.columnTypes[column] = nil
      }
    }
  }

  /// The error of a line of a block, which counts from 1.
  private func bad(
    _ what: String, line: Int?, _ block: LineBlock, _ name: String
  ) -> PartError {
    let place = line.map { block.number(of: max(0, $0 - 1)) } ?? block.firstLine
    let text = line.flatMap { line -> String? in
      let lines = block.lines()
      guard line > 0, line <= lines.count else { return nil }
      return String(decoding: lines[line - 1].prefix(100), as: UTF8.self)
    }
    return PartError(
      .badLine(what, text: text ?? ""), at: RowcastLocation(file: name, row: place))
  }

  /// A column in the form of the format; one that is not there is missing in every row.
  private static func column(_ column: Column, of own: TypedColumn?, _ rows: Int) -> TypedColumn {
    if column.isNumber {
      if case .numbers(let values)? = own?.values {
        return TypedColumn(name: column.name, kind: .decimal, values: .numbers(values))
      }
      return TypedColumn(
        name: column.name, kind: .decimal, values: .numbers(Array(repeating: .nan, count: rows)))
    }
    guard let own else {
      let none = [UInt32](repeating: TypedColumn.missingCode, count: rows)
      return TypedColumn(
        name: column.name, kind: .text, values: .texts(codes: none, dictionary: .empty))
    }
    if case .texts = own.values {
      return TypedColumn(name: column.name, kind: .text, values: own.values)
    }
    return TypedColumn(name: column.name, kind: .text, values: own.textValues)
  }
}

extension TypedColumn {
  /// The values as texts, each by itself: a number as the shortest text that reads back the same.
  fileprivate var textValues: Values {
    guard case .numbers(let numbers) = values else { return values }
    var interner = StringInterner()
    let codes = numbers.map { value in
      value.isNaN ? Self.missingCode : interner.intern(CellText.string(of: value, kind: kind))
    }
    return .texts(codes: codes, dictionary: interner.dictionary())
  }
}
