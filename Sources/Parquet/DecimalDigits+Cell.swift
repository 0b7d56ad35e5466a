internal import RowcastTabular

extension DecimalDigits {
  /// The number in a cell of any kind of number; nil for other kinds.
  init?(_ cell: Cell, of batch: RecordBatch) {
    switch cell.kind {
    case .integer, .double, .decimal:
      let text = CellText.string(of: cell, in: batch)
      guard !text.isEmpty else { return nil }
      self.init(text.utf8.span)
    default: return nil
    }
  }

  /// Digits before the point.
  var wholeDigits: Int { max(0, digits.count + exponent) }
  /// Digits behind the point.
  var scale: Int { max(0, -exponent) }

  /// The number times 10^scale, if that is whole and has no more digits.
  func scaled(by scale: Int, digits limit: Int) -> Int128? {
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

extension ExactDouble {
  /// The number of a cell, if a double holds all of its digits.
  static func value(_ cell: Cell, of batch: RecordBatch) -> Double? {
    switch cell.kind {
    case .integer: value(cell.integer)
    case .double: cell.double.isFinite ? cell.double : nil
    case .decimal: batch.textRange(of: cell).flatMap { value(batch.text.span.extracting($0)) }
    default: nil
    }
  }
}
