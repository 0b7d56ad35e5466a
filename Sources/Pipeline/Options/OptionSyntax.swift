/// What an option takes: how its value is written and read, on the command line and in a
/// configuration file.
struct OptionSyntax<Value: Sendable>: Sendable {
  /// What it takes, in words: `a number above 0`.
  var takes: String
  /// What stands for the value in a synopsis: `column=type`.
  var placeholder: String
  /// How often and how it stands on the command line.
  var form = OptionForm.single
  /// Whether what follows the option is its value even when it begins with a dash.
  var mayBeginWithDash = false
  /// The only values, when there are few.
  var choices: [String] = []
  /// Words among which the nearest to a mistyped one is named.
  var hints: [String] = []
  /// A value as it would stand in a configuration file.
  var example: String
  /// The members of its JSON Schema.
  var schema: String
  var completion = OptionCompletion.none
  /// The value that was given, over what held before; nil when it cannot be used.
  var read: @Sendable (OptionValue, Value?) -> Value?
}

/// How an option stands on the command line.
public enum OptionForm: Sendable, Hashable {
  /// `--pretty`
  case flag
  /// `--limit 10`
  case single
  /// `--null n/a --null -`
  case repeated
}

/// What a shell offers for an option's value.
public enum OptionCompletion: Sendable, Hashable {
  /// Nothing.
  case none
  /// These words.
  case list([String])
  /// Files with these extensions; with none given, all.
  case files([String])
}

extension OptionSyntax {
  /// A value that one text stands for.
  static func scalar(
    _ takes: String, _ placeholder: String, example: String, schema: String = #""type": "string""#,
    _ parse: @escaping @Sendable (String) -> Value?
  ) -> OptionSyntax {
    OptionSyntax(takes: takes, placeholder: placeholder, example: example, schema: schema) {
      value, _ in value.text.flatMap(parse)
    }
  }

  /// One of the names of a few values.
  static func choice(
    _ values: [Value], _ example: Value, name: @escaping @Sendable (Value) -> String,
    aliases: [String: Value] = [:]
  ) -> OptionSyntax {
    let names = values.map(name)
    return OptionSyntax(
      takes: names.alternatives, placeholder: "choice", choices: names, hints: names,
      example: name(example),
      schema: #""enum": [\#(names.map { "\"\($0)\"" }.joined(separator: ", "))]"#,
      completion: .list(names)
    ) { value, _ in
      guard let text = value.text?.lowercased() else { return nil }
      return values.first { name($0).lowercased() == text } ?? aliases[text]
    }
  }

  /// Names with a value each; those that were given before stay.
  static func pairs<Item: Sendable>(
    _ takes: String, _ placeholder: String, example: String, schema: String,
    _ parse: @escaping @Sendable (OptionValue) -> Item?
  ) -> OptionSyntax where Value == [String: Item] {
    OptionSyntax(
      takes: takes, placeholder: placeholder, form: .repeated, example: example,
      schema: #""type": "object", "additionalProperties": { \#(schema) }"#
    ) { value, before in
      guard let pairs = value.pairs, Set(pairs.map(\.name)).count == pairs.count else { return nil }
      var values = before ?? [:]
      for (name, value) in pairs {
        guard let item = parse(value) else { return nil }
        values[name] = item
      }
      return values
    }
  }
}

extension OptionSyntax where Value: CaseIterable & RawRepresentable<String> {
  /// One of the names of an enumeration.
  static func choice(_ example: Value) -> OptionSyntax {
    choice(Array(Value.allCases), example, name: \.rawValue)
  }
}

extension OptionSyntax where Value == String {
  /// A text that says something.
  static func text(_ takes: String, _ placeholder: String, _ example: String) -> OptionSyntax {
    scalar(takes, placeholder, example: example) { $0.isEmpty ? nil : $0 }
  }

  /// A text that may begin with a dash.
  static func dashed(
    _ takes: String, _ placeholder: String, _ example: String,
    _ parse: @escaping @Sendable (String) -> String?
  ) -> OptionSyntax {
    var syntax = scalar(takes, placeholder, example: example, parse)
    syntax.mayBeginWithDash = true
    return syntax
  }

