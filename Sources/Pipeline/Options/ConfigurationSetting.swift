import Yams
import RowcastModeling

/// What a configuration file may decide.
struct ConfiguredOptions: Sendable {
  var training = TrainOptions()
  var reading = ReadOptions()
}

/// One key of a configuration file: what it is for, what it takes, and where its value goes.
struct ConfigurationSetting: Sendable {
  /// The key, which is also the option's name on the command line.
  var name: String
  /// What it decides, in words.
  var help: String
  /// What it takes, in words.
  var takes: String
  /// A value as it would stand in a file.
  var example: String
  /// The members of its JSON Schema.
  var schema: String
  /// Changes the option; false when the value cannot be used.
  var set: @Sendable (Node, inout ConfiguredOptions) -> Bool

  /// A setting whose value is what `value` makes of a node.
  init<Value>(
    _ name: String, _ help: String, takes: String, example: String, schema: String,
    to path: any WritableKeyPath<ConfiguredOptions, Value> & Sendable,
    value: @escaping @Sendable (Node) -> Value?
  ) {
    self.name = name
    self.help = help
    self.takes = takes
    self.example = example
    self.schema = schema
    set = { node, options in
      guard let value = value(node) else { return false }
      options[keyPath: path] = value
      return true
    }
  }
}

extension ConfigurationSetting {
  static func text(
    _ name: String, _ help: String, takes: String, _ example: String,
    _ path: any WritableKeyPath<ConfiguredOptions, String?> & Sendable
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: takes, example: example, schema: #""type": "string""#, to: path,
      value: { $0.string.map(Optional.some) })
  }

  static func flag(
    _ name: String, _ help: String, _ path: any WritableKeyPath<ConfiguredOptions, Bool> & Sendable
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: "true or false", example: "false", schema: #""type": "boolean""#,
      to: path, value: \.bool)
  }

  static func count(
    _ name: String, _ help: String, from least: Int = 1, _ example: String,
    _ path: any WritableKeyPath<ConfiguredOptions, Int?> & Sendable
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: least == 0 ? "a whole number from 0 on" : "a whole number above 0",
      example: example, schema: "\"type\": \"integer\", \"minimum\": \(least)", to: path
    ) { node -> Int?? in node.int.flatMap { $0 >= least ? .some(.some($0)) : .none } }
  }

  /// A finite number above zero.
  static func positive(
    _ name: String, _ help: String, _ example: String,
    _ path: any WritableKeyPath<ConfiguredOptions, Double?> & Sendable
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: "a number above 0", example: example,
      schema: #""type": "number", "exclusiveMinimum": 0"#, to: path
    ) { node -> Double?? in
      node.float.flatMap { $0 > 0 && $0.isFinite ? .some(.some($0)) : .none }
    }
  }

  /// A number from 0 to 1.
  static func share<Value>(
    _ name: String, _ help: String, _ example: String,
    _ path: any WritableKeyPath<ConfiguredOptions, Value> & Sendable,
    _ wrap: @escaping @Sendable (Double) -> Value
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: "a share from 0 to 1", example: example,
      schema: #""type": "number", "minimum": 0, "maximum": 1"#, to: path
    ) { node -> Value? in
      node.float.flatMap { (0...1).contains($0) ? Optional<Value>.some(wrap($0)) : .none }
    }
  }

  /// One of the names of an enumeration.
  static func choice<Choice: CaseIterable & RawRepresentable<String> & Sendable, Value>(
    _ name: String, _ help: String, _ example: Choice,
    _ path: any WritableKeyPath<ConfiguredOptions, Value> & Sendable,
    _ wrap: @escaping @Sendable (Choice) -> Value
  ) -> ConfigurationSetting {
    let names = Choice.allCases.map(\.rawValue)
    return ConfigurationSetting(
      name, help,
      takes: names.dropLast().joined(separator: ", ") + (names.last.map { " or " + $0 } ?? ""),
      example: example.rawValue,
      schema: "\"enum\": [" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]", to: path
    ) { $0.string.flatMap(Choice.init(rawValue:)).map(wrap) }
  }

  /// A list of texts; one text is a list of one.
  static func list(
    _ name: String, _ help: String, takes: String = "a list of columns", _ example: String,
    _ path: any WritableKeyPath<ConfiguredOptions, [String]> & Sendable
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: takes, example: example,
      schema: #""type": "array", "items": { "type": "string" }"#, to: path,
      value: { $0.texts })
  }

  /// A map from a column to something.
  static func map<Value>(
    _ name: String, _ help: String, takes: String, _ example: String, schema: String,
    _ path: any WritableKeyPath<ConfiguredOptions, [String: Value]> & Sendable,
    _ value: @escaping @Sendable (Node) -> Value?
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: takes, example: example,
      schema: #""type": "object", "additionalProperties": { "# + schema + " }", to: path
    ) { node in
      guard let map = node.mapping else { return nil }
      var values: [String: Value] = [:]
      for (key, node) in map {
        guard let column = key.string, let value = value(node) else { return nil }
        values[column] = value
      }
      return values
    }
  }
}

extension Node {
  /// The texts of a list, or the one text; nil when something in it is no text.
  var texts: [String]? {
    if let one = string { return [one] }
    guard let items = sequence else { return nil }
    let texts = items.compactMap(\.string)
    return texts.count == items.count ? texts : nil
  }
}
