/// The names of columns that come from keys.
///
/// A key is exact: blanks at its ends and its composition are kept. Nested keys are shown with dots
/// between them, and are another column than a key that has the dots itself.
enum KeyNames {
  /// Between the keys of a path: a noncharacter, which no key holds.
  static let separator = "\u{FFFF}"

  static func shown(_ key: String) -> String {
    key.contains(separator)
      ? String(String.UnicodeScalarView(key.unicodeScalars.map { $0 == "\u{FFFF}" ? "." : $0 }))
      : key
  }

  /// What each key would be called by itself; an empty one is called by its column.
  static func shown(_ keys: [String]) -> [String] {
    keys.enumerated().map { index, key in key.isEmpty ? "column_\(index + 1)" : shown(key) }
  }

  /// A name for each key, no two of which are one for Swift, which takes `é` for `e` with an accent
  /// behind it: who asks for a column by name gets the first. Those behind it are numbered.
  static func distinct(_ keys: [String]) -> [String] {
    let shown = shown(keys)
    // A key that is a name as it stands keeps it, wherever it stands.
    var taken: Set<String> = []
    let isKept = zip(keys, shown).map { key, name in
      key.utf8.elementsEqual(name.utf8) && taken.insert(name).inserted
    }
    var next: [String: Int] = [:]
    return zip(shown, isKept).map { base, isKept in
      if isKept || taken.insert(base).inserted { return base }
      var number = next[base, default: 2]
      while !taken.insert("\(base)_\(number)").inserted { number += 1 }
      next[base] = number + 1
      return "\(base)_\(number)"
    }
  }
}
