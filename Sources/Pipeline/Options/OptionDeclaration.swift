import RowcastModeling

/// The commands of the program.
public enum RunCommand: String, Sendable, Hashable, CaseIterable {
  /// In the order in which help lists them.
  case convert, inspect, odd, train, evaluate, predict, explain, report, export, activations, config

  /// Those that read a table.
  static let readers: Set<RunCommand> = [
    .convert, .inspect, .odd, .train, .evaluate, .predict, .explain, .report,
  ]
}

/// What an option is about: where help and the reference list it.
public enum OptionSection: String, Sendable, Hashable, CaseIterable {
  /// What is of single commands; it has no title.
  case main = ""
  /// How a model is trained.
  case learning = "Learning"
  /// What networks alone have.
  case network = "Multilayer perceptron"
  /// How an input is read.
  case reading = "Reading"
  /// What all commands but `config` take.
  case common = "Common"
}

/// What one option is: the only description of it. The command line, the configuration file and
/// its JSON Schema, help, manual and completions, and the check that it applies to an input or an
/// output come from it.
public struct OptionDeclaration: Sendable {
  /// Its name on the command line, after `--`.
  public let name: String
  /// Its letter, after `-`.
  public let short: Character?
  /// The commands that take it.
  public let commands: Set<RunCommand>
  /// Where help and the reference list it.
  public let section: OptionSection
  /// Whether it is a flag, takes one value, or may be repeated.
  public let form: OptionForm
  /// Whether what follows it is its value even when it begins with a dash.
  public let mayBeginWithDash: Bool
  /// Whether its command cannot do without.
  public let isRequired: Bool
  /// What stands for its value in a synopsis.
  public let placeholder: String
  /// What a shell offers for its value.
  public let completion: OptionCompletion
  /// What it does, in a sentence, with the values that it has and the one that holds without it.
  public let help: String

  /// Its key in a configuration file; nil when it has none.
  let key: String?
  let inputs: Set<InputKind>
  let outputs: Set<FileFormat>
  let models: Set<ModelKind>
  /// What it takes, in words.
  let takes: String
  /// What it does, without values and default.
  let purpose: String
  private let hints: [String]
  let example: String
  let schema: String
  private let change: @Sendable (OptionValue, inout RunOptions) -> Bool
  /// Whether options ask for something else than what holds by itself.
  let isAsked: @Sendable (RunOptions) -> Bool
  /// Makes options ask for what holds by itself.
  let reset: @Sendable (inout RunOptions) -> Void

  /// - Parameters:
  ///   - fallback: what holds without the option, in words; nil to find it from the data.
  ///   - key: its key in a configuration file when that is not its name; empty for none.
  ///   - inputs: the kinds of input that it is for.
  ///   - outputs: the formats of output that it is for.
  ///   - models: the models that it is for.
  init<Value: Equatable & Sendable>(
    _ name: String, short: Character? = nil, _ commands: Set<RunCommand>,
    _ section: OptionSection = .main, _ purpose: String, _ syntax: OptionSyntax<Value>,
    fallback: String? = nil, key: String? = nil, isRequired: Bool = false,
    inputs: Set<InputKind> = InputKind.all, outputs: Set<FileFormat> = FileFormat.all,
    models: Set<ModelKind> = ModelKind.all,
    to path: any WritableKeyPath<RunOptions, Value> & Sendable
  ) {
    let names = Self.givenNames(section, commands)
    self.init(
      name, short, commands, section, purpose, syntax, fallback, key, isRequired, inputs, outputs,
      models,
      change: { value, options in
        guard let new = syntax.read(value, options[keyPath: path]) else { return false }
        options[keyPath: path] = new
        if let names { options[keyPath: names].insert(name) }
        return true
      },
      isAsked: { options in
        options[keyPath: path] != RunOptions.standard[keyPath: path]
          || names.map { options[keyPath: $0].contains(name) } ?? false
      },
      reset: {
        $0[keyPath: path] = RunOptions.standard[keyPath: path]
        if let names { $0[keyPath: names].remove(name) }
      })
  }

