import ArgumentParser
import RowcastPipeline

/// The options of one section of the table, as ArgumentParser's own.
///
/// ArgumentParser finds the options of a type by a mirror of it and decodes what was given by their
/// names; here both come from the table, so that parsing, help, completions and manual stay
/// ArgumentParser's, and no option is declared a second time.
struct SectionArguments<Command: TableCommand, Section: TableSection>: ParsableArguments {
  /// What was given, in the order of the table.
  private(set) var given: [(option: OptionDeclaration, value: OptionValue)] = []

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: OptionKey.self)
    for option in Self.options {
      if let value = try option.value(in: container) { given.append((option, value)) }
    }
  }

  private static var options: [OptionDeclaration] {
    OptionTable.options(of: Command.command, in: Section.section)
  }
}

extension SectionArguments: CustomReflectable {
  var customMirror: Mirror {
    Mirror(
      self, children: Self.options.map { (label: $0.name as String?, value: $0.wrapper) })
  }
}

/// The name of an option, as a key of what was parsed.
private struct OptionKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension OptionDeclaration {
  /// The property wrapper that declares this option to ArgumentParser.
  fileprivate var wrapper: Any {
    var names: NameSpecification = .customLong(name)
    if let short { names = [.customShort(short), .customLong(name)] }
    let help = ArgumentHelp(stringLiteral: help).named(placeholder)
    switch form {
    case .flag:
      return Flag<Bool>(wrappedValue: false, name: names, help: help)
    case .single where isRequired:
      return Option<String>(name: names, help: help, completion: completion.kind)
    case .repeated, .single:
      // Given twice, a value that can be one alone is refused with the others of the table.
      return Option<[String]>(
        wrappedValue: [], name: names,
        parsing: mayBeginWithDash ? .unconditionalSingleValue : .singleValue, help: help,
        completion: completion.kind)
    }
  }

  /// What was given for it; nil when nothing was.
  fileprivate func value(in container: KeyedDecodingContainer<OptionKey>) throws -> OptionValue? {
    let key = OptionKey(stringValue: name)
    switch form {
    case .flag:
      return try container.decode(Flag<Bool>.self, forKey: key).wrappedValue ? .flag : nil
    case .repeated,
      .single where !isRequired:
      let texts = try container.decode(Option<[String]>.self, forKey: key).wrappedValue
      return texts.isEmpty ? nil : .arguments(texts)
    case .single:
      return .arguments([try container.decode(Option<String>.self, forKey: key).wrappedValue])
    }
  }
}

extension ArgumentHelp {
  fileprivate func named(_ placeholder: String) -> ArgumentHelp {
    var help = self
    help.valueName = placeholder.isEmpty ? nil : placeholder
    return help
  }
}

extension OptionCompletion {
  fileprivate var kind: CompletionKind? {
    switch self {
    case .none: nil
    case .list(let names): .list(names)
    case .files(let extensions): .file(extensions: extensions)
    }
  }
}
