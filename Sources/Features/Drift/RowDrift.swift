internal import RowcastMachine
public import RowcastTabular

/// What in one row training had not seen.
public enum RowDrift: Sendable, Hashable, Codable {
  /// A level that no training row had.
  case unseenLevel(column: String, level: String)
  /// A number below the smallest of training.
  case below(column: String, value: Double, minimum: Double)
  /// A number above the largest of training.
  case above(column: String, value: Double, maximum: Double)
}

extension FeatureTransformer {
  /// What training had not seen of each row, column by column in the order of training.
  public func drift(_ table: Table) -> [[RowDrift]] {
    var rows = [[RowDrift]](repeating: [], count: table.rowCount)
    for (index, fitted) in features.columns.enumerated() where fitted.isUsed {
      guard let column = table[fitted.name] else { continue }
      if let training = fitted.moments {
        guard training.count > 0 else { continue }
        for (row, value) in column.numbers(fitted.reading).enumerated() {
          if value < training.minimum {
            rows[row].append(
              .below(column: fitted.name, value: value, minimum: training.minimum))
          } else if value > training.maximum {
            rows[row].append(
              .above(column: fitted.name, value: value, maximum: training.maximum))
          }
        }
        continue
      }
      guard let known = levelIndex(index) else { continue }
      let view = column.levels()
      var unseen = [String?](repeating: nil, count: view.dictionary.count)
      view.forEachText { code, text in
        if !text.isEmpty, !known.code(of: text).isKnown {
          unseen[code] = String(decoding: text)
        }
      }
      for (row, code) in view.codes.enumerated() where code != TypedColumn.missingCode {
        if let level = unseen[Int(code)] {
          rows[row].append(.unseenLevel(column: fitted.name, level: level))
        }
      }
    }
    return rows
  }
}