  /// An option whose value is nil when it is not given; `none` is what takes a value back.
  init<Value: Equatable & Sendable>(
    _ name: String, short: Character? = nil, _ commands: Set<RunCommand>,
    _ section: OptionSection = .main, _ purpose: String, _ syntax: OptionSyntax<Value>,
    fallback: String? = nil, none: String? = nil, key: String? = nil, isRequired: Bool = false,
    inputs: Set<InputKind> = InputKind.all, outputs: Set<FileFormat> = FileFormat.all,
    models: Set<ModelKind> = ModelKind.all,
    into path: any WritableKeyPath<RunOptions, Value?> & Sendable
  ) {
    var syntax = syntax
    if let none {
      syntax.takes += ", or \(none)"
      syntax.schema = #""anyOf": [{ \#(syntax.schema) }, { "const": "\#(none)" }]"#
    }
    let read = syntax.read
    self.init(
      name, short, commands, section, purpose, syntax, fallback, key, isRequired, inputs, outputs,
      models,
      change: { value, options in
        if let none, value.text == none {
          options[keyPath: path] = nil
          return true
        }
        guard let new = read(value, options[keyPath: path]) else { return false }
        options[keyPath: path] = new
        return true
      },
      isAsked: { $0[keyPath: path] != nil }, reset: { $0[keyPath: path] = nil })
  }

  private init<Value>(
    _ name: String, _ short: Character?, _ commands: Set<RunCommand>, _ section: OptionSection,
    _ purpose: String, _ syntax: OptionSyntax<Value>, _ fallback: String?, _ key: String?,
    _ isRequired: Bool, _ inputs: Set<InputKind>, _ outputs: Set<FileFormat>,
    _ models: Set<ModelKind>,
    change: @escaping @Sendable (OptionValue, inout RunOptions) -> Bool,
    isAsked: @escaping @Sendable (RunOptions) -> Bool,
    reset: @escaping @Sendable (inout RunOptions) -> Void
  ) {
    self.name = name
    self.short = short
    self.commands = commands
    self.section = section
    self.isRequired = isRequired
    self.key =
      key?.isEmpty == true
      ? nil : key ?? (commands.contains(.train) && section != .common ? name : nil)
    self.inputs = inputs
    self.outputs = outputs
    self.models = models
    self.purpose = purpose
    self.change = change
    self.isAsked = isAsked
    self.reset = reset
    form = syntax.form
    placeholder = syntax.placeholder
    completion = syntax.completion
    takes = syntax.takes
    hints = syntax.hints
    mayBeginWithDash = syntax.mayBeginWithDash
    example = syntax.example
    schema = syntax.schema
    var help = purpose
    if let owner = Self.owner(inputs: inputs, outputs: outputs) {
      help =
        owner.prefix(1).uppercased() + owner.dropFirst() + ": "
        + help.prefix(1).lowercased() + help.dropFirst()
    }
    let values = syntax.form == .single ? syntax.choices.joined(separator: ", ") : ""
    let rest = [values, fallback.map { "default: \($0)" } ?? ""].filter { !$0.isEmpty }
    self.help = help + (rest.isEmpty ? "." : " (\(rest.joined(separator: "; "))).")
  }

  /// Where an option of reading or writing is kept as given, be it with what holds without it: what does
  /// not apply is refused whatever its value is.
  private static func givenNames(
    _ section: OptionSection, _ commands: Set<RunCommand>
  ) -> (any WritableKeyPath<RunOptions, Set<String>> & Sendable)? {
    let reading: any WritableKeyPath<RunOptions, Set<String>> & Sendable = \.reading.given
    let writing: any WritableKeyPath<RunOptions, Set<String>> & Sendable = \.writing.given
    switch section {
    case .reading: return reading
    case .main: return commands.contains(.convert) ? writing : nil
    case .learning, .network, .common: return nil
    }
  }

  /// Whose option it is, when it is not everybody's.
  private static func owner(inputs: Set<InputKind>, outputs: Set<FileFormat>) -> String? {
    if inputs != InputKind.all { return inputs.map(\.name).sorted().joined(separator: ", ") }
    if outputs != FileFormat.all {
      return outputs.map(\.title).sorted().joined(separator: ", ")
    }
    return nil
  }

  /// Changes what it is for.
  /// - Throws: ``PipelineError`` of wrong usage with what it takes and what was found.
  public func set(_ value: OptionValue, in options: inout RunOptions) throws(PipelineError) {
    try set(value, in: &options, named: "--" + name, at: "")
  }

  func set(
    _ value: OptionValue, in options: inout RunOptions, named name: String, at place: String
  ) throws(PipelineError) {
    if case .arguments(let texts) = value, form == .single, texts.count > 1 {
      throw PipelineError(
        "\(name) takes one value, and is given \(texts.count) times", at: place, kind: .usage)
    }
    guard !change(value, &options) else { return }
    let given = value.texts ?? value.pairs?.flatMap { [$0.name, $0.value.text ?? ""] } ?? []
    let words = given.flatMap { $0.split(separator: "=").map(String.init) }
    let near = words.last { !NearestNames.of($0, among: hints).isEmpty && !hints.contains($0) }
    let hint = near.map { NearestNames.hint($0, among: hints) } ?? ""
    throw PipelineError(
      "\(name) takes \(takes) (found \(value.found))\(hint)", at: place, kind: .usage)
  }
}
