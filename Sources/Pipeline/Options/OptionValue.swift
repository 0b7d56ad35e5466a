/// What was given for an option: on the command line, or in a configuration file.
public enum OptionValue: Sendable {
  /// A flag that stands there.
  case flag
  /// The texts that an option was given on the command line, in their order.
  case arguments([String])
  /// The value of a key.
  case node(Node)

  /// A value of a configuration file.
  public struct Node: Sendable {
    let yaml: YAMLNode
  }

  /// The one text of a value that takes one; the last when it was given several times.
  var text: String? {
    switch self {
    case .flag: nil
    case .arguments(let texts): texts.last
    case .node(let node): node.yaml.text
    }
  }

  /// The text of a number.
  var number: String? {
    if case .node(let node) = self { node.yaml.number } else { text }
  }

  /// Several texts, each as it stands.
  var texts: [String]? {
    switch self {
    case .flag: nil
    case .arguments(let texts): texts
    case .node(let node): node.yaml.texts
    }
  }

  /// Several texts that stand in one argument, or one text of a file, separated by commas; quotes
  /// hold a comma in a text, as in CSV. The items of a file's list stand as they are.
  var list: [String]? {
    switch self {
    case .flag: nil
    case .arguments(let texts): Self.separated(texts)
    case .node(let node):
      if let text = node.yaml.text { Self.separated([text]) } else { node.yaml.texts }
    }
  }

  /// Names with what they are given: texts such as `NAME=VALUE`, or the members of a map.
  var pairs: [(name: String, value: OptionValue)]? {
    if case .node(let node) = self, case .mapping(let members) = node.yaml.content {
      return members.map { ($0.key, .node(Node(yaml: $0.value))) }
    }
    let pairs = texts?.map { text -> (name: String, value: OptionValue)? in
      guard let equals = text.lastIndex(of: "=") else { return nil }
      return (String(text[..<equals]), .arguments([String(text[text.index(after: equals)...])]))
    }
    return pairs.flatMap { $0.contains { $0 == nil } ? nil : $0.compactMap(\.self) }
  }

  /// What was given, for a message.
  var found: String {
    switch self {
    case .flag: "nothing"
    case .arguments(let texts): texts.map { "\"\($0)\"" }.joined(separator: ", ")
    case .node(let node): node.yaml.found
    }
  }

  private static func separated(_ texts: [String]) -> [String]? {
    let lists = texts.map { separated($0) }
    return lists.contains { $0 == nil } ? nil : lists.flatMap { $0 ?? [] }
  }

  /// The texts between commas, without the blanks around them; nil where a quote is not closed, and where
  /// nothing stands between two commas. A text without any is an empty list.
  static func separated(_ text: String) -> [String]? {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var wasQuoted = false
    var isWhole = true
    func end() {
      let value = wasQuoted ? part : part.trimmingBlanks()
      if value.isEmpty { isWhole = false } else { parts.append(value) }
      (part, wasQuoted) = ("", false)
    }
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted:
        // A quote in quotes is doubled.
        if rest.first == "\"" { part.append(rest.removeFirst()) } else { isQuoted = false }
      case "\"" where part.allSatisfy(\.isWhitespace) && !wasQuoted:
        (part, isQuoted, wasQuoted) = ("", true, true)
      case "," where !isQuoted: end()
      case _ where wasQuoted && !isQuoted && character.isWhitespace: break
      default: part.append(character)
      }
    }
    if text.trimmingBlanks().isEmpty { return [] }
    end()
    return isQuoted || !isWhole ? nil : parts
  }
}

extension StringProtocol {
  /// Without blanks at its ends.
  func trimmingBlanks() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
