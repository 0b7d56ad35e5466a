import RowcastPipeline

/// What ArgumentParser says of wrong usage, as one line like every other error.
enum UsageWords {
  /// - Parameters:
  ///   - message: the parser's own sentences.
  ///   - arguments: those of the program, its name first.
  static func error(_ message: String, _ arguments: [String]) -> PipelineError {
    let command = arguments.dropFirst().first.flatMap(RunCommand.init(rawValue:))
    let options =
      command.map { command in
        OptionSection.allCases.flatMap { OptionTable.options(of: command, in: $0) }
      } ?? []
    var words = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    if let unknown = quoted(behind: "Unknown option ", in: words), !options.isEmpty {
      words =
        "there is no option \(unknown)"
        + SimilarNames.guess(unknown, among: options.map { "--" + $0.name })
    } else if let option = quoted(behind: "Missing expected argument ", in: words) {
      words = "\(option) is missing"
    } else if let option = quoted(behind: "Missing value for ", in: words) {
      words = "\(option) has no value behind it"
    } else {
      words = words.prefix(1).lowercased() + words.dropFirst()
      if words.last == "." { words.removeLast() }
    }
    let help = (["rowcast"] + (command.map { [$0.rawValue] } ?? [])).joined(separator: " ")
    return PipelineError("\(words); \(help) --help shows what there is", kind: .usage)
  }

  /// A name such as `-dash.csv`, which the parser takes apart into options of one letter, among them
  /// perhaps `-h`; nil where help or the version was asked for.
  static func misread(_ arguments: [String]) -> PipelineError? {
    let given = arguments.dropFirst().prefix { $0 != "--" }
    guard given.first != "help",
      !given.contains(where: { ["-h", "--help", "--version"].contains($0) }),
      let name = given.first(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 2 })
    else { return nil }
    return PipelineError(
      "there is no option \(name); a file of this name is ./\(name)", kind: .usage)
  }

  /// What stands in quotes behind some words: `Unknown option '--pretti'.`
  private static func quoted(behind words: String, in message: String) -> String? {
    guard message.hasPrefix(words + "'") else { return nil }
    let rest = message.dropFirst(words.count + 1)
    return rest.firstIndex(of: "'").map { String(rest[..<$0]) }
  }
}
