/// Sheet names a workbook can have: 1 to 31 characters, none of `[]:*?/\`, no apostrophe at the
/// ends, and no two that differ in case only.
struct SheetNames {
  private var taken: Set<String> = []

  /// The name, or the nearest one that is allowed and free.
  mutating func repaired(_ name: String) -> String {
    var clean = String(
      name.map {
        "[]:*?/\\".contains($0) || $0.unicodeScalars.contains { $0.value < 32 } ? "_" : $0
      }
    )
    while clean.first == "'" { clean.removeFirst() }
    while clean.last == "'" { clean.removeLast() }
    if clean.isEmpty { clean = "Sheet" }
    var candidate = Self.prefix(clean, 31)
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      let suffix = " (\(number))"
      candidate = Self.prefix(clean, 31 - suffix.count) + suffix
      number += 1
    }
    return candidate
  }

  /// The longest beginning of at most `limit` UTF-16 code units.
  static func prefix(_ text: String, _ limit: Int) -> String {
    var units = 0
    return String(
      text.prefix {
        units += $0.utf16.count
        return units <= limit
      })
  }
}
