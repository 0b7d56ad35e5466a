package import RowcastJSONSchema
package import RowcastJSONText

extension SchemaViolation {
  /// What is wrong, in a sentence without its row: `"amount": expected at least 0 (found -3)`.
  /// - Parameter record: the whole value, in which the path leads to the part.
  package func words(of record: JSONValue) -> String {
    let part = part(of: record)
    let found = " (found \(Self.shown(part ?? .null)))"
    let name = name
    let lead = name.isEmpty ? "" : name + ": "
    switch reason {
    case .missing(let key): return lead + "\"\(key)\" is missing"
    case .forbidden: return lead + "nothing may be here" + found
    case .type(let allowed, _): return lead + "expected " + Self.choice(allowed) + found
    case .value(let allowed): return lead + "expected " + Self.choice(allowed) + found
    case .bound(let bound, let isLower, let isExclusive):
      let words = isLower ? (isExclusive ? "above" : "at least") : isExclusive ? "below" : "at most"
      return lead + "expected \(words) \(bound)" + found
    case .multiple(let number): return lead + "expected a multiple of \(number)" + found
    case .count(let counted, let limit, let isLeast, let count):
      return lead + "expected at \(isLeast ? "least" : "most") \(limit) \(counted.rawValue) "
        + "(found \(count))"
    case .pattern(let pattern): return lead + "expected the pattern \(pattern)" + found
    case .format(let format): return lead + "expected the format \(format)" + found
    case .repeatedItems: return lead + "two elements are equal" + found
    case .alternatives(let keyword, let fitting):
      return lead + "fits \(fitting == 0 ? "none" : "\(fitting)") of \(keyword)"
        + (fitting == 0 ? "" : ", and one is asked for") + found
    case .negated: return lead + "fits what \"not\" excludes" + found
    }
  }

  /// The column, and the way into its value where there is one.
  private var name: String {
    guard case .key(let key)? = path.first else { return pointer }
    let rest = SchemaViolation(path: Array(path.dropFirst()), reason: reason).pointer
    return "\"\(key)\"" + rest
  }

  private func part(of record: JSONValue) -> JSONValue? {
    var part: JSONValue? = record
    for step in path {
      switch step {
      case .key(let key): part = part?[key]
      case .index(let index): part = part?[index]
      }
    }
    return part
  }

  private static func shown(_ value: JSONValue) -> String {
    let text = value.text()
    return text.count > 60 ? text.prefix(57) + "..." : text
  }

  /// `a`, `a or b`, `a, b, c or 9 more`
  private static func choice(_ values: [String]) -> String {
    let most = 5
    let shown = values.prefix(values.count > most + 1 ? most : values.count).map { text in
      text.count > 40 ? text.prefix(37) + "..." : text
    }
    let rest = values.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " or one of \(rest) more" }
    return shown.dropLast().joined(separator: ", ") + (shown.count > 1 ? " or " : "")
      + (shown.last ?? "nothing")
  }
}
