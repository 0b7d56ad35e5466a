import RowcastFeatures
import RowcastTabular

/// The cell of an input as the formula sheet reads it.
///
/// A number's column has the number, or nothing when it is missing; a category's the place of its
/// level.
struct FormulaReading {
  let layout: WorkbookLayout
  let index: Int
  var input: PlanInput { layout.plan.inputs[index] }

  /// The column of a time's text among the formulas; the one behind it has the text's digits.
  var textColumn: Int?

  init(layout: WorkbookLayout, index: Int) {
    self.layout = layout
    self.index = index
  }

  var title: String { input.isNumeric ? input.name : "\(input.name): place of the level" }

  private func cell(_ row: Int) -> String {
    "\(WorkbookLayout.input)!\(CellName.cell(row, layout.inputColumn(index)))"
  }

  func value(_ row: RowValues) -> Double {
    input.isNumeric ? row.raw[index] : Double(row.places[index])
  }

  func formula(_ row: Int) -> String {
    let v = cell(row)
    if let levels = input.levelCodes { return place(v, levels) }
    switch input.form {
    case .truth, .truthText:
      // Compared, not looked up: a "?" would be found as any letter.
      func isOne(of words: [String], _ digit: String) -> String {
        let list = (words + [digit]).map { "\"\($0)\"" }.joined(separator: ",")
        let pointed = "SUBSTITUTE(TRIM(\(v)),\"0\",\"\")=\"\(digit == "0" ? "" : digit).\""
        return "OR(SUMPRODUCT((LOWER(TRIM(\(v)))={\(list)})*1)>0,"
          + "AND(LEFT(TRIM(\(v)),2)=\"\(digit).\",\(pointed)))"
      }
      let yes = isOne(of: TruthWords.affirmative, "1")
      let no = isOne(of: TruthWords.negative, "0")
      return "IF(ISLOGICAL(\(v)),IF(\(v),1,0),"
        + "IF(ISNUMBER(\(v)),IF(OR(\(v)=0,\(v)=1),\(v),\"\"),"
        + "IF(\(yes),1,IF(\(no),0,\"\"))))"
    default: return clock(row)?.formula ?? "IF(ISNUMBER(\(v)),\(v),\"\")"
    }
  }

  /// How a time of day is read; nil for other inputs.
  func clock(_ row: Int) -> FormulaClock? {
    textColumn.map {
      FormulaClock(
        cell: cell(row), text: CellName.cell(row, $0), padded: CellName.cell(row, $0 + 1))
    }
  }

  private func place(_ v: String, _ levels: FittedLevels) -> String {
    let missing = levels.codeOfMissing + 1
    let unseen = levels.unseenCode + 1
    let rows = 1..<(1 + max(1, layout.lookup(input, levels).count))
    let column = layout.levelsColumn(index)
    func range(_ column: Int) -> String {
      "\(WorkbookLayout.levels)!\(CellName.fixed(rows: rows, column: column))"
    }
    func found(_ comparison: String) -> String {
      "\(unseen)+SUMPRODUCT(\(comparison)*\(range(column + 1)))"
    }
    switch input.form {
    case .number:
      return "IF(ISNUMBER(\(v)),\(found("(\(range(column))=\(v))")),\(missing))"
    case .truth:
      let number = "IF(\(v),1,0)"
      return "IF(OR(ISLOGICAL(\(v)),ISNUMBER(\(v))),"
        + "\(found("(\(range(column))=\(number))")),\(missing))"
    default:
      return "IFERROR(IF(TRIM(\(v))=\"\",\(missing),"
        + "\(found("EXACT(\(range(column)),TRIM(\(v)))"))),\(missing))"
    }
  }

