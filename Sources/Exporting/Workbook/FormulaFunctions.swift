import RowcastEvaluation

/// Activations as formulas.
enum FormulaActivation {
  static func formula(_ activation: PlanActivation, _ z: String, unit: Int) -> String {
    switch activation {
    case .identity: z
    case .rectified(let slopes):
      "IF(\(z)>=0,\(z),\(number(activation.slope(slopes, of: unit)))*\(z))"
    case .exponential(let alpha, let scale):
      "IF(\(z)>=0,\(number(scale))*\(z),\(number(scale * alpha))*(EXP(\(z))-1))"
    case .sigmoid: "IF(\(z)>=0,1/(1+EXP(-\(z))),EXP(\(z))/(1+EXP(\(z))))"
    case .tanh: "TANH(\(z))"
    case .softplus: "MAX(\(z),0)+LN(1+EXP(-ABS(\(z))))"
    case .softsign: "\(z)/(1+ABS(\(z)))"
    case .silu: "IF(\(z)>=0,\(z)/(1+EXP(-\(z))),\(z)*EXP(\(z))/(1+EXP(\(z))))"
    case .gelu: "\(z)*NORMSDIST(\(z))"
    case .step: "IF(\(z)>=0,1,0)"
    case .sign: "SIGN(\(z))"
    }
  }

  static func number(_ value: Double) -> String {
    value < 0 ? "(\(value.description))" : value.description
  }
}

/// Calibration maps as formulas on the calibration sheet: for each map two columns, of slope and
/// offset, or of corners and values.
enum FormulaCalibration {
  static func formula(_ calibration: Calibration, map: Int, p: String) -> String {
    let sheet = WorkbookLayout.calibration
    let column = 2 * map
    switch calibration {
    case .temperature: return p
    case .platt:
      let kept = "MIN(MAX(\(p),1E-15),1-1E-15)"
      let z =
        "(\(sheet)!\(CellName.fixed(1, column))*(LN(\(kept))-LN(1-\(kept)))"
        + "+\(sheet)!\(CellName.fixed(1, column + 1)))"
      return FormulaActivation.formula(.sigmoid, z, unit: 0)
    case .isotonic(let maps):
      let rows = 1..<(1 + max(1, maps[map].scores.count))
      let s = "\(sheet)!\(CellName.fixed(rows: rows, column: column))"
      let v = "\(sheet)!\(CellName.fixed(rows: rows, column: column + 1))"
      let m = "MATCH(\(p),\(s),1)"
      let between =
        "INDEX(\(v),\(m))+(\(p)-INDEX(\(s),\(m)))/(INDEX(\(s),\(m)+1)-INDEX(\(s),\(m)))"
        + "*(INDEX(\(v),\(m)+1)-INDEX(\(v),\(m)))"
      return "IF(\(p)<=INDEX(\(s),1),INDEX(\(v),1),IF(\(p)>=INDEX(\(s),\(rows.count)),"
        + "INDEX(\(v),\(rows.count)),\(between)))"
    }
  }
}
