import RowcastTabular

/// Decides a column's type by what was learned and by what the options ask for.
struct ColumnRequest {
  let name: String
  let evidence: ColumnEvidence
  let options: DelimitedOptions
  let delimiter: String?
  let format: DateFormat?
  /// What all columns tell of points; nil where the marks are named.
  let marks: NumberMarks?
  let file: String

  func decision() throws(DelimitedTextError) -> ColumnDecision {
    if let kind = options.columnTypes[name] { return try requested(kind) }
    if options.types == .text { return ColumnDecision(textWithNote: nil) }
    var decision = ColumnDecision(evidence, name: name, delimiter: delimiter, format: format)
    if let pattern = options.dateFormats[name], decision.mode != .formatted, decision.kind != .empty
    {
      try refuse(
        .formatted, format?.kind ?? .dateTime, why: "it does not fit the format \"\(pattern)\"")
    }
    if let marks { decision.doubtPoints(marks, evidence, name) }
    // Who names separators says what the column's amounts are.
    if decision.kind == .text, options.classifierNumberFormat,
      case .amount = Interpretation(evidence)
    {
      decision.become(Interpretation(evidence), evidence)
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
      if options.plainNumbers, !values.isSubset(of: [.integer, .decimal]) {
        try refuse([.integer, .decimal], kind)
      }
      if kind == .decimal, !options.plainNumbers, marks?.doubt(evidence) == .thousands {
        decision.becomeThousands(evidence)
      } else if values.isSubset(of: [.integer, .decimal, .leadingZero]) {
        if kind == .integer, values.contains(.decimal) {
          try refuse([.integer, .leadingZero], kind)
        }
        decision.becomeNumber(evidence)
        decision.kind = kind
      } else if decision.mode == .amount, kind == .decimal {
        break
      } else if case .amount(let decimal, _) = interpretation,
        kind == .decimal || evidence.isWhole(decimal: decimal)
      {
        decision.become(interpretation, evidence)
        decision.kind = kind
      } else {
        try refuse(kind == .integer ? [.integer, .leadingZero] : [.numbers, .leadingZero], kind)
      }
      if options.classifierNumberFormat, decision.mode == .checkedNumber { decision.mode = .amount }
    case .boolean:
      if values != .boolean, !values.isEmpty { try refuse(.boolean, kind) }
      decision.kind = .boolean
      decision.mode = .boolean
    case .date, .time, .dateTime:
      try becomeTemporal(kind, &decision, interpretation)
    }
    return decision
  }

  /// Takes dates, times or both; refuses what the type would cut off: a time of day, an offset in
  /// some rows, digits behind milliseconds.
  private func becomeTemporal(
    _ kind: ColumnKind, _ decision: inout ColumnDecision, _ interpretation: Interpretation
  ) throws(DelimitedTextError) {
    let fitting: ValueKinds =
      kind == .date ? .date : kind == .time ? .time : [.date, .dateTime]
    if evidence.kinds.intersection(.values).isSubset(of: fitting) {
      if evidence.hasMixedZones { try refuseZones(kind) }
      if evidence.kinds.contains(.preciseTemporal) {
        try refuse(
          example: .preciseTemporal, kind,
          why: "it has more digits than milliseconds, which would be lost")
      }
      decision.mode = evidence.hasCanonicalTimes ? .temporal : .respelledTemporal
      decision.movedLine = evidence.example(of: .zonedTime)?.line
      decision.note = nil
    } else if decision.mode == .formatted {
      guard decision.kind == kind || (decision.kind == .date && kind == .dateTime) else {
        try refuse(
          example: .formatted, kind, why: "its format is of \(decision.kind.rawValue) values")
      }
    } else if case .date = interpretation, kind != .time {
      decision.become(interpretation, evidence)
      if kind == .date, decision.kind == .dateTime {
        try refuse(example: .text, kind, why: "it has a time of day")
      }
    } else {
      try refuse(format == nil ? fitting : fitting.union(.formatted), kind)
    }
    decision.kind = kind
    decision.remedy = nil
  }

  /// The error of a type that some value does not fit.
  private func refuse(
    _ fitting: ValueKinds, _ kind: ColumnKind, why: String? = nil
  ) throws(DelimitedTextError) -> Never {
    try refuse(example: ValueKinds.values.subtracting(fitting), kind, why: why)
  }

  private func refuse(
    example kinds: ValueKinds, _ kind: ColumnKind, why: String? = nil
  ) throws(DelimitedTextError) -> Never {
    try refuse(evidence.example(of: kinds), kind, why: why)
  }

  /// The error of date-times of which some have an offset from UTC: the first one that is unlike those
  /// before it.
  private func refuseZones(_ kind: ColumnKind) throws(DelimitedTextError) -> Never {
    let zoned = evidence.example(of: .zonedTime)
    let local = evidence.example(of: [.localTime, .date])
    let (zonedLine, localLine) = (zoned?.line ?? 0, local?.line ?? 0)
    if zonedLine < localLine {
      try refuse(
        local, kind, why: "it has no offset from UTC, and the one of line \(zonedLine) has")
    }
    try refuse(
      zoned, kind, why: "it has an offset from UTC, and the one of line \(localLine) has none")
  }

  private func refuse(
    _ bad: ColumnEvidence.Example?, _ kind: ColumnKind, why: String?
  ) throws(DelimitedTextError) -> Never {
    throw DelimitedTextError(
      .badValue(column: name, value: bad?.text ?? "", type: kind.rawValue, why: why),
      at: RowcastLocation(file: file, row: bad?.line))
  }
}

extension DelimitedOptions {
  /// Whether a decimal point or a thousands separator was named.
  var classifierNumberFormat: Bool { decimal != nil || thousands != nil }
}
