import RowcastFileIO
import RowcastOddRows

extension FittedOddRows {
  /// Writes the model file; it appears under its name when it is complete.
  func write(to path: String) throws {
    do {
      try OutputFile.write(try bytes(), to: path)
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }

  /// Reads a model file.
  /// - Throws: ``PipelineError`` with one sentence for a file that is no model, is damaged, or
  ///   was written by a newer version.
  init(path: String) throws {
    do {
      let input = try InputFile(path: path).decompressed()
      try self.init(bytes: try input.bytes(at: 0, count: input.count))
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }
}
