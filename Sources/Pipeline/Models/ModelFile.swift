import RowcastClassification
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText

extension Model {
  /// Writes the model as JSON; the file appears under its name when it is complete.
  func write(to path: String) throws {
    do {
      let output = try OutputFile(path: path)
      let document = try JSONCoding.encode(self)
      try output.write(document.text(isPretty: true) + "\n")
      try output.commit()
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }

  /// Reads a model file.
  /// - Throws: ``PipelineError`` with one sentence for a file that is no model, is damaged, or
  ///   was written by a newer version.
  init(path: String) throws {
    let document: JSONValue
    do {
      let input = try InputFile(path: path).decompressed()
      document = try JSONValue(parsing: try input.bytes(at: 0, count: input.count))
    } catch let error as FileError {
      throw PipelineError(wrapping: error, file: path)
    } catch {
      throw PipelineError("this is no model file: \(error)", at: path)
    }
    guard document["format"]?.string == Self.formatName else {
      throw PipelineError(
        "this is JSON but no model file (expected \"format\": \"\(Self.formatName)\"; "
          + "`rowcast train` writes them)", at: path)
    }
    guard let version = document["formatVersion"]?.integer else {
      throw PipelineError("the model file has no format version", at: path)
    }
    guard version <= Self.currentVersion else {
      let program = document["program"]?.string.map { ", by rowcast \($0)" } ?? ""
      throw PipelineError(
        "the model was written in format \(version)\(program), and this rowcast "
          + "\(RowcastVersion.current) reads up to \(Self.currentVersion): use a newer rowcast",
        at: path)
    }
    do {
      self = try JSONCoding.decode(Self.self, from: document)
    } catch {
      throw PipelineError("the model file is damaged: \(error)", at: path)
    }
    try validate(path: path)
  }

  /// Checks that the parts fit together.
  private func validate(path: String) throws {
    guard target.isSound else {
      throw PipelineError(
        "the model file is damaged: its classes, their rows and the positive one do not fit",
        at: path)
    }
    guard classifier.width == features.width else {
      throw PipelineError(
        "the model file is damaged: \(classifier.width) weights for \(features.width) features",
        at: path)
    }
    guard classifier.classCount == target.labels.count else {
      throw PipelineError(
        "the model file is damaged: \(classifier.classCount) outputs for "
          + "\(target.labels.count) classes", at: path)
    }
  }
}
