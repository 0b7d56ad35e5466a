extension RecordSource {
  /// The first rows as a table.
  package func head(of schema: Schema, rows: Int) throws -> Table {
    var builder = TableBuilder(schema: schema)
    try mapBatches(
      { batch in
        TableBuilder.piece(
          of: batch.slice(0..<max(0, min(batch.rowCount, rows - batch.firstRow))), schema: schema)
      },
      inOrder: { piece in
        builder.append(piece)
        return builder.rowCount < rows
      })
    return builder.table()
  }
}
