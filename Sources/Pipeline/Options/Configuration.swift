import RowcastFileIO
import Yams
public import RowcastModeling

/// A YAML file with the options of `train`, by the names they have on the command line.
public struct Configuration: Sendable {
  /// How the model is trained.
  public var options: TrainOptions { chosen.training }
  /// How the input is read.
  public var reading: ReadOptions { chosen.reading }
  private var chosen = ConfiguredOptions()
  public private(set) var target: String?

  /// - Throws: ``PipelineError`` for a file that cannot be read, is no YAML map, or has an
  ///   unknown key or an unusable value; the message names the key and the line.
  public init(path: String) throws {
    let text = try readText(path: path)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw PipelineError("this is not YAML: \(Self.sentence(error))", at: path)
    }
    guard let node else { return }
    guard let map = node.mapping else {
      throw PipelineError("expected a map of options, such as `target: churned`", at: path)
    }
    for (key, value) in map {
      let name = key.string ?? ""
      let place = key.mark.map { "\(path):\($0.line)" } ?? path
      if name == "target" {
        target = value.string
        continue
      }
      guard let setting = ConfigurationSettings.named(name) else {
        let names = ["target"] + ConfigurationSettings.all.map(\.name)
        let hint = NearestNames.hint(name, among: names)
        throw PipelineError("\"\(name)\" is no option of train\(hint)", at: place, kind: .usage)
      }
      guard setting.set(value, &chosen) else {
        let found = value.string ?? "a list or map"
        throw PipelineError(
          "\(name) takes \(setting.takes) (found \(found))", at: place, kind: .usage)
      }
    }
  }

  private static func sentence(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(problem) in line \(mark.line)"
    default: "\(error)"
    }
  }

  /// A configuration file with every option, commented.
  public static var example: String {
    let settings = ConfigurationSettings.all.map { setting in
      "# \(setting.help): \(setting.takes)\n# \(setting.name): \(setting.example)"
    }
    return
      ([
        "# Options of `rowcast train --config FILE.yaml`.",
        "# The column to predict: a column\ntarget: churned",
      ] + settings).joined(separator: "\n\n")
  }

  /// The JSON Schema (draft 2020-12) of such files, for editors that check YAML.
  public static var schema: String {
    let target = #"    "target": { "description": "The column to predict", "type": "string" }"#
    let properties =
      [target]
      + ConfigurationSettings.all.map { setting in
        "    \"\(setting.name)\": { \"description\": \"\(setting.help)\", \(setting.schema) }"
      }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Options of rowcast train",
        "type": "object",
        "additionalProperties": false,
        "properties": {
      \(properties.joined(separator: ",\n"))
        }
      }
      """
  }
}

/// Reads a whole small text file (at most 64 MB).
func readText(path: String) throws -> String {
  let input = try InputFile(path: path).decompressed()
  guard input.count <= 64 << 20 else {
    throw PipelineError("this file is too large to be what is expected here", at: path)
  }
  return String(decoding: try input.bytes(at: 0, count: input.count), as: UTF8.self)
}
