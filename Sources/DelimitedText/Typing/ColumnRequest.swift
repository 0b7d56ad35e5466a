import RowcastTabular

/// Decides a column's type by what was learned and by what the options ask for.
struct ColumnRequest {
  let name: String
  let evidence: ColumnEvidence
  let options: DelimitedOptions
  let delimiter: String?
  let format: DateFormat?
  let file: String

  func decision() throws(DelimitedTextError) -> ColumnDecision {
    if let kind = options.columnTypes[name] { return try requested(kind) }
    if options.types == .text { return ColumnDecision(textWithNote: nil) }
    var decision = ColumnDecision(evidence, name: name, delimiter: delimiter, format: format)
    if options.dateFormats[name] != nil, decision.mode != .formatted, decision.kind != .empty {
      try refuse(.formatted, .dateTime)
    }
    if decision.kind == .text {
      let interpretation = Interpretation(evidence)
      switch interpretation {
      case .amount where options.interpretAmounts: decision.become(interpretation, evidence)
      case .date where options.interpretDates: decision.become(interpretation, evidence)
      default: break
      }
    } else if options.interpretDates, decision.mode == .text {
      // ISO dates and times that are not spelled as they would be written.
      decision.mode = .temporal
    }
    if options.classifierNumberFormat, decision.mode == .checkedNumber { decision.mode = .amount }
    return decision
  }

  private func requested(_ kind: ColumnKind) throws(DelimitedTextError) -> ColumnDecision {
    var decision = ColumnDecision(evidence, name: name, delimiter: delimiter, format: format)
    let values = evidence.kinds.intersection(.values)
    let interpretation = Interpretation(evidence)
    switch kind {
    case .text, .mixed, .empty, .duration:
      guard kind == .text else {
        throw DelimitedTextError(.badOption("column \"\(name)\" cannot be asked to be \(kind)"))
      }
      return ColumnDecision(textWithNote: nil)
    case .integer, .decimal:
      if values.isSubset(of: [.integer, .decimal, .leadingZero]) {
        if kind == .integer, values.contains(.decimal) { try refuse(.integer, kind) }
        decision.becomeNumber(evidence)
        decision.kind = kind
      } else if decision.mode == .amount, kind == .decimal {
        break
      } else if case .amount = interpretation, kind == .decimal {
        decision.become(interpretation, evidence)
      } else {
        try refuse(kind == .integer ? .integer : .numbers, kind)
      }
      if options.classifierNumberFormat, decision.mode == .checkedNumber { decision.mode = .amount }
    case .boolean:
      if values != .boolean, !values.isEmpty { try refuse(.boolean, kind) }
      decision.kind = .boolean
      decision.mode = .boolean
    case .date, .time, .dateTime:
      let fitting: ValueKinds =
        switch kind {
        case .date: .date
        case .time: .time
        default: [.date, .dateTime]
        }
      if values.isSubset(of: fitting) {
        decision.mode = .temporal
      } else if values == .formatted {
        break
      } else if case .date = interpretation {
        decision.become(interpretation, evidence)
      } else {
        try refuse(fitting, kind)
      }
      decision.kind = kind
    }
    return decision
  }

  /// The error of a type that some value does not fit.
  private func refuse(
    _ fitting: ValueKinds, _ kind: ColumnKind
  ) throws(DelimitedTextError) -> Never {
    let bad = evidence.example(of: ValueKinds.values.subtracting(fitting))
    throw DelimitedTextError(
      .badValue(column: name, value: bad?.text ?? "", type: kind.rawValue),
      at: RowcastLocation(file: file, row: bad?.line))
  }
}

extension DelimitedOptions {
  /// Whether a decimal point or a thousands separator was named.
  var classifierNumberFormat: Bool { decimal != nil || thousands != nil }
}
