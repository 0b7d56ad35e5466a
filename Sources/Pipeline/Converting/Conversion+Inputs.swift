import RowcastFileIO

extension Conversion {
  /// Refuses inputs that are not there before the first is written: what goes to one output cannot be
  /// taken back. In a folder each has a file of its own.
  func checkInputs() throws(PipelineError) {
    if inputs.isEmpty { throw PipelineError("there is no input", kind: .usage) }
    let isBatch = output.map { $0.hasSuffix("/") || OutputFile.isFolder($0) } ?? false
    guard inputs.count > 1, !isBatch else { return }
    for input in inputs where input != "-" {
      // What is no plain file is for the reader to judge.
      guard FilePlace(input: input) == nil, OutputFile.resolvedPath(input) != nil else { continue }
      let isMeant = output == nil && input == inputs.last && FileFormat(path: input) != nil
      throw PipelineError("no such file" + (isMeant ? "; -o \(input) writes it" : ""), at: input)
    }
  }
}
