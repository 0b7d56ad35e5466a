import FileIO
import Yams

/// A YAML file with the options of `train`, by the names they have on the command line.
public struct Configuration: Sendable {
  public private(set) var options = TrainOptions()
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
      guard let setting = ConfigurationKey(rawValue: name) else {
        let hint = NearestNames.hint(name, among: ConfigurationKey.allCases.map(\.rawValue))
        throw PipelineError("\"\(name)\" is no option of train\(hint)", at: place, kind: .usage)
      }
      if setting == .target {
        target = value.string
      } else if !setting.set(value, in: &options) {
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
    let lines = ConfigurationKey.allCases.map { key in
      "# \(key.help): \(key.takes)\n\(key == .target ? "" : "# ")\(key.rawValue): \(key.example)"
    }
    return "# Options of `rowcast train --config FILE.yaml`.\n\n" + lines.joined(separator: "\n\n")
  }

  /// The JSON Schema (draft 2020-12) of such files, for editors that check YAML.
  public static var schema: String {
    let properties = ConfigurationKey.allCases.map { key in
      "    \"\(key.rawValue)\": { \"description\": \"\(key.help)\", \(key.schema) }"
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
  let input = try InputFile(path: path)
  guard input.count <= 64 << 20 else {
    throw PipelineError("this file is too large to be what is expected here", at: path)
  }
  return String(decoding: try input.bytes(at: 0, count: input.count), as: UTF8.self)
}
