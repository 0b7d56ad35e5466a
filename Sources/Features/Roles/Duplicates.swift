internal import Tabular

/// Finds columns that repeat an earlier one.
enum Duplicates {
  /// The first column before `index` that is a feature and has the same value in every row.
  static func first(like index: Int, in table: Table, among found: [InferredColumn]) -> Int? {
    let own = found[index]
    return (0..<index).first { place in
      let other = found[place]
      return other.assignment.role.isFeature
        && other.assignment.reading.form == own.assignment.reading.form
        && other.moments == own.moments && other.levels?.counts == own.levels?.counts
        && same(table.columns[place], table.columns[index])
    }
  }

  /// Whether two columns have the same values, or the same texts, in every row.
  static func same(_ a: Column, _ b: Column) -> Bool {
    switch (a.values, b.values) {
    case (.numbers(let a), .numbers(let b)):
      return a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          for row in a.indices where a[row] != b[row] && !(a[row].isNaN && b[row].isNaN) {
            return false
          }
          return true
        }
      }
    case (.texts(let a, let texts), .texts(let b, let others)):
      var partner = [UInt32](repeating: Column.missingCode, count: texts.count)
      for row in a.indices {
        if a[row] == Column.missingCode || b[row] == Column.missingCode {
          if a[row] != b[row] { return false }
          continue
        }
        let code = Int(a[row])
        if partner[code] == Column.missingCode {
          let equal = texts.withText(code) { one in
            others.withText(Int(b[row])) { other in one.elementsEqual(other) }
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
