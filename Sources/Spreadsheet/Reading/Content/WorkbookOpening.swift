import RowcastEncryption

/// How a workbook is to be opened, whatever its format.
struct WorkbookOpening: Sendable {
  var limits: WorkbookLimits
  /// The encoding of texts, in place of the one that the workbook states; only some formats have one.
  var encoding: String?
  /// Those to try when the workbook is protected.
  var passwords: [Password] = []
}
