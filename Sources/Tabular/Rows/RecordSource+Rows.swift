extension RecordSource {
  /// The rows, one by one: `for try await row in source.rows`.
  public var rows: RowSequence<Self> { RowSequence(source: self) }

  /// The rows as values of a `Codable` type, one by one.
  public func rows<T: Decodable & Sendable>(
    as type: T.Type, _ coding: RowCoding = RowCoding()
  ) -> AsyncThrowingMapSequence<RowSequence<Self>, T> {
    let keys = ColumnKeys(RowLayout(schema), coding.keys)
    return rows.map { try $0.decode(T.self, keys: keys, userInfo: coding.userInfo) }
  }

  /// Calls `body` for each row in order, on the calling thread.
  /// - Parameter notes: told what could not be kept or had to be guessed, before the rows that it is of.
  /// - Throws: what the source or `body` throws; reading ends there.
  public func forEachRow(
    notes: (DiagnosticLog) -> Void = { _ in }, _ body: (Row) throws -> Void
  ) throws {
    let layout = RowLayout(schema)
    try mapBatches { batch in
      RowPage(batch, layout: layout, location: location)
    } inOrder: { page in
      if !page.batch.diagnostics.isEmpty { notes(page.batch.diagnostics) }
      for index in 0..<page.batch.rowCount { try body(Row(page: page, index: index)) }
      return true
    }
  }

  /// All rows as values of a `Codable` type; batches are decoded side by side. Texts are read as what
  /// the type asks for.
  /// - Parameter notes: told what could not be kept or had to be guessed of each batch.
  /// - Throws: what the source throws, or ``RowError`` of the first row that is not of that type.
  public func decoded<T: Decodable & Sendable>(
    as type: T.Type = T.self, _ coding: RowCoding = RowCoding(),
    notes: (DiagnosticLog) -> Void = { _ in }
  ) throws -> [T] {
    let layout = RowLayout(schema)
    let keys = ColumnKeys(layout, coding.keys)
    var all: [T] = []
    try mapBatches { batch in
      let page = RowPage(batch, layout: layout, location: location)
      let values = try (0..<batch.rowCount).map {
        try Row(page: page, index: $0).decode(type, keys: keys, userInfo: coding.userInfo)
      }
      return (values, batch.diagnostics)
    } inOrder: { (part: [T], diagnostics: DiagnosticLog) in
      if !diagnostics.isEmpty { notes(diagnostics) }
      all += part
      return true
    }
    return all
  }
}
