internal import RowcastLinearAlgebra
internal import RowcastMachine

/// The dense block of a feature matrix while it is put together: columns that write themselves.
///
/// A task takes some thousand rows, and of those as many at a time as stay in the second-level cache
/// while each column writes its features; columns without hinges write eight at a time. The block is
/// written once, in parallel, at the speed of memory.
struct DenseBlock {
  let rowCount: Int
  private(set) var width = 0
  private var columns: [Part] = []

  private struct Part: Sendable {
    var number: FittedNumber?
    var date: FittedDate?
    var hasIndicator: Bool
    var values: [Double]
    var offset: Int
  }

  private static let task = 4096

  init(rowCount: Int) { self.rowCount = rowCount }

  /// Adds a column of numbers or dates.
  /// - Precondition: it has a value for each row.
  mutating func append(_ fitted: FittedColumn, values: [Double]) {
    precondition(values.count == rowCount)
    columns.append(
      Part(
        number: fitted.number, date: fitted.date, hasIndicator: fitted.hasIndicator,
        values: values, offset: width))
    width += fitted.denseWidth
  }

  /// Adds a column that is numbers by now.
  /// - Precondition: it has a value for each row.
  mutating func append(_ number: FittedNumber, values: [Double]) {
    precondition(values.count == rowCount)
    columns.append(
      Part(number: number, hasIndicator: number.hasIndicator, values: values, offset: width))
    width += number.denseWidth
  }

  /// The features of all rows, by rows.
  func values(unitNorm: Bool) -> [Double] {
    let (columns, width) = (self.columns, self.width)
    guard width > 0 else { return [] }
    let runs = Self.runs(columns).map { run in
      (DenseRun(columns[run].compactMap(\.number)), columns[run].map(\.values), columns[run])
    }
    let size = max(16, min(Self.task, 32_768 / max(1, width)))
    return [Double](chunksOf: rowCount, size: Self.task, width: width) { rows, out in
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: size) {
        let some = start..<min(rows.upperBound, start + size)
        out.append(repeating: 0, count: some.count * width)
        let dense = DenseRows(rows: some, first: rows.lowerBound, width: width)
        var block = out.mutableSpan
        for (run, values, columns) in runs {
          if columns.count > 1 {
            run.write(values, to: &block, dense, at: columns[columns.startIndex].offset)
            continue
          }
          for column in columns {
            column.number?.write(column.values, to: &block, dense, at: column.offset)
            column.date?.write(column.values, to: &block, dense, at: column.offset)
          }
        }
      }
      if unitNorm {
        var block = out.mutableSpan
        Self.normalize(&block, width: width)
      }
    }
  }

  /// Neighbors that can be written together, and single columns.
  private static func runs(_ columns: [Part]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for i in columns.indices {
      let isPlain = columns[i].number.map(DenseRun.takes) ?? false
      if let last = runs.last, isPlain, last.count < DenseRun.width,
        columns[last.lowerBound].number.map(DenseRun.takes) ?? false
      {
        runs[runs.count - 1] = last.lowerBound..<(i + 1)
      } else {
        runs.append(i..<(i + 1))
      }
    }
    return runs
  }

  private static func normalize(_ block: inout MutableSpan<Double>, width: Int) {
    for start in stride(from: 0, to: block.count, by: width) {
      var squares = 0.0
      for i in start..<(start + width) { squares += block[i] * block[i] }
      guard squares > 0 else { continue }
      let length = squares.squareRoot()
      for i in start..<(start + width) { block[i] /= length }
    }
  }

  /// One sparse feature for each column with an indicator, 1 where its value is missing; nil when
  /// there is no such column.
  func indicators() -> FeatureMatrix.Sparse? {
    let flagged = columns.filter(\.hasIndicator).map(\.values)
    if flagged.isEmpty { return nil }
    let parts = mapRows(of: rowCount, task: Self.task) { rows in
      // Counted by column, then placed by column: the entries of a row end up ascending.
      var ends = [Int](repeating: 0, count: rows.count)
      for values in flagged {
        for row in rows where !values[row].isFinite { ends[row - rows.lowerBound] += 1 }
      }
      var next = ends
      var total = 0
      for i in ends.indices {
        next[i] = total
        total += ends[i]
        ends[i] = total
      }
      var found = [UInt32](repeating: 0, count: total)
      for (i, values) in flagged.enumerated() {
        for row in rows where !values[row].isFinite {
          found[next[row - rows.lowerBound]] = UInt32(i)
          next[row - rows.lowerBound] += 1
        }
      }
      return SparseRows(ends: ends, columns: found, values: Array(repeating: 1, count: total))
    }
    return SparseRows.block(parts, rowCount: rowCount, width: flagged.count)
  }
}
