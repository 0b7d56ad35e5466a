import RowcastLinearAlgebra
import RowcastMachine
package import RowcastTabular

extension FittedFeatures {
  /// A mark of 64 bits for each row of a table, by the values that features are made of and by its
  /// class: rows of the same values have the same mark, in any file and on any machine, and others
  /// hardly ever.
  ///
  /// - Parameters:
  ///   - labels: the class of each row, a place among `classes`.
  package func marks(of table: Table, labels: [Int], classes: [String]) -> [UInt64] {
    let names = classes.map { $0.withBytes { FittedBuckets.hash(of: $0) } }
    var marks = labels.map { names.indices.contains($0) ? names[$0] : RowMark.missing }
    RowMark.mix(columns.filter(\.isUsed), into: &marks) { fitted in
      guard let column = table[fitted.name] else { return .missing }
      return fitted.number != nil || fitted.date != nil
        ? .numbers(column.numbers(fitted.reading)) : RowMark.texts(column.levels())
    }
    return marks
  }
}

extension Table {
  /// A mark of 64 bits for each row, by all its values as they stand: equal rows have equal marks in any
  /// file and on any machine, and others hardly ever.
  package func rowMarks() -> [UInt64] {
    var marks = [UInt64](repeating: 0, count: rowCount)
    RowMark.mix(columns, into: &marks) { column in
      switch column.values {
      case .numbers(let values): .numbers(values)
      case .texts: RowMark.texts(column.levels())
      }
    }
    return marks
  }
}

/// Marks of values, the same on every machine.
private enum RowMark {
  /// Of what is missing.
  static let missing: UInt64 = 0x5851_F42D_4C95_7F2D

  /// The values of a column.
  enum Values: Sendable {
    /// Missing in every row.
    case missing
    case numbers([Double])
    /// A code for each row, and the mark of each code's text; other codes are missing.
    case codes([UInt32], marks: [UInt64])
  }

  /// The values of a column of texts.
  static func texts(_ view: LevelView) -> Values {
    var texts = [UInt64](repeating: missing, count: view.dictionary.count)
    view.forEachText { code, text in
      if !MissingTokens.contains(text, amongNumbers: false) {
        texts[code] = FittedBuckets.hash(of: text)
      }
    }
    return .codes(view.codes, marks: texts)
  }

  /// So many rows are marked by all columns while their marks are in the nearest cache.
  private static let rowsPerBlock = 2048
  /// So many columns are read before rows are marked by them: numbers that are read of texts are held
  /// for as long.
  private static let columnsPerWalk = 8

  /// Adds the values of columns, in their order, to the mark of each row.
  static func mix<Column>(
    _ columns: [Column], into marks: inout [UInt64], _ values: (Column) -> Values
  ) {
    for first in stride(from: 0, to: columns.count, by: columnsPerWalk) {
      let some = columns[first..<min(columns.count, first + columnsPerWalk)].map(values)
      let known = marks
      marks = [UInt64](chunksOf: known.count, size: rowsPerBlock) { rows, marked in
        var block = Array(known[rows])
        for column in some { mix(column, rows, into: &block) }
        for mark in block { marked.append(mark) }
      }
    }
  }

  /// Adds the values of some rows to the marks of these; rows that the column does not have stay as they
  /// are.
  private static func mix(_ column: Values, _ rows: Range<Int>, into marks: inout [UInt64]) {
    switch column {
    case .missing:
      for place in marks.indices { marks[place] = SplitMix64.mixed(marks[place] ^ missing) }
    case .numbers(let values):
      // Both zeros are one number.
      Vectors.mix(values, rows.clamped(to: values.indices), into: &marks, missing: missing)
    case .codes(let codes, let texts):
      for (place, row) in rows.clamped(to: codes.indices).enumerated() {
        let code = Int(codes[row])
        let value = code < texts.count ? texts[code] : missing
        marks[place] = SplitMix64.mixed(marks[place] ^ value)
      }
    }
  }
}
