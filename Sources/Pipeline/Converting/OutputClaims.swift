import RowcastFileIO
import Synchronization

/// Who writes what: no output takes the place of an input or of another output.
final class OutputClaims: Sendable {
  private let inputs: [FilePlace: String]
  private let folder: String?
  private let owners = Mutex<[String: String]>([:])

  /// - Parameters:
  ///   - inputs: the paths of what is read; `-` for standard input.
  ///   - folder: the folder that is made for the output, with its slash.
  ///   - session: has the path of the diagnostics, which are the first output.
  /// - Throws: ``PipelineError`` when the diagnostics would take an input's place, or standard input is
  ///   asked for twice: it is read once.
  init(inputs: [String?], making folder: String? = nil, _ session: Session) throws {
    let paths = (inputs + session.furtherInputs).compactMap(\.self)
    guard paths.count(where: { $0 == "-" }) < 2 else {
      throw PipelineError("standard input is read once, and cannot be two files", kind: .usage)
    }
    self.folder = folder
    self.inputs = Dictionary(
      paths.compactMap { path in FilePlace(input: path).map { ($0, path) } },
      uniquingKeysWith: { first, _ in first })
    try claim(session.diagnosticsPath, for: "the diagnostics")
  }

  /// Claims a path before anything is written to it.
  /// - Parameter owner: what is written there, for the message when two are.
  /// - Throws: ``PipelineError`` when the path is an input, or claimed, or in a folder that is not there:
  ///   known before the work, not behind it.
  func claim(_ path: String?, for owner: String) throws {
    guard let path else { return }
    if let place = FilePlace(output: path), let input = inputs[place] {
      throw PipelineError(
        "this is the input \(input), whose place the output would take; give it another name",
        at: path, kind: .usage)
    }
    if folder.map({ !path.hasPrefix($0) }) ?? true {
      do { try OutputFile.checkFolder(of: path) } catch { throw PipelineError(wrapping: error) }
    }
    guard let whole = OutputFile.resolvedPath(path) else { return }
    let first = owners.withLock { owners -> String? in
      if let known = owners[whole] { return known }
      owners[whole] = owner
      return nil
    }
    if let first {
      throw PipelineError(
        "\(first) and \(owner) would both be written here; write them to different places",
        at: path, kind: .usage)
    }
  }
}
