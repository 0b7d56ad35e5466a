import RowcastDelimitedText
import RowcastTabular

/// Tells characters that the encoding of the output does not have.
enum EncodingLoss {
  /// Adds a diagnostic for each text with such characters, before `map`.
  static func noting(
    _ encoding: OutputEncoding, sheet: String?,
    then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> @Sendable (RecordBatch) throws -> RecordBatch {
    { batch in
      var batch = batch
      for (cell, lost) in encoding.losses(in: batch) {
        batch.diagnostics.add(
          Diagnostic(
            kind: .lostCharacter, message: message(lost, encoding),
            location: batch.place(row: cell.row, column: cell.column, sheet: sheet)))
      }
      return try map?(batch) ?? batch
    }
  }

  /// What becomes of the columns' names.
  static func ofNames(in schema: Schema, _ encoding: OutputEncoding) -> DiagnosticLog {
    var log = DiagnosticLog()
    for name in schema.names {
      let lost = encoding.encoded(name.utf8.span).lost
      guard lost > 0 else { continue }
      log.add(
        Diagnostic(kind: .lostCharacter, message: "name \"\(name)\": \(message(lost, encoding))"))
    }
    return log
  }

  private static func message(_ lost: Int, _ encoding: OutputEncoding) -> String {
    lost == 1
      ? "a character that \(encoding.name) does not have, written as ?"
      : "\(lost) characters that \(encoding.name) does not have, each written as ?"
  }
}
