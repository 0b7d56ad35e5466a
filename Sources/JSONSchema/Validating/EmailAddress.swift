/// Addresses as mail is sent to, by RFC 5321 and, beyond ASCII, RFC 6531.
///
///     ann.lee@example.com   "ann lee"@example.com   ann@[127.0.0.1]   ann@[IPv6:2001:db8::1]
enum EmailAddress {
  /// Whether a text is an address.
  static func accepts(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    // A quoted name may hold the sign, a domain may not.
    guard let at = scalars.lastIndex(of: "@") else { return false }
    let domain = scalars[scalars.index(after: at)...]
    return isName(scalars[..<at]) && (isDomain(domain) || isAddress(domain))
  }

  private typealias Scalars = Substring.UnicodeScalarView

  private static func isName(_ name: Scalars) -> Bool {
    if name.first == "\"" { return isQuoted(name.dropFirst()) }
    return isDotted(name) {
      $0 > " " && $0 != "\u{7F}" && !"()<>[]:;,\\\"@".unicodeScalars.contains($0)
    }
  }

  /// What follows an opening quote: anything that is printed, quotes and backslashes behind a backslash,
  /// and the closing quote at the end.
  private static func isQuoted(_ text: Scalars) -> Bool {
    var rest = text
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return rest.isEmpty
      case "\\":
        guard let next = rest.popFirst(), " "..."~" ~= next else { return false }
      default:
        guard scalar >= " ", scalar != "\u{7F}" else { return false }
      }
    }
    return false
  }

  private static func isDomain(_ domain: Scalars) -> Bool {
    isDotted(domain) { $0 == "-" || $0.properties.isAlphabetic || "0"..."9" ~= $0 }
  }

  private static func isDotted(_ text: Scalars, _ isAllowed: (Unicode.Scalar) -> Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy(isAllowed)
    }
  }

  /// `[127.0.0.1]`, `[IPv6:::1]`
  private static func isAddress(_ domain: Scalars) -> Bool {
    guard domain.first == "[", domain.last == "]", domain.count > 2 else { return false }
    let text = String(domain.dropFirst().dropLast())
    let mark = "ipv6:"
    guard text.lowercased().hasPrefix(mark) else { return TextFormat.ipv4.accepts(text) }
    return isIPv6(String(text.dropFirst(mark.count)))
  }

  /// Eight groups of up to four hexadecimal digits (RFC 4291): `::` stands once for groups of zeros, and
  /// the last two may be written as an address of version 4.
  private static func isIPv6(_ text: String) -> Bool {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    var count = 0
    for (i, half) in halves.enumerated() where !half.isEmpty {
      let groups = half.split(separator: ":", omittingEmptySubsequences: false)
      for (j, group) in groups.enumerated() {
        let isLast = i == halves.count - 1 && j == groups.count - 1
        if isLast, group.contains(".") {
          guard TextFormat.ipv4.accepts(String(group)) else { return false }
          count += 2
        } else {
          guard (1...4).contains(group.utf8.count),
            group.utf8.allSatisfy({ TextFormat.isHex($0) })
          else { return false }
          count += 1
        }
      }
    }
    return halves.count == 2 ? count < 8 : count == 8
  }
}
