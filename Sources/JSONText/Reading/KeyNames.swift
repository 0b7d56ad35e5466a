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

  /// A name for each key, no two of the same bytes; an empty key is named by its column.
  static func distinct(_ keys: [String]) -> [String] {
    var taken = Set(keys.map { Array($0.utf8) })
    var seen: Set<[UInt8]> = []
    return keys.enumerated().map { index, key in
      let base = key.isEmpty ? "column_\(index + 1)" : shown(key)
      let isNew = seen.insert(Array(key.utf8)).inserted
      if isNew, !key.isEmpty, !key.contains(separator) { return key }
      var name = base
      var number = 2
      while !taken.insert(Array(name.utf8)).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      return name
    }
  }

  /// The names that keys of different paths would have, each once.
  static func repeated(_ keys: [String]) -> [String] {
    var seen: [[UInt8]: Int] = [:]
    return shown(keys).filter { name in
      let bytes = Array(name.utf8)
      seen[bytes, default: 0] += 1
      return seen[bytes] == 2
    }
  }
}
