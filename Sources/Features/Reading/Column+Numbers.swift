internal import RowcastMachine
public import RowcastTabular

/// Rows that one task of a parallel pass takes.
let rowsPerTask = 65_536

extension TypedColumn {
  /// The column as numbers; NaN is missing. Texts are read once for each dictionary entry. Of a column
  /// of yes and no, numbers other than 0 and 1 are missing.
  public func numbers(_ reading: ColumnReading) -> [Double] {
    switch values {
    case .numbers(let values):
      return reading.form == .booleans ? values.map { TruthReading.number($0) } : values
    case .texts(let codes, let dictionary):
      let table = dictionary.numbers(reading)
      return [Double](chunksOf: codes.count, size: rowsPerTask) { rows, out in
        for row in rows {
          let code = codes[row]
          out.append(code == Self.missingCode ? .nan : table[Int(code)])
        }
      }
    }
  }
}

extension StringDictionary {
  /// The number of each text.
  func numbers(_ reading: ColumnReading) -> [Double] {
    [Double](chunksOf: count, size: rowsPerTask) { codes, out in
      for code in codes { out.append(withText(code) { reading.number($0.trimmed) }) }
    }
  }

  /// All codes.
  var indices: Range<Int> { 0..<count }

  /// Reads the bytes of one text.
  /// - Precondition: the dictionary has the code.
  func withText<Result>(_ code: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let text = bytes[offsets[code]..<offsets[code + 1]]
    return body(text.span)
  }
}
