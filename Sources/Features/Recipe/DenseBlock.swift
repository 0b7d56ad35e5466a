internal import RowcastLinearAlgebra
internal import RowcastMachine

/// The dense block of a feature matrix while it is put together: columns that write themselves.
///
/// A task takes some thousand rows and lets each column write its features, so that the rows stay
/// in the second-level cache; columns without hinges write eight at a time. The block is written
/// once, in parallel, at the speed of memory.
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
  mutating func append(_ fitted: FittedColumn, values: [Double]) {
    columns.append(
      Part(
        number: fitted.number, date: fitted.date, hasIndicator: fitted.hasIndicator,
        values: values, offset: width))
    width += fitted.denseWidth
  }

  /// Adds a column that is numbers by now.
  mutating func append(_ number: FittedNumber, values: [Double]) {
    columns.append(
      Part(number: number, hasIndicator: number.hasIndicator, values: values, offset: width))
    width += number.denseWidth
  }

  /// The features of all rows, by rows.
  func values(unitNorm: Bool) -> [Double] {
    let (columns, width) = (self.columns, self.width)
    let runs = Self.runs(columns)
    return [Double](parallelCount: rowCount, width: width, task: Self.task) { rows, base in
      for run in runs {
        if run.count > 1 {
          DenseRun(columns[run].compactMap(\.number)).write(
            columns[run].map(\.values), rows: rows, to: base + columns[run.lowerBound].offset,
            width: width)
          continue
        }
        for column in columns[run] {
          column.values.withUnsafeBufferPointer { values in
            column.number?.write(values, rows: rows, to: base, width: width, offset: column.offset)
            column.date?.write(values, rows: rows, to: base, width: width, offset: column.offset)
          }
        }
      }
      if unitNorm { Self.normalize(rows, base: base, width: width) }
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

  private static func normalize(
    _ rows: Range<Int>, base: UnsafeMutablePointer<Double>, width: Int
  ) {
    for row in rows {
      let start = base + row * width
      var squares = 0.0
      for i in 0..<width { squares += start[i] * start[i] }
      guard squares > 0 else { continue }
      let length = squares.squareRoot()
      for i in 0..<width { start[i] /= length }
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
        values.withUnsafeBufferPointer { values in
          for row in rows where !values[row].isFinite { ends[row - rows.lowerBound] += 1 }
        }
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
        values.withUnsafeBufferPointer { values in
          for row in rows where !values[row].isFinite {
            found[next[row - rows.lowerBound]] = UInt32(i)
            next[row - rows.lowerBound] += 1
          }
        }
      }
      return SparseRows(ends: ends, columns: found, values: Array(repeating: 1, count: total))
    }
    return SparseRows.block(parts, rowCount: rowCount, width: flagged.count)
  }
}

extension [Double] {
  /// A matrix by rows whose rows are written by tasks, each for a range of rows of its own.
  init(
    parallelCount rowCount: Int, width: Int, task: Int,
    _ write: @Sendable (Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) {
    guard rowCount * width > 0 else {
      self = []
      return
    }
    self.init(unsafeUninitializedCapacity: rowCount * width) { buffer, filled in
      ProcessMemory.adviseLargePages(buffer)
      let out = Writing(base: buffer)
      _ = mapRows(of: rowCount, task: task) { rows in
        if let base = out.base.baseAddress { write(rows, base) }
      }
      filled = rowCount * width
    }
  }
}
