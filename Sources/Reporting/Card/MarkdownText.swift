/// Text as it stands in Markdown: nothing from the data can become markup.
enum MarkdownText {
  static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~":
        result += "\\" + String(scalar)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\n", "\r", "\t": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A table; the first column to the left, the others to the right.
  static func table(_ table: NumberTable) -> String {
    let head = "| " + table.head.map(escaped).joined(separator: " | ") + " |\n"
    let rule =
      "|" + table.head.indices.map { $0 == 0 ? " --- |" : " ---: |" }.joined() + "\n"
    let rows = table.rows.map { "| " + $0.map(escaped).joined(separator: " | ") + " |\n" }
    return head + rule + rows.joined()
  }
}
