public import RowcastFeatures
public import RowcastTabular

extension Remedy {
  /// The option of the program as it is typed: `--role zip=category`.
  var option: String {
    if setting == .drop { return "--drop " + TerminalText.shellWord(values.joined(separator: ",")) }
    let given = values.map { value in
      TerminalText.shellWord(column.map { "\($0)=\(value)" } ?? value)
    }
    return given.isEmpty
      ? "--\(setting.rawValue)"
      : given.map { "--\(setting.rawValue) \($0)" }.joined(separator: " ")
  }

  /// The option of the program that sets it, and what it does: `--encoding chooses another`.
  public var words: String {
    let option = "--\(setting.rawValue)"
    let given = values.map { value in
      TerminalText.shellWord(column.map { "\($0)=\(value)" } ?? value)
    }
    let both = given.map { "\(option) \($0)" }.joined(separator: " or ")
    switch setting {
    case .encoding: return given.isEmpty ? "\(option) chooses another" : "\(both) reads it as that"
    case .delimiter: return "--delimiter and --quote set them"
    case .decimal: return "\(option) says which mark it is"
    case .columnKind, .dateFormat: return "\(both) reads \(values.count > 1 ? "them" : "it")"
    case .truthWords:
      return "--true and --false name the words for it, such as --true 1 --false 0"
    case .sheet: return "\(option) chooses another"
    case .header:
      let rows = values.compactMap { Int($0) }
      let areTwo = zip(rows, rows.dropFirst()).allSatisfy { $0 + 1 == $1 }
      return "\(option) \(values.joined(separator: ",")) takes \(areTwo ? "both" : "all of them")"
    case .limit: return "\(option) \(values.first ?? "NAME")=N raises it"
    case .rowCount: return "\(option) takes fewer rows"
    case .role: return "\(both) changes it"
    case .nullToken:
      return self.option + " \(values.count > 1 ? "reads them" : "reads it") as no value"
    case .foldLevels: return "\(option) takes them as one in a training"
    case .drop:
      return self.option + " leaves \(values.count > 1 ? "them" : "it") out of a training"
    case .condition: return "\(both) leaves them out"
    }
  }
}

extension Diagnostic {
  /// The message, and what can be done about it.
  public var advice: String { remedy.map { "\(self); \($0.words)" } ?? description }
}

extension RoleAssignment {
  /// The reason, and what can be done about it.
  public var advice: String { remedy.map { "\(reason.words); \($0.words)" } ?? reason.words }
}
