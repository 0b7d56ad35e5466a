import RowcastJSONText
import RowcastMachine
package import RowcastTabular

/// Lines to be scored: their values, and each as a JSON object that is still open.
package struct ScoredLines: Sendable {
  package var table: Table
  /// Each line as a JSON object without its closing brace.
  package var objects: [[UInt8]]
}

extension LineFormat {
  /// Maps the lines of a text, block by block, in their order.
  /// - Throws: ``PartError`` for a line that cannot be read, or what the functions throw.
  package func mapBlocks<Result: Sendable>(
    name: String, next: @escaping () throws -> [UInt8],
    _ transform: @Sendable (ScoredLines) throws -> Result,
    inOrder consume: (Result) throws -> Void
  ) throws {
    var blocks = LineBlocks(header: header, next: next)
    try orderedMap(
      produce: { try blocks.block() },
      transform: { try transform(try scored($0, name)) },
      consume: {
        try consume($0)
        return true
      })
  }

  private func scored(_ block: LineBlock, _ name: String) throws(PartError) -> ScoredLines {
    var format = self
    var rows = try format.rows(of: block, name)
    if !rows.misfits.isEmpty {
      format.refute(rows.misfits)
      rows = try format.rows(of: block, name)
    }
    switch kind {
    case .json:
      return ScoredLines(
        table: rows.table,
        objects: block.lines().map { line in
          let end = line.lastIndex(of: UInt8(ascii: "}")) ?? line.endIndex
          var object = Array(line[..<end])
          while let last = object.last, last == 0x20 || last == 0x09 { object.removeLast() }
          return object
        })
    case .delimited:
      var texts = self
      texts.refute(Set(names))
      let read = try texts.rows(of: block, name).table
      return ScoredLines(table: rows.table, objects: Self.objects(of: read))
    }
  }

  /// The rows of a table of texts as JSON objects without their closing braces.
  private static func objects(of table: Table) -> [[UInt8]] {
    let names = table.names.map { Array((JSONValue.string($0).text() + ":").utf8) }
    let columns = table.columns.map { column -> (codes: [UInt32], texts: [[UInt8]]) in
      guard case .texts(let codes, let dictionary) = column.values else { return ([], []) }
      return (codes, dictionary.texts.map { Array(JSONValue.string($0).text().utf8) })
    }
    let none = Array("null".utf8)
    return (0..<table.rowCount).map { row in
      var object = [UInt8(ascii: "{")]
      for (place, column) in columns.enumerated() {
        if place > 0 { object.append(UInt8(ascii: ",")) }
        object += names[place]
        let code = column.codes.indices.contains(row) ? Int(column.codes[row]) : -1
        object += column.texts.indices.contains(code) ? column.texts[code] : none
      }
      return object
    }
  }
}
