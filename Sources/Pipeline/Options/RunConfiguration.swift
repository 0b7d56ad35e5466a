import RowcastFileIO
import RowcastJSONText

/// A YAML file with the options of `train`, by the names they have on the command line.
public enum RunConfiguration {
  /// Changes what the file says.
  /// - Throws: ``PipelineError`` for a file that cannot be read, is no YAML map, or has an
  ///   unknown key or an unusable value; the message names the key and the line.
  public static func apply(path: String, to options: inout RunOptions) throws(PipelineError) {
    let bytes: [UInt8]
    do { bytes = try Self.bytes(path: path) } catch {
      throw PipelineError(wrapping: error, file: path)
    }
    try apply(bytes, named: path, to: &options)
  }

  /// Changes what the bytes of a file say.
  static func apply(
    _ bytes: [UInt8], named path: String, to options: inout RunOptions
  ) throws(PipelineError) {
    let root: YAMLNode?
    do throws(YAMLError) { root = try YAMLReader.document(bytes) } catch {
      throw PipelineError(
        "this is not YAML: \(error.message)", at: "\(path):\(error.line):\(error.column)")
    }
    guard let root else { return }
    guard case .mapping(let members) = root.content else {
      throw PipelineError("expected a map of options, such as `target: churned`", at: path)
    }
    for (key, value) in members {
      let place = "\(path):\(value.line)"
      guard let known = OptionTable.configurable.first(where: { $0.key == key }) else {
        if OptionTable.all.contains(where: { $0.name == key && $0.commands.contains(.train) }),
          !OptionTable.configurable.contains(where: { $0.option.name == key })
        {
          throw PipelineError(
            "\"\(key)\" stands on the command line only", at: place, kind: .usage)
        }
        let hint = NearestNames.hint(key, among: OptionTable.configurable.map(\.key))
        throw PipelineError("\"\(key)\" is no option of train\(hint)", at: place, kind: .usage)
      }
      try known.option.set(.node(.init(yaml: value)), in: &options, named: key, at: place)
    }
  }

  private static func bytes(path: String) throws -> [UInt8] {
    let input = try InputFile(path: path).decompressed()
    // One byte more shows that there is too much.
    return try input.bytes(at: 0, count: min(input.count, YAMLReader.byteLimit + 1))
  }

  /// A configuration file with every option, commented.
  public static var example: String {
    (["# Options of `rowcast train --config FILE.yaml`."]
      + OptionTable.configurable.map { key, option in
        let line = "\(quoted(key)): \(option.example)"
        return "# \(option.purpose): \(option.takes)\n" + (key == "target" ? line : "# " + line)
      }).joined(separator: "\n\n")
  }

  /// The JSON Schema (draft 2020-12) of such files, for editors that check YAML.
  public static var schema: String {
    let properties = OptionTable.configurable.map { key, option in
      "    \"\(key)\": { \"description\": \(JSONValue.string(option.purpose).text()), \(option.schema) }"
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

  /// A key as it is written: what YAML means something by stands in quotes.
  private static func quoted(_ key: String) -> String {
    ["null", "true", "false"].contains(key) ? "\"\(key)\"" : key
  }
}
