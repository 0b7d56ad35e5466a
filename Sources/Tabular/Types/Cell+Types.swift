internal import RowcastMachine

// A cell's value as one of a type; nil where the type does not hold it exactly.

extension Cell {
  /// Whether there is a value: errors and formulas without a result have none.
  package var hasValue: Bool { kind != .error && kind != .uncalculated }

  /// Days since 1970-01-01.
  package var days: Int32? {
    let (days, rest) = integer.quotientAndRemainder(dividingBy: CivilDate.millisecondsPerDay)
    return kind == .date && rest == 0 ? Int32(exactly: days) : nil
  }

  /// Milliseconds since midnight.
  package var clockMilliseconds: Int32? {
    kind == .time && 0 <= integer && integer < CivilDate.millisecondsPerDay
      ? Int32(exactly: integer) : nil
  }

  /// Milliseconds since 1970-01-01T00:00:00.
  package var timestampMilliseconds: Int64? {
    kind == .dateTime || kind == .date ? integer : nil
  }
}

extension RecordBatch {
  /// Microseconds since 1970-01-01T00:00:00, of a text, too.
  package func timestampMicroseconds(of cell: Cell) -> Int64? {
    switch cell.kind {
    case .text, .sharedText:
      CellText.string(of: cell, in: self).withBytes { TemporalSyntax.microseconds(of: $0) }
    default:
      cell.timestampMilliseconds.flatMap { milliseconds in
        let (value, overflows) = milliseconds.multipliedReportingOverflow(by: 1000)
        return overflows ? nil : value
      }
    }
  }

  /// A whole number.
  package func wholeNumber(of cell: Cell) -> Int64? {
    switch cell.kind {
    case .integer: cell.integer
    case .double: Int64(exactly: cell.double)
    case .decimal:
      textRange(of: cell).flatMap { WholeNumber.value(text.span.extracting($0)) }
        ?? DecimalDigits(cell, of: self)?.scaled(by: 0, digits: 19).flatMap { Int64(exactly: $0) }
    default: nil
    }
  }

  /// A double that has all the digits of the number.
  package func exactDouble(of cell: Cell) -> Double? {
    switch cell.kind {
    case .integer: ExactDouble.value(cell.integer)
    case .double: cell.double.isFinite ? cell.double : nil
    case .decimal: textRange(of: cell).flatMap { ExactDouble.value(text.span.extracting($0)) }
    default: nil
    }
  }
}

extension RecordBatch {
  /// Whether a cell is a text that is spelled as values of a type are.
  package func isSpelled(_ cell: Cell, as type: DataType) -> Bool {
    guard cell.kind == .text || cell.kind == .sharedText else { return false }
    let text = CellText.string(of: cell, in: self)
    return text.withBytes { bytes in
      switch type {
      case .integer: WholeNumber.value(bytes) != nil
      case .double, .decimal: NumberSyntax.kinds(of: bytes)?.isDisjoint(with: .numbers) == false
      case .boolean: TruthWords.literal(bytes) != nil
      case .date: TemporalText.parse(bytes)?.kind == .date
      case .time: TemporalText.parse(bytes)?.kind == .time
      case .preciseTimestamp: TemporalSyntax.microseconds(of: bytes) != nil
      case .timestamp: [.date, .dateTime].contains(TemporalText.parse(bytes)?.kind)
      case .text: true
      }
    }
  }
}

extension DecimalDigits {
  /// The number in a cell of any kind of number; nil for other kinds.
  package init?(_ cell: Cell, of batch: RecordBatch) {
    switch cell.kind {
    case .integer, .double, .decimal:
      let text = CellText.string(of: cell, in: batch)
      guard !text.isEmpty else { return nil }
      self.init(text.utf8.span)
    default: return nil
    }
  }

  /// Digits before the point.
  package var wholeDigits: Int { max(0, digits.count + exponent) }
  /// Digits behind the point.
  package var scale: Int { max(0, -exponent) }

  /// The number times 10^scale, if that is whole and has no more digits.
  package func scaled(by scale: Int, digits limit: Int) -> Int128? {
    let zeros = exponent + scale
    guard zeros >= 0, digits.count + zeros <= limit || digits.isEmpty, limit <= 38 else {
      return nil
    }
    var value: Int128 = 0
    for digit in digits { value = value * 10 + Int128(digit - UInt8(ascii: "0")) }
    if !digits.isEmpty { for _ in 0..<zeros { value *= 10 } }
    return isNegative ? -value : value
  }
}
