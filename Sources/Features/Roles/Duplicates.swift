internal import RowcastMachine
internal import RowcastTabular

/// Finds columns that repeat an earlier one.
///
/// Columns that are the same have the same fingerprint; only those are compared row by row, so that
/// a table of many thousand columns costs one look at each.
struct Duplicates {
  private struct Fingerprint: Hashable {
    var form: ColumnReading.Form
    var moments: Moments?
    var counts: [Int]?
    /// The texts of the first row, of one in the middle and of the last.
    var samples: [String?]
  }

  private let table: Table
  private var seen: [Fingerprint: [Int]] = [:]

  init(in table: Table) { self.table = table }

  /// The first feature before this one that has the same value in every row; when there is none,
  /// this one is remembered.
  mutating func first(like index: Int, _ found: InferredColumn) -> Int? {
    let column = table.columns[index]
    let mark = Fingerprint(
      form: found.assignment.reading.form, moments: found.moments, counts: found.levels?.counts,
      samples: Self.samples(column))
    if let first = seen[mark]?.first(where: { Self.same(table.columns[$0], column) }) {
      return first
    }
    seen[mark, default: []].append(index)
    return nil
  }

  private static func samples(_ column: TypedColumn) -> [String?] {
    guard case .texts(let codes, let texts) = column.values, let last = codes.indices.last else {
      return []
    }
    return [0, last / 2, last].map { row in
      codes[row] == TypedColumn.missingCode
        ? nil : texts.withText(Int(codes[row])) { String(decoding: $0) }
    }
  }

  /// Whether two columns have the same values, or the same texts, in every row.
  static func same(_ a: TypedColumn, _ b: TypedColumn) -> Bool {
    switch (a.values, b.values) {
    case (.numbers(let a), .numbers(let b)):
      for row in a.indices where a[row] != b[row] && !(a[row].isNaN && b[row].isNaN) {
        return false
      }
      return true
    case (.texts(let a, let texts), .texts(let b, let others)):
      var partner = [UInt32](repeating: TypedColumn.missingCode, count: texts.count)
      for row in a.indices {
        if a[row] == TypedColumn.missingCode || b[row] == TypedColumn.missingCode {
          if a[row] != b[row] { return false }
          continue
        }
        let code = Int(a[row])
        if partner[code] == TypedColumn.missingCode {
          let equal = texts.withText(code) { one in
            others.withText(Int(b[row])) { other in one.isEqual(to: other) }
          }
          if !equal { return false }
          partner[code] = b[row]
        } else if partner[code] != b[row] {
          return false
        }
      }
      return true
    default: return false
    }
  }
}
