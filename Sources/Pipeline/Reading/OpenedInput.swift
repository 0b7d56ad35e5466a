import DelimitedText
import FileIO
import JSONText
import Spreadsheet
import Tabular

/// An input whose format is known, opened by the stage that reads it.
struct OpenedInput {
  let input: InputFile
  let format: FileFormat
  let content: Content

  enum Content {
    case delimited(DelimitedSource)
  }

  /// The file's name, as the user gave it.
  var name: String { input.name }

  /// Opens a file: the format by content first, then by name, unless the options say it.
  init(path: String, options: ReadOptions, isForLearning: Bool = false) throws {
    do {
      let input = try InputFile(path: path)
      guard input.count > 0 else { throw FileError(.empty, path: input.name) }
      self.input = input
      let told = try FormatSniffer.format(of: input, path: path, options: options)
      format = told == .tsv ? .tsv : .csv
      content = .delimited(
        try DelimitedSource(
          input: input,
          options: try options.delimited(isTabbed: told == .tsv, isForLearning: isForLearning)))
    } catch {
      throw PipelineError(wrapping: error, file: path == "-" ? "stdin" : path)
    }
  }

  func source(_ options: ReadOptions) throws -> any RecordSource {
    switch content {
    case .delimited(let source): return source
    }
  }
}
