import RowcastFeatures

/// Curves and products on the formula sheet.
///
/// For each number the interval it lies in, from 1, and how far it is on the way through; then what the
/// curve, or the product, adds to each unit: weights of the model sheet, looked up and blended.
struct FormulaProducts {
  let layout: WorkbookLayout
  private var plan: ScoringPlan { layout.plan }

  /// A number as the sheet reads it, and its column there.
  struct Number {
    var index: Int
    var reading: FormulaReading
    var column: Int
    var number: FittedNumber

    func filled(_ row: RowValues) -> Double {
      row.raw[index].isFinite ? number.bounded(row.raw[index]) : number.fill
    }
  }

  /// The columns of a place between knots.
  struct Place {
    var interval: Int
    var share: Int?
  }

  /// The interval and the share of a number among knots.
  /// - Parameter knots: as a range or an array of the sheet.
  func place(
    _ own: Number, _ values: [Double], knots: String, isMissing: Bool
  ) -> (
    interval: (formula: (Int) -> String, value: (RowValues) -> Double),
    share: (formula: (Int, String) -> String, value: (RowValues) -> Double)
  ) {
    let axis = ProductAxis(column: own.reading.input.name, knots: values, hasMissing: isMissing)
    func found(_ row: RowValues) -> (place: Int, share: Double) {
      let x = isMissing && !row.raw[own.index].isFinite ? .nan : own.filled(row)
      return axis.place(of: x, fill: own.number.fill)
    }
    func orMissing(_ row: Int, _ missing: String, _ rest: String) -> String {
      isMissing ? "IF(ISNUMBER(\(CellName.cell(row, own.column))),\(rest),\(missing))" : rest
    }
    return (
      (
        { row in
          let x = own.reading.filled(row, column: own.column)
          return orMissing(
            row, "\(values.count)",
            "MIN(IFERROR(MATCH(\(x),\(knots),1),1),\(values.count - 1))")
        }, { Double(found($0).place + 1) }
      ),
      (
        { row, interval in
          let x = own.reading.filled(row, column: own.column)
          let low = "INDEX(\(knots),\(interval))"
          let next = "INDEX(\(knots),MIN(\(interval)+1,\(values.count)))"
          let share = "MAX(0,MIN(1,(\(x)-\(low))/(\(next)-\(low))))"
          return orMissing(row, "1", share)
        }, { found($0).share }
      )
    )
  }

  /// What a curve adds to a unit.
  func height(
    _ input: Int, _ place: Place, unit: Int
  ) -> (formula: (Int) -> String, value: (Number, RowValues) -> Double) {
    let column = WorkbookLayout.firstUnit + unit
    let rows = layout.hatRows(input)
    let weights = "\(WorkbookLayout.model)!\(CellName.fixed(rows: rows, column: column))"
    let own = plan.layers[0]
    let hats = plan.inputs[input].hats
    return (
      { row in
        let (i, u) = (CellName.cell(row, place.interval), CellName.cell(row, place.share ?? 0))
        return "(1-\(u))*INDEX(\(weights),\(i))+\(u)*INDEX(\(weights),\(i)+1)"
      },
      { number, row in
        guard let (knot, share) = number.number.curve?.place(of: number.filled(row)) else {
          return 0
        }
        let first = hats.lowerBound + knot
        return (1 - share) * own.weight(unit, first) + share * own.weight(unit, first + 1)
      }
    )
  }

  /// What a product adds to a unit.
  /// - Parameter places: the columns of its axes.
  func product(_ index: Int, _ places: [Place], unit: Int) -> (Int) -> String {
    let own = plan.products[index]
    let column = WorkbookLayout.firstUnit + unit
    let rows = layout.cellRows(index)
    let weights = "\(WorkbookLayout.model)!\(CellName.fixed(rows: rows, column: column))"
    let shares = zip(places, own.product.axes).filter(\.1.isNumber).map(\.0.share)
    let groups = zip(places, own.product.axes).filter { !$0.1.isNumber }.map(\.0.interval)
    return { row in
      // Places count from 1, and so does INDEX.
      let first = zip(places, own.product.strides).map { place, stride in
        let cell = "(\(CellName.cell(row, place.interval))-1)"
        return stride == 1 ? cell : "\(cell)*\(stride)"
      }.joined(separator: "+")
      let corners = ScoringPlan.corners(of: own.product).map { corner in
        let factors = zip(shares, corner.isUpper).map { share, isUpper in
          let u = CellName.cell(row, share ?? 0)
          return isUpper ? u : "(1-\(u))"
        }
        return (factors + ["INDEX(\(weights),\(first)+\(corner.step + 1))"]).joined(separator: "*")
      }
      let sum = corners.joined(separator: "+")
      guard !groups.isEmpty else { return sum }
      let known = groups.map { "\(CellName.cell(row, $0))>0" }
      return "IF(AND(\(known.joined(separator: ","))),\(sum),0)"
    }
  }

  /// The value of a product for a unit.
  func value(_ index: Int, _ numbers: [Int: Number], _ row: RowValues, unit: Int) -> Double {
    let own = plan.products[index]
    var cells: [(cell: Int, share: Double)] = [(own.cells.lowerBound, 1)]
    for (axis, stride) in zip(own.axes, own.product.strides) {
      let found = place(plan.axes[axis], numbers, row)
      guard found.place >= 0 else { return 0 }
      cells = cells.flatMap { cell, share -> [(cell: Int, share: Double)] in
        let here = cell + found.place * stride
        guard let part = found.share else { return [(here, share)] }
        return [(here, share * (1 - part)), (here + stride, share * part)]
      }
    }
    return cells.reduce(0) { sum, part in
      part.share == 0 ? sum : sum + part.share * plan.layers[0].weight(unit, part.cell)
    }
  }

  /// Where a row stands along an axis; below 0 for nowhere.
  func place(
    _ own: PlanAxis, _ numbers: [Int: Number], _ row: RowValues
  ) -> (place: Int, share: Double?) {
    guard own.axis.isNumber else {
      let feature = row.places[own.input] - 1
      let places = own.axis.places
      return (places[min(max(feature, 0), places.count - 1)], nil)
    }
    guard let number = numbers[own.input] else { return (-1, nil) }
    let x = row.raw[own.input].isFinite ? number.filled(row) : .nan
    let (place, share) = own.axis.place(of: x, fill: own.fill)
    return (place, share)
  }
}
