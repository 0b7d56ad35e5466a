import RowcastTabular

extension Diagnostic {
  /// A record of another length than the header; kind `ragged-row`.
  static func raggedRow(found: Int, expected: Int, line: Int) -> Diagnostic {
    Diagnostic(
      kind: .raggedRow,
      message: "\(found) field\(found == 1 ? "" : "s") instead of \(expected)",
      location: RowcastLocation(row: line))
  }
}
