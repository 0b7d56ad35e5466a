/// Lines for a terminal: wrapped at a width, aligned by what characters really take, colored on
/// request, and free of control characters that data could smuggle in.
package struct TerminalText {
  package enum Tone: String {
    case plain = ""
    case strong = "1"
    case quiet = "2"
    case good = "32"
    case careful = "33"
    case bad = "31"
    case accent = "36"
  }

  let colors: Bool
  let width: Int
  package private(set) var text = ""

  package init(colors: Bool, width: Int = .max) {
    self.colors = colors
    self.width = max(40, width)
  }

  package mutating func line(_ value: String = "", _ tone: Tone = .plain) {
    text += styled(TerminalText.clean(value), tone) + "\n"
  }

  /// A line whose beginning has another tone.
  mutating func line(_ beginning: String, _ tone: Tone, andThen rest: String) {
    text += styled(TerminalText.clean(beginning), tone) + TerminalText.clean(rest) + "\n"
  }

  /// A heading with an empty line before it.
  mutating func heading(_ value: String) {
    line()
    line(value, .strong)
  }

  /// Words wrapped at the width; further lines begin with `indent` blanks.
  mutating func paragraph(
    _ value: String, first: String = "", indent: Int = 0, _ tone: Tone = .plain
  ) {
    var current = first
    var isEmpty = true
    for word in TerminalText.clean(value).split(separator: " ") {
      if !isEmpty, TerminalText.width(of: current) + 1 + TerminalText.width(of: word) > width {
        text += styled(current, tone) + "\n"
        current = String(repeating: " ", count: indent)
        isEmpty = true
      }
      if !isEmpty { current += " " }
      current += word
      isEmpty = false
    }
    text += styled(current, tone) + "\n"
  }

  /// Rows with aligned columns: the first to the left, the others to the right.
  mutating func table(_ table: NumberTable, firstLimit: Int = 34) {
    let rows = ([table.head] + table.rows).map { row in
      row.enumerated().map { i, cell in
        i == 0 ? shortened(TerminalText.clean(cell), firstLimit) : TerminalText.clean(cell)
      }
    }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TerminalText.width(of: $0[column]) : 0 }.max() ?? 0
    }
    for (number, row) in rows.enumerated() {
      var parts: [String] = []
      for (column, cell) in row.enumerated() {
        let pad = String(
          repeating: " ", count: max(0, widths[column] - TerminalText.width(of: cell)))
        parts.append(column == 0 ? cell + pad : pad + cell)
      }
      var line = Substring("  " + parts.joined(separator: "  "))
      while line.last == " " { line.removeLast() }
      text += styled(String(line), number == 0 ? .quiet : .plain) + "\n"
    }
  }

  /// A bar of `cells` character cells filled by `share`.
  static func bar(_ share: Double, cells: Int) -> String {
    let filled = Int((min(1, max(0, share)) * Double(cells)).rounded())
    return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
  }

  private func styled(_ value: String, _ tone: Tone) -> String {
    colors && tone != .plain && !value.isEmpty ? "\u{1B}[\(tone.rawValue)m\(value)\u{1B}[0m" : value
  }

  /// On one line, with what a terminal would obey made visible: control characters, and those that
  /// turn the direction of a text.
  package static func clean(_ value: some StringProtocol) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
      case "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Cleaned, and cut behind so many character cells.
  package static func cut(_ value: String, _ limit: Int) -> String {
    // A character of many scalars still takes two cells at most: of a long text its start is enough.
    let text = clean(
      value.unicodeScalars.prefix(limit * 8).reduce(into: "") {
        $0.unicodeScalars.append($1)
      })
    var cells = 0
    var end = text.startIndex
    for index in text.indices {
      cells += width(of: text[index...index])
      if cells > limit { return text[..<end] + "…" }
      if cells < limit { end = text.index(after: index) }
    }
    return text
  }

  /// Cut, and filled up with blanks to so many character cells.
  package static func padded(_ value: String, _ cells: Int) -> String {
    let text = cut(value, cells)
    return text + String(repeating: " ", count: max(0, cells - width(of: text)))
  }

  /// The cells of the widest of some texts, at most `limit`.
  package static func width(_ values: some Sequence<String>, least: Int = 0, limit: Int) -> Int {
    values.reduce(least) { max($0, width(of: cut($1, limit))) }
  }

  /// A text as one word of a shell's command.
  package static func shellWord(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        true
      default: "._/-+=:,@%".utf8.contains(byte)
      }
    }
    if isPlain, !value.isEmpty { return value }
    return "'"
      + value.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#) + "'"
  }

  /// The character cells a text takes: two for the wide characters of East Asia and pictographs.
  package static func width(of value: some StringProtocol) -> Int {
    value.reduce(0) { sum, character in
      guard let scalar = character.unicodeScalars.first else { return sum }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return sum + 2
      default: return sum + 1
      }
    }
  }
}
