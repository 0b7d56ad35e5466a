import RowcastFileIO
import RowcastModeling

extension Model {
  /// Writes the model file; it appears under its name when it is complete.
  func write(to path: String) throws {
    do {
      try OutputFile.write(try bytes(), to: path)
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }

  /// Reads a model file.
  /// - Parameter input: the path of the rows that it is for, which may have been taken for it.
  /// - Throws: ``PipelineError`` with one sentence for a file that is no model, is damaged, or
  ///   was written by a newer version.
  init(path: String, for input: String? = nil) throws {
    do {
      let file = try InputFile(path: path).decompressed()
      try self.init(bytes: try file.bytes(at: 0, count: file.count))
    } catch {
      var error = PipelineError(wrapping: error, file: path)
      if let input, Self.isNamed(in: input) {
        error.message += "; \(input) is a model: it comes first, the rows behind it"
      }
      throw error
    }
  }

  /// Whether a file begins as a model file does.
  private static func isNamed(in path: String) -> Bool {
    guard path != "-", let file = try? InputFile(path: path),
      let start = try? file.bytes(at: 0, count: min(file.count, 200))
    else { return false }
    return String(decoding: start, as: UTF8.self).contains("\"\(formatName)\"")
  }
}