  /// The path of a file with one of these extensions.
  static func file(_ placeholder: String = "file", _ extensions: String...) -> OptionSyntax {
    var syntax = text("a file", placeholder, "file." + (extensions.first ?? "json"))
    syntax.completion = .files(extensions)
    return syntax
  }
}

extension OptionSyntax where Value == Bool {
  static var flag: OptionSyntax {
    OptionSyntax(
      takes: "true or false", placeholder: "", form: .flag, example: "true",
      schema: #""type": "boolean""#
    ) { value, _ in
      switch value {
      case .flag: true
      case .arguments: nil
      case .node: value.text.flatMap { Bool($0.lowercased()) }
      }
    }
  }
}

extension OptionSyntax where Value == Int {
  /// A whole number from `least` on.
  static func count(
    from least: Int = 1, upTo most: Int = .max, _ placeholder: String = "n", _ example: String
  ) -> OptionSyntax {
    // What begins with a dash is most likely a number below zero, and told as that.
    OptionSyntax(
      takes: least == 1 ? "a whole number above 0" : "a whole number from \(least) on",
      placeholder: placeholder, mayBeginWithDash: true, example: example,
      schema: #""type": "integer", "minimum": \#(least)"#
    ) { value, _ in
      value.number.flatMap { Int($0) }.flatMap { least <= $0 && $0 <= most ? $0 : nil }
    }
  }
}

extension OptionSyntax where Value == Double {
  private static func number(
    _ takes: String, _ placeholder: String, _ example: String, _ schema: String,
    _ isUsable: @escaping @Sendable (Double) -> Bool
  ) -> OptionSyntax {
    OptionSyntax(
      takes: takes, placeholder: placeholder, mayBeginWithDash: true, example: example,
      schema: #""type": "number", "# + schema
    ) { value, _ in
      value.number.flatMap { Double($0) }.flatMap { $0.isFinite && isUsable($0) ? $0 : nil }
    }
  }

  static func positive(_ placeholder: String = "value", _ example: String) -> OptionSyntax {
    number("a number above 0", placeholder, example, #""exclusiveMinimum": 0"#) { $0 > 0 }
  }

  static func nonnegative(_ placeholder: String = "value", _ example: String) -> OptionSyntax {
    number("a number from 0 on", placeholder, example, #""minimum": 0"#) { $0 >= 0 }
  }

  /// A share of a whole; one that is less than the whole where `isPart`.
  static func share(isPart: Bool = false, _ example: String) -> OptionSyntax {
    number(
      isPart ? "a share from 0 to below 1" : "a share from 0 to 1", "share", example,
      isPart ? #""minimum": 0, "exclusiveMaximum": 1"# : #""minimum": 0, "maximum": 1"#
    ) { $0 >= 0 && (isPart ? $0 < 1 : $0 <= 1) }
  }
}

extension OptionSyntax where Value == [String] {
  private static func texts(
    _ takes: String, _ placeholder: String, _ form: OptionForm, _ example: String,
    _ read: @escaping @Sendable (OptionValue, [String]?) -> [String]?
  ) -> OptionSyntax {
    OptionSyntax(
      takes: takes, placeholder: placeholder, form: form, example: example,
      schema: #""type": "array", "items": { "type": "string" }"#, read: read)
  }

  /// Columns, in one argument separated by commas; `adding` them to those given before.
  static func columns(adding: Bool = false, _ example: String) -> OptionSyntax {
    texts("a list of columns", "names", .single, example) { value, before in
      // A file may have an empty list; who gives an argument means something.
      guard let list = value.list, !list.isEmpty || value.text == nil else { return nil }
      return (adding ? before ?? [] : []) + list
    }
  }

  /// Texts, one an argument.
  static func words(_ takes: String, _ placeholder: String, _ example: String) -> OptionSyntax {
    var syntax = texts(takes, placeholder, .repeated, example) { value, _ in value.texts }
    syntax.mayBeginWithDash = true
    return syntax
  }
}

extension [String] {
  /// `a, b or c`
  var alternatives: String {
    dropLast().joined(separator: ", ") + (count > 1 ? " or " : "") + (last ?? "")
  }
}
