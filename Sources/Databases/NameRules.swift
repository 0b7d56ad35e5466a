/// What a database does not let names be.
struct NameRules {
  /// The most bytes; what is beyond would be cut off by the database.
  var byteLimit: Int = .max
  /// Whether names that differ by the case of ASCII letters alone are one.
  var foldsCase = true
  /// Names that are the database's own.
  var reserved: Set<String> = []
  var reservedPrefix = ""

  init(columnsOf dialect: DatabaseDialect) {
    guard dialect == .postgres else { return }
    byteLimit = 63
    foldsCase = false
    reserved = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"]
  }

  init(tablesOf dialect: DatabaseDialect) {
    self.init(columnsOf: dialect)
    reserved = []
    if dialect == .sqlite { reservedPrefix = "sqlite_" }
  }

  /// Names that the database takes: cut, and numbered where they would be one.
  /// - Parameter others: names that are given already.
  func names(for wanted: [String], besides others: [String] = []) -> [String] {
    var taken = Set((reserved + others).map(key))
    // A name that can stay stays, wherever it stands.
    var isKept = [Bool](repeating: false, count: wanted.count)
    for (i, name) in wanted.enumerated() where isFine(name) {
      isKept[i] = taken.insert(key(name)).inserted
    }
    var next: [[UInt8]: Int] = [:]
    return wanted.enumerated().map { i, name in
      if isKept[i] { return name }
      let base = repaired(name)
      if taken.insert(key(base)).inserted { return base }
      var number = next[key(base), default: 2]
      var numbered: String
      repeat {
        let end = "_\(number)"
        numbered = cut(base, to: byteLimit - end.utf8.count) + end
        number += 1
      } while !taken.insert(key(numbered)).inserted
      next[key(base)] = number
      return numbered
    }
  }

  /// Why a name had to be another, as the end of a sentence about names of the database.
  func reason(_ wanted: String) -> String {
    if wanted.isEmpty { return "have a character" }
    if wanted.unicodeScalars.contains("\0") { return "have no character U+0000" }
    if reserved.map(key).contains(key(wanted)) { return "are not those it has of its own" }
    if !reservedPrefix.isEmpty, key(wanted).starts(with: reservedPrefix.utf8) {
      return "begin with \(reservedPrefix) only where they are its own"
    }
    if wanted.utf8.count > byteLimit { return "have at most \(byteLimit) bytes" }
    return foldsCase ? "differ by more than case" : "differ"
  }

  private func isFine(_ name: String) -> Bool { repaired(name) == name }

  private func repaired(_ name: String) -> String {
    var scalars = name.unicodeScalars
    if scalars.contains("\0") {
      scalars = String.UnicodeScalarView(scalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })
    }
    var text = String(scalars)
    if !reservedPrefix.isEmpty, key(text).starts(with: reservedPrefix.utf8) { text = "_" + text }
    if text.isEmpty { text = "_" }
    return cut(text, to: byteLimit)
  }

  private func cut(_ name: String, to limit: Int) -> String {
    guard name.utf8.count > limit else { return name }
    var scalars = String.UnicodeScalarView()
    var bytes = 0
    for scalar in name.unicodeScalars {
      bytes += UTF8.width(scalar)
      if bytes > limit { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// What is the same for names that are one; bytes, since a database knows no canonical equivalence.
  func key(_ name: String) -> [UInt8] {
    name.utf8.map {
      foldsCase && UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0
    }
  }
}
