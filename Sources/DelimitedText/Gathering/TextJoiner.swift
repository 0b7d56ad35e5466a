import RowcastMachine
import RowcastTabular

/// Joins the texts of chunks, each with codes of its own, to columns with one dictionary each: in the
/// order of the chunks, so that codes follow the first appearance in the file.
struct TextJoiner {
  private var interners: [Int: StringInterner] = [:]

  /// - Parameter columns: the source columns that are wanted.
  init(columns: [Int]) {
    for column in columns { interners[column] = StringInterner() }
  }

  /// Turns the codes of a chunk, which has these rows, into the table's.
  mutating func join(_ texts: [TableSink.Texts], of rows: Range<Int>, in storage: TableStorage) {
    for text in texts {
      guard case .texts(let codes) = storage[text.column] else { continue }
      let local = text.interner.dictionary()
      var map = [UInt32](repeating: 0, count: local.count)
      local.bytes.withUnsafeBufferPointer { bytes in
        for code in 0..<local.count {
          let range = local.offsets[code]..<local.offsets[code + 1]
          map[code] =
            interners[text.column]?.intern(UnsafeBufferPointer(rebasing: bytes[range])) ?? 0
        }
      }
      map.withUnsafeBufferPointer { map in
        for row in rows where codes[row] != TypedColumn.missingCode {
          codes[row] = map[Int(codes[row])]
        }
      }
    }
  }

  /// The finished table; the storage's columns are given back one by one.
  func table(
    of chosen: [ColumnSchema], kinds: [ColumnKind], _ storage: TableStorage, rowCount: Int
  ) -> Table {
    let columns = mapChunks(of: chosen.count, size: 1) { index, _ in
      let column = chosen[index]
      if case .texts = storage[column.source] {
        return TypedColumn(
          name: column.name, kind: .text,
          values: .texts(
            codes: storage.codes(of: column.source, rowCount: rowCount),
            dictionary: interners[column.source]?.dictionary() ?? .empty))
      }
      return TypedColumn(
        name: column.name, kind: kinds[column.source],
        values: .numbers(storage.numbers(of: column.source, rowCount: rowCount)))
    }
    return Table(columns: columns, rowCount: rowCount)
  }
}
