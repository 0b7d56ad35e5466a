/// What the values of a column need of its type, found by a look at all of them.
public struct DataTypeNeed: Sendable {
  private var wholeDigits = 0
  private var scale = 0
  private var hasOthers = false
  private var areDoubles = true
  private var areIntegers = true

  /// Nothing was seen.
  public init() {}

  mutating func add(_ cell: Cell, of batch: RecordBatch) {
    guard let number = DecimalDigits(cell, of: batch) else {
      hasOthers = true
      return
    }
    wholeDigits = max(wholeDigits, number.wholeDigits)
    scale = max(scale, number.scale)
    if areDoubles { areDoubles = batch.exactDouble(of: cell) != nil }
    if areIntegers { areIntegers = batch.wholeNumber(of: cell) != nil }
  }

  /// What both need.
  public mutating func merge(_ other: DataTypeNeed) {
    wholeDigits = max(wholeDigits, other.wholeDigits)
    scale = max(scale, other.scale)
    hasOthers = hasOthers || other.hasOthers
    areDoubles = areDoubles && other.areDoubles
    areIntegers = areIntegers && other.areIntegers
  }

  /// The type of the column's kind where that holds everything, else the narrowest one that does.
  public func type(for kind: ColumnKind?) -> DataType {
    if hasOthers { return .text }
    if areIntegers, kind == .integer { return .integer }
    return areDoubles
      ? .double : .decimal(digits: max(1, wholeDigits + scale), scale: scale)
  }
}

/// Looks through the numbers of some columns, batch by batch, on any thread.
public struct DataTypeSurvey: Sendable {
  /// The places in the schema of the columns that are looked through.
  public let columns: [Int]
  private let places: ColumnPlaces

  /// - Parameter columns: places in the schema.
  public init(_ schema: Schema, columns: [Int]) {
    self.columns = columns
    places = ColumnPlaces(schema, columns: columns)
  }

  /// What the values of a batch need, in the order of ``columns``.
  public func needs(of batch: RecordBatch) -> [DataTypeNeed] {
    var needs = [DataTypeNeed](repeating: DataTypeNeed(), count: columns.count)
    for cell in batch.cells {
      if let place = places.place(of: cell) { needs[place].add(cell, of: batch) }
    }
    return needs
  }
}

extension ColumnSchema {
  /// Whether its values are known to be numbers.
  package var isNumber: Bool { kind == .integer || kind == .decimal }
}

extension RecordSource {
  /// What the numbers of the source need of the types of their columns, by a reading of its own: where it
  /// is handed to a writer of columns that have types, every number fits.
  /// - Parameter schema: the columns with their kinds, where they were measured after the source was made;
  ///   nil for those of the source.
  /// - Throws: the source's error type.
  public func needs(_ schema: Schema? = nil) throws -> [Int: DataTypeNeed] {
    let schema = schema ?? self.schema
    return try needs(
      schema, columns: schema.columns.indices.filter { schema.columns[$0].isNumber })
  }

  /// What the values of columns need, by a reading of its own.
  /// - Throws: the source's error type.
  public func needs(_ schema: Schema, columns: [Int]) throws -> [Int: DataTypeNeed] {
    if columns.isEmpty { return [:] }
    let survey = DataTypeSurvey(schema, columns: columns)
    var needs: [Int: DataTypeNeed] = [:]
    try mapBatches {
      survey.needs(of: $0)
    } inOrder: { found in
      for (column, need) in zip(columns, found) {
        needs[column, default: DataTypeNeed()].merge(need)
      }
      return true
    }
    return needs
  }
}
