public import LinearAlgebra
public import Tabular

/// Makes feature matrices of tables: fitted features with their lookup tables ready.
///
/// Make one and use it for every piece of a stream.
public struct FeatureTransformer: Sendable {
  public let features: FittedFeatures
  private let indexes: [LevelIndex?]
  private let terms: [TermIndex?]

  public init(_ features: FittedFeatures) {
    self.features = features
    indexes = features.columns.map { $0.levels.map(LevelIndex.init) }
    terms = features.columns.map { $0.text.map(TermIndex.init) }
  }

  /// The levels of the category column at that place; nil for other columns.
  func levelIndex(_ column: Int) -> LevelIndex? { indexes[column] }

  /// Makes the feature matrix of a table.
  ///
  /// A column that is missing from the table counts as missing in every row, and further columns
  /// do not matter; ask ``FittedFeatures/missingColumns(in:)`` first to refuse such a table.
  public func transformed(_ table: Table) -> FeatureMatrix {
    let rowCount = table.rowCount
    let columns = features.columns
    func column(_ index: Int) -> Column {
      table[columns[index].name]
        ?? Column(
          name: columns[index].name, kind: .empty,
          values: .numbers(Array(repeating: .nan, count: rowCount)))
    }
    var numbers: [DenseColumn] = []
    var categories: [FeatureMatrix.Category] = []
    var texts: [FeatureMatrix.Sparse] = []
    var offset = 0
    for (index, fitted) in columns.enumerated() where fitted.isUsed {
      if let levels = indexes[index] {
        categories.append(levels.category(column(index).levels()))
      } else if let text = fitted.text, let known = terms[index] {
        let view = column(index).levels()
        let measured = TextMeasure.all(text.measures.map(\.measure), of: view)
        for (measure, values) in zip(text.measures, measured) {
          numbers.append(
            DenseColumn(number: measure.number, values: values, offset: offset))
          offset += measure.number.denseWidth
        }
        texts.append(known.block(view))
      } else if fitted.number != nil || fitted.date != nil {
        numbers.append(
          DenseColumn(
            number: fitted.number, date: fitted.date, hasIndicator: fitted.hasIndicator,
            values: column(index).numbers(fitted.reading), offset: offset))
        offset += fitted.denseWidth
      }
    }
    let dense = Self.dense(numbers, rowCount: rowCount, width: offset, unitNorm: features.unitNorm)
    var sparse: [FeatureMatrix.Sparse] = []
    let flagged = numbers.filter(\.hasIndicator)
    if !flagged.isEmpty { sparse.append(Self.indicators(flagged, rowCount: rowCount)) }
    return FeatureMatrix(
      rowCount: rowCount, dense: dense, denseWidth: offset, categories: categories,
      sparse: sparse + texts)
  }

  /// Makes the feature matrix of the given rows of a table, in that order.
  public func transformed(_ table: Table, rows: [Int]) -> FeatureMatrix {
    let used = Set(features.requiredColumns)
    let picked = table.columns.filter { used.contains($0.name) }.map { $0.selecting(rows) }
    return transformed(Table(columns: picked, rowCount: rows.count))
  }

  private struct DenseColumn: Sendable {
    var number: FittedNumber?
    var date: FittedDate?
    var hasIndicator = false
    let values: [Double]
    let offset: Int
  }

  private static let denseTask = 4096

  private static func dense(
    _ columns: [DenseColumn], rowCount: Int, width: Int, unitNorm: Bool
  ) -> [Double] {
    [Double](parallelCount: rowCount, width: width, task: denseTask) { rows, base in
      for column in columns {
        column.values.withUnsafeBufferPointer { values in
          column.number?.write(
            values, rows: rows, to: base, width: width, offset: column.offset)
          column.date?.write(
            values, rows: rows, to: base, width: width, offset: column.offset)
        }
      }
      guard unitNorm else { return }
      for row in rows {
        let start = base + row * width
        var squares = 0.0
        for i in 0..<width { squares += start[i] * start[i] }
        guard squares > 0 else { continue }
        let length = squares.squareRoot()
        for i in 0..<width { start[i] /= length }
      }
    }
  }

  /// One sparse feature for each column, 1 where its value is missing.
  private static func indicators(
    _ columns: [DenseColumn], rowCount: Int
  ) -> FeatureMatrix.Sparse {
    let parts = mapRows(of: rowCount, task: denseTask) { rows in
      // Counted by column, then placed by column: entries of a row end up ascending.
      var ends = [Int](repeating: 0, count: rows.count)
      for column in columns {
        column.values.withUnsafeBufferPointer { values in
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
      for (i, column) in columns.enumerated() {
        column.values.withUnsafeBufferPointer { values in
          for row in rows where !values[row].isFinite {
            found[next[row - rows.lowerBound]] = UInt32(i)
            next[row - rows.lowerBound] += 1
          }
        }
      }
      return SparseRows(ends: ends, columns: found, values: Array(repeating: 1, count: total))
    }
    return SparseRows.block(parts, rowCount: rowCount, width: columns.count)
  }
}

/// The sparse entries of a range of rows.
struct SparseRows: Sendable {
  /// Where each row's entries end, counted from the range's first entry.
  var ends: [Int] = []
  var columns: [UInt32] = []
  var values: [Double] = []

  /// Puts ranges together in their order.
  static func block(_ parts: [SparseRows], rowCount: Int, width: Int) -> FeatureMatrix.Sparse {
    let total = parts.reduce(0) { $0 + $1.columns.count }
    var offsets = [Int](reservingCapacity: rowCount + 1)
    var columns = [UInt32](reservingCapacity: total)
    var values = [Double](reservingCapacity: total)
    offsets.append(0)
    for part in parts {
      let start = columns.count
      for end in part.ends { offsets.append(start + end) }
      columns.append(contentsOf: part.columns)
      values.append(contentsOf: part.values)
    }
    return FeatureMatrix.Sparse(
      rowOffsets: offsets, columns: columns, values: values, width: width)
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
      let out = Writing(base: buffer)
      _ = mapRows(of: rowCount, task: task) { rows in
        if let base = out.base.baseAddress { write(rows, base) }
      }
      filled = rowCount * width
    }
  }
}

extension FittedFeatures {
  /// The columns the features need that a table of these columns does not have.
  public func missingColumns(in names: [String]) -> [String] {
    let present = Set(names)
    return requiredColumns.filter { !present.contains($0) }
  }

  /// Makes the feature matrix of a table; see ``FeatureTransformer/transformed(_:)``.
  public func transformed(_ table: Table) -> FeatureMatrix {
    FeatureTransformer(self).transformed(table)
  }

  /// Makes the feature matrix of the given rows of a table.
  public func transformed(_ table: Table, rows: [Int]) -> FeatureMatrix {
    FeatureTransformer(self).transformed(table, rows: rows)
  }
}
