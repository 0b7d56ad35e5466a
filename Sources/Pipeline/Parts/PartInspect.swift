import RowcastDistributed
import RowcastFileIO
import RowcastJSONText

/// `part inspect`: what there is in the columns of rows that an engine has.
public struct PartInspect: Sendable {
  /// The path of the first lines.
  public var head: String
  /// The number of lines, as the engine counts them.
  public var lineCount: Int
  /// The folder that passes are written to.
  public var folder: String
  /// How lines are read.
  public var reading: ReadOptions
  /// Whether lines that cannot be read are left out and counted.
  public var skipsBadLines: Bool

  /// Nothing is read before ``run(say:hear:)``.
  public init(
    head: String, lineCount: Int, folder: String, reading: ReadOptions, skipsBadLines: Bool
  ) {
    self.head = head
    self.lineCount = lineCount
    self.folder = folder
    self.reading = reading
    self.skipsBadLines = skipsBadLines
  }

  /// Asks for passes until all columns are known.
  /// - Returns: rows and columns as one line of JSON.
  /// - Throws: ``PipelineError`` for lines that cannot be read.
  public func run(
    say: @escaping @Sendable (String) -> Void, hear: @escaping @Sendable () -> String?
  ) throws -> String {
    do {
      let file = try InputFile(path: head)
      let first = try FirstLines.of(file)
      let profile = try ColumnsInParts(
        lines: try reading.lines(head: first, of: head, skipsBad: skipsBadLines),
        skipsBad: skipsBadLines
      ).counted(on: AskedRows(lineCount: lineCount, folder: folder, say: say, hear: hear))
      return profile.text()
    } catch {
      throw PipelineError(wrapping: error, file: head)
    }
  }
}
