/// What a run may make of its input: bytes that are written, and bytes of a table in memory, in
/// proportion to those that are read.
///
/// A few kilobytes can ask for terabytes: a record of a hundred thousand fields among short ones, a
/// merged range over a whole sheet, records that each bring a key of their own.
struct Proportions: Sendable {
  /// The bytes of the input.
  var inputBytes = 0
  /// The limits that were asked for.
  var limits = ReadLimits()

  /// Ends a run that has written too much, or will.
  /// - Throws: ``PipelineError`` with the limit.
  func checkOutput(_ bytes: Int, of file: String) throws(PipelineError) {
    try check(bytes, limits.outputRatio, 1000, from: 1 << 30, "output", of: file)
  }

  /// Ends a run that would hold too large a table: eight bytes for each value.
  /// - Throws: ``PipelineError`` with the limit.
  func checkTable(rows: Int, columns: Int, of file: String) throws(PipelineError) {
    let bytes = rows.multipliedReportingOverflow(by: columns * 8)
    try check(
      bytes.overflow ? .max : bytes.partialValue, limits.tableRatio, 500, from: 96 << 20, "table",
      of: file)
  }

  /// Ends a run whose columns have names that no table is made with: they are held at once.
  /// - Throws: ``PipelineError`` with the limit.
  static func checkNames(_ names: [String], of file: String) throws(PipelineError) {
    let most = 32 << 20
    guard names.reduce(0, { $0 + $1.utf8.count }) > most else { return }
    throw PipelineError(
      "limit met: the names of the columns have more than \(most) bytes", at: file, kind: .limit)
  }

  /// - Parameters:
  ///   - asked: the ratio that was asked for, which holds from the first byte on.
  ///   - ratio: the one that holds otherwise, from `floor` bytes on.
  private func check(
    _ bytes: Int, _ asked: Int?, _ ratio: Int, from floor: Int, _ name: String, of file: String
  ) throws(PipelineError) {
    let ratio = asked ?? ratio
    let most = ratio.multipliedReportingOverflow(by: max(1, inputBytes))
    guard !most.overflow, bytes > max(most.partialValue, asked == nil ? floor : 0) else { return }
    throw PipelineError(
      "limit met: the \(name) has more than \(ratio) times the bytes of the input "
        + "(--max \(name)-ratio=N allows more)",
      at: file, kind: .limit)
  }
}
