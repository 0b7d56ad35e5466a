/// What is left of a text when case, accents, punctuation, blanks and the order of words do not
/// count: texts with one fingerprint are likely one value, spelled in several ways.
///
/// The key-collision method of OpenRefine ("Clustering in depth: fingerprint"), but signs that mean
/// something stay: `A+` is not `A-`, `<=50` not `>50`, `1.5` not `15`, `C#` not `C`.
package enum Fingerprint {
  /// Letters without their accents, from U+00C0 to U+017F; a blank for a sign.
  private static let letters = Array(
    ("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
      + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").unicodeScalars)

  private static let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .format, .control]
  private static let punctuation: Set<Unicode.GeneralCategory> = [
    .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
    .otherPunctuation, .connectorPunctuation,
  ]

  /// The fingerprint; empty for a text of punctuation alone.
  package static func of(_ text: String) -> String {
    let scalars = Array(text.lowercased().unicodeScalars)
    var words = [String.UnicodeScalarView()]
    for (index, scalar) in scalars.enumerated() {
      switch reading(scalar, in: scalars, at: index) {
      case .kept(let letter): words[words.count - 1].append(letter)
      case .dropped: break
      case .blank:
        if words.last?.isEmpty == false { words.append(String.UnicodeScalarView()) }
      }
    }
    return words.lazy.filter { !$0.isEmpty }.map { String($0) }.sorted().joined(separator: " ")
  }

  private enum Reading {
    case kept(Unicode.Scalar)
    case dropped
    case blank
  }

  private static func reading(
    _ scalar: Unicode.Scalar, in all: [Unicode.Scalar], at index: Int
  ) -> Reading {
    let before = index > 0 ? all[index - 1] : " "
    let behind = index + 1 < all.count ? all[index + 1] : " "
    switch scalar {
    case "a"..."z", "0"..."9": return .kept(scalar)
    // Between digits they are part of a number, a time or a day.
    case _ where isDigit(before) && isDigit(behind) && ".,:/'-_".unicodeScalars.contains(scalar):
      return .kept(scalar)
    case ".", "'": return .dropped
    // At one end of a word it is a sign, as in `A-` and `-5`.
    case "-" where before.isBlankOrNone != behind.isBlankOrNone: return .kept(scalar)
    case ",", ":", "/", "-", "_", "(", ")", "[", "]", "{", "}", "\"", ";", "!", "?", "\\", "`":
      return .blank
    case _ where scalar.isASCII: return scalar.value <= 0x20 ? .blank : .kept(scalar)
    case _ where (0xC0..<0x180).contains(scalar.value):
      let letter = letters[Int(scalar.value) - 0xC0]
      return letter == " " ? .blank : .kept(letter)
    default:
      let category = scalar.properties.generalCategory
      if marks.contains(category) { return .dropped }
      return scalar.properties.isWhitespace || punctuation.contains(category)
        ? .blank : .kept(scalar)
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

extension Unicode.Scalar {
  fileprivate var isBlankOrNone: Bool { value <= 0x20 || properties.isWhitespace }
}
