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
    for fitted in columns where fitted.isUsed {
      guard let column = table[fitted.name] else {
        for row in marks.indices { marks[row] = RowMark.mixed(marks[row], RowMark.missing) }
        continue
      }
      if fitted.number != nil || fitted.date != nil {
        RowMark.mix(column.numbers(fitted.reading), into: &marks)
      } else {
        RowMark.mix(column.levels(), into: &marks)
      }
    }
    return marks
  }
}

extension Table {
  /// A mark of 64 bits for each row, by all its values as they stand: equal rows have equal marks in any
  /// file and on any machine, and others hardly ever.
  package func rowMarks() -> [UInt64] {
    var marks = [UInt64](repeating: 0, count: rowCount)
    for column in columns {
      if case .numbers(let values) = column.values {
        RowMark.mix(values, into: &marks)
      } else {
        RowMark.mix(column.levels(), into: &marks)
      }
    }
    return marks
  }
}

/// Marks of values, the same on every machine.
private enum RowMark {
  static let missing: UInt64 = 0x5851_F42D_4C95_7F2D

  /// Of a number; both zeros are one.
  static func of(_ value: Double) -> UInt64 {
    value.isFinite ? (value == 0 ? 0 : value.bitPattern) : missing
  }

  /// Adds a number to the mark of each row.
  static func mix(_ values: [Double], into marks: inout [UInt64]) {
    for (row, value) in values.enumerated() where row < marks.count {
      marks[row] = mixed(marks[row], of(value))
    }
  }

  /// Adds a text to the mark of each row.
  static func mix(_ view: LevelView, into marks: inout [UInt64]) {
    var texts = [UInt64](repeating: missing, count: view.dictionary.count)
    view.forEachText { code, text in
      if !MissingTokens.contains(text, amongNumbers: false) {
        texts[code] = FittedBuckets.hash(of: text)
      }
    }
    for (row, code) in view.codes.enumerated() where row < marks.count {
      marks[row] = mixed(marks[row], code == TypedColumn.missingCode ? missing : texts[Int(code)])
    }
  }

  /// The mark of a row with one more value.
  static func mixed(_ mark: UInt64, _ value: UInt64) -> UInt64 { SplitMix64.mixed(mark ^ value) }
}
