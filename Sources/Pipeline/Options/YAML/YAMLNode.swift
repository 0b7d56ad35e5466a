/// A value of a YAML document, and where it stands.
///
/// Scalars are kept as their text: what an option takes decides what a text means, so that
/// `positive: yes` is the label that it looks like.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    /// A text; `isPlain` when it stands without quotes and without a tag.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([(key: String, value: YAMLNode)])
  }

  var content: Content
  /// The line and the column of its beginning, from 1.
  var line: Int
  var column: Int

  /// The text of a scalar; nil for lists and maps, and where nothing is written.
  var text: String? {
    guard case .scalar(let text, let isPlain) = content, !(isPlain && text.isEmpty) else {
      return nil
    }
    return text
  }

  /// The text of a scalar as numbers are written in options: `0x1F` and `0o17` of the core schema
  /// in decimal digits.
  var number: String? {
    guard let text, case .scalar(_, true) = content else { return text }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
      return Int(text.dropFirst(2), radix: radix).map(String.init) ?? text
    }
    return text
  }

  /// The texts of a list, or the one text; nil when something in it is no text.
  var texts: [String]? {
    guard case .sequence(let items) = content else { return text.map { [$0] } }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }

  /// What stands here, in words.
  var found: String {
    switch content {
    case .scalar("", true): "nothing"
    case .scalar(let text, _): text
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }
}

/// Why a text is no YAML that can be read here.
struct YAMLError: Error {
  var message: String
  /// From 1.
  var line: Int
  var column: Int
}