  /// The dense features, from the column of the number.
  func dense(column: Int) -> [(place: Int, formula: (Int) -> String)] {
    let first = input.dense.lowerBound
    let layout = layout
    func standardized(_ x: String, _ row: Int) -> String {
      "(\(x)-\(layout.model(row, WorkbookLayout.center)))"
        + "/\(layout.model(row, WorkbookLayout.scale))"
    }
    switch input.kind {
    case .category: return []
    case .number(let number):
      return (0..<number.denseWidth).map { i in
        let own = layout.denseRows.lowerBound + first + i
        return (
          place: first + i,
          formula: { row in
            let x = filled(CellName.cell(row, column), number, modelRow: own)
            if i == 0 { return scaled(x, number.scaler, modelRow: own) }
            let knot = layout.model(own, WorkbookLayout.detail)
            return standardized("MAX(0,\(x)-\(knot))", own)
          }
        )
      }
    case .date(let date):
      return date.parts.enumerated().map { i, part in
        let own = layout.denseRows.lowerBound + first + i
        return (
          place: first + i,
          formula: { row in
            let v = CellName.cell(row, column)
            let fill = layout.model(own, WorkbookLayout.fill)
            return standardized("IF(ISNUMBER(\(v)),\(Self.part(part.part, v)),\(fill))", own)
          }
        )
      }
    }
  }

  /// The number of an input, missing ones filled and all within their bounds.
  func filled(_ row: Int, column: Int) -> String {
    guard case .number(let number) = input.kind else { return "" }
    return filled(
      CellName.cell(row, column), number,
      modelRow: layout.denseRows.lowerBound + input.dense.lowerBound)
  }

  private func filled(_ x: String, _ number: FittedNumber, modelRow: Int) -> String {
    var bounded = x
    if number.lower != nil {
      bounded = "MAX(\(bounded),\(layout.model(modelRow, WorkbookLayout.lower)))"
    }
    if number.upper != nil {
      bounded = "MIN(\(bounded),\(layout.model(modelRow, WorkbookLayout.upper)))"
    }
    return "IF(ISNUMBER(\(x)),\(bounded),\(layout.model(modelRow, WorkbookLayout.fill)))"
  }

  private func scaled(_ x: String, _ scaler: FittedScaler, modelRow: Int) -> String {
    func standardized(_ y: String) -> String {
      "(\(y)-\(layout.model(modelRow, WorkbookLayout.center)))"
        + "/\(layout.model(modelRow, WorkbookLayout.scale))"
    }
    switch scaler.kind {
    case .none, .unitNorm, .quantile: return x  // quantiles are refused
    case .standard, .minmax, .maxabs, .robust: return standardized(x)
    case .log1p: return standardized("IF(\(x)<0,-LN(1-\(x)),LN(1+\(x)))")
    case .power:
      let lambda = layout.model(modelRow, WorkbookLayout.detail)
      let l = scaler.lambda ?? 1
      let right = l == 0 ? "LN(1+\(x))" : "(EXP(\(lambda)*LN(1+\(x)))-1)/\(lambda)"
      let left =
        l == 2 ? "-LN(1-\(x))" : "-(EXP((2-\(lambda))*LN(1-\(x)))-1)/(2-\(lambda))"
      return standardized("IF(\(x)>=0,\(right),\(left))")
    }
  }

  private static func part(_ part: DatePart, _ v: String) -> String {
    switch part {
    case .days: "(\(v)-25569)"
    case .year: "YEAR(\(v))"
    case .month: "MONTH(\(v))"
    case .day: "DAY(\(v))"
    case .weekday: "(WEEKDAY(\(v),2)-1)"
    case .hour: "((\(v)-INT(\(v)))*24)"
    case .monthSine: "SIN(2*PI()*(MONTH(\(v))-1)/12)"
    case .monthCosine: "COS(2*PI()*(MONTH(\(v))-1)/12)"
    case .weekdaySine: "SIN(2*PI()*(WEEKDAY(\(v),2)-1)/7)"
    case .weekdayCosine: "COS(2*PI()*(WEEKDAY(\(v),2)-1)/7)"
    case .hourSine: "SIN(2*PI()*(\(v)-INT(\(v))))"
    case .hourCosine: "COS(2*PI()*(\(v)-INT(\(v))))"
    }
  }
}
