public import RowcastTabular

/// Turns batches into the pages of a Parquet file, on any thread; ``ParquetWriter`` puts them together.
public struct ParquetEncoder: Sendable {
  let types: [ParquetColumnType]
  /// The place of each source column in the file; -1 for none.
  private let places: [Int]

  init(schema: Schema, types: [ParquetColumnType]) {
    self.types = types
    var places = [Int](repeating: -1, count: (schema.columns.map(\.source).max() ?? -1) + 1)
    for (i, column) in schema.columns.enumerated() { places[column.source] = i }
    self.places = places
  }

  /// The rows of a batch.
  public func encode(_ batch: RecordBatch) -> ParquetRows {
    let cells = CellsByColumn(batch, places: places, width: types.count)
    return ParquetRows(
      rowCount: batch.rowCount,
      parts: types.indices.map { column in
        ColumnEncoding(
          type: types[column], batch: batch,
          cells: cells.cells[cells.starts[column]..<cells.starts[column + 1]]
        ).part()
      })
  }

  /// What the numbers of a batch need, for each column whose type did not hold them.
  public func survey(_ batch: RecordBatch, of columns: [Int]) -> [ParquetNeed] {
    let cells = CellsByColumn(batch, places: places, width: types.count)
    return columns.map { column in
      var need = ParquetNeed()
      for place in cells.cells[cells.starts[column]..<cells.starts[column + 1]] {
        need.add(batch.cells[Int(place.index)], of: batch)
      }
      return need
    }
  }
}

/// The rows of a batch as pages, a column each.
public struct ParquetRows: Sendable {
  /// The number of rows.
  public let rowCount: Int
  let parts: [ColumnPart]

  /// The columns with a value that their type does not hold.
  public var misfits: [Int] {
    parts.indices.filter { if case .misfit = parts[$0].body { true } else { false } }
  }
}

/// What the values of a column need of its type.
public struct ParquetNeed: Sendable {
  private var wholeDigits = 0
  private var scale = 0
  private var hasOthers = false
  private var areDoubles = true

  /// Nothing was seen.
  public init() {}

  mutating func add(_ cell: Cell, of batch: RecordBatch) {
    guard let number = DecimalDigits(cell, of: batch) else {
      hasOthers = true
      return
    }
    wholeDigits = max(wholeDigits, number.wholeDigits)
    scale = max(scale, number.scale)
    if areDoubles { areDoubles = ExactDouble.value(cell, of: batch) != nil }
  }

  /// What both need.
  public mutating func merge(_ other: ParquetNeed) {
    wholeDigits = max(wholeDigits, other.wholeDigits)
    scale = max(scale, other.scale)
    hasOthers = hasOthers || other.hasOthers
    areDoubles = areDoubles && other.areDoubles
  }

  /// The narrowest type that holds everything.
  var type: ParquetColumnType {
    if hasOthers { return .text }
    if areDoubles { return .double }
    let digits = wholeDigits + scale
    return digits <= 38 ? .decimal(digits: max(1, digits), scale: scale) : .text
  }
}
