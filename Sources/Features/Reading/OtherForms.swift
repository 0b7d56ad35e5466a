package import RowcastTabular

/// How rows are written where that is otherwise than in training, and they prove it.
package struct OtherForms: Sendable, Hashable {
  /// The order of dates by column.
  package var dateOrders: [String: DateOrder] = [:]
  /// Columns whose other decimal mark is that of these rows: a comma, or a point.
  package var decimalMarks: [String: DecimalMark] = [:]

  /// What parts the fraction of a number.
  package enum DecimalMark: String, Sendable, Hashable {
    case comma, point
  }

  package var isEmpty: Bool { dateOrders.isEmpty && decimalMarks.isEmpty }
}

extension FittedFeatures {
  /// What other rows prove of how they are written.
  /// - Parameters:
  ///   - table: some of the rows, as they come.
  ///   - hasDecimalComma: whether their reader read numbers with a decimal comma.
  package func otherForms(in table: Table, hasDecimalComma: Bool) -> OtherForms {
    OtherForms(
      dateOrders: otherDateOrders(in: table),
      decimalMarks: otherDecimalMarks(in: table, hasDecimalComma: hasDecimalComma))
  }

  /// Whether there are dates or amounts to be read from texts of a table.
  package func readsTexts(of schema: Schema) -> Bool {
    columns.contains { fitted in
      fitted.isUsed && (fitted.reading.form == .dates || fitted.reading.form == .numbers)
        && schema.columns.contains { $0.name == fitted.name && ($0.kind ?? .text) == .text }
    }
  }
}

extension FittedFeatures {
  /// Columns whose amounts have another decimal mark than in training: `46,8%` for `46.8%`, of which the
  /// one of training reads nothing. What either reads, each as another number (`1,234`), goes with the
  /// other columns of these rows, where these agree.
  private func otherDecimalMarks(
    in table: Table, hasDecimalComma: Bool
  ) -> [String: OtherForms.DecimalMark] {
    var proven: Set<OtherForms.DecimalMark> = hasDecimalComma ? [.comma] : []
    var found: [String: OtherForms.DecimalMark] = [:]
    var either: [(name: String, other: OtherForms.DecimalMark)] = []
    for fitted in columns where fitted.isUsed && fitted.reading.form == .numbers {
      guard fitted.reading.kind != .time, let column = table[fitted.name],
        case .texts = column.values
      else { continue }
      let isComma = fitted.reading.decimalComma
      let (own, other): (OtherForms.DecimalMark, OtherForms.DecimalMark) =
        isComma ? (.comma, .point) : (.point, .comma)
      let rows = DecimalMarkRows(
        LevelCounts(column.levels(), amongNumbers: true), own: fitted.reading)
      if rows.other > rows.own, rows.other * 50 >= rows.present {
        found[fitted.name] = other
        proven.insert(other)
      } else if rows.own > 0 {
        proven.insert(own)
      } else if rows.either > 0 {
        either.append((fitted.name, other))
      }
    }
    for (name, other) in either where proven == [other] { found[name] = other }
    return found
  }
}

/// The rows of a column by which decimal mark reads them.
private struct DecimalMarkRows {
  /// Read by the mark of training alone, by the other one alone, and by each as another number.
  var own = 0
  var other = 0
  var either = 0
  let present: Int

  init(_ counts: LevelCounts, own reading: ColumnReading) {
    present = counts.present
    var turned = reading
    turned.decimalComma.toggle()
    for place in counts.counts.indices {
      let (a, b) = counts.texts.withText(place) { (reading.number($0), turned.number($0)) }
      switch (a.isNaN, b.isNaN) {
      case (true, true): break
      case (true, false): other += counts.counts[place]
      case (false, true): own += counts.counts[place]
      case (false, false): if a != b { either += counts.counts[place] }
      }
    }
  }
}
