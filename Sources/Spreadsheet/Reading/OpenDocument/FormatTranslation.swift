import RowcastTabular
import RowcastXMLEvents

/// Data styles of OpenDocument as format codes, the form in which everything else knows number
/// formats (OpenDocument 1.3 part 3, 16.29).
enum FormatTranslation {
  /// A data style: the code of its own, and the styles that are in its place for some values.
  struct DataStyle: Sendable {
    var code: String
    var maps: [(condition: String, style: String)] = []
  }

  /// Reads the data style whose start was read last, and leaves its element; nil when it is none.
  static func read(
    _ reader: PartReader
  ) throws(SpreadsheetError) -> (name: String, style: DataStyle)? {
    let number = OpenDocumentNames.number
    let kinds: [StaticString] = [
      "number-style", "percentage-style", "currency-style", "date-style", "time-style",
      "boolean-style", "text-style",
    ]
    var isStyle = false
    for kind in kinds where reader.isNamed(kind, in: number) { isStyle = true }
    guard isStyle, let name = try reader.attribute("name", in: OpenDocumentNames.style) else {
      return nil
    }
    let isElapsed = try reader.attribute("truncate-on-overflow", in: number) == "false"
    let isText = reader.isNamed("text-style", in: number)
    var code = ""
    var maps: [(condition: String, style: String)] = []
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { break }
      if event == .start, reader.namespace == number, code.utf8.count < 1000 {
        code += try part(reader, isElapsed: isElapsed && !code.contains("["))
      } else if event == .start, maps.count < 2, reader.isNamed("map", in: OpenDocumentNames.style),
        let condition = try reader.attribute("condition", in: OpenDocumentNames.style),
        let style = try reader.attribute("apply-style-name", in: OpenDocumentNames.style)
      {
        maps.append((condition, style))
      }
    }
    return (name, DataStyle(code: isText ? "@" : code.isEmpty ? "General" : code, maps: maps))
  }

  /// The code of a style that is in place for some values, as a section of a format:
  /// `value()>=0` is what a first section is for, unless it says more.
  static func section(_ code: String, for condition: String) -> String {
    let bare = condition.filter { $0 != " " }
    guard bare.hasPrefix("value()") else { return code }
    let comparison = bare.dropFirst(7).replacing("!=", with: "<>")
    return [">=0", ">0", "<0"].contains(comparison) ? code : "[\(comparison)]\(code)"
  }

  private static func part(
    _ reader: PartReader, isElapsed: Bool
  ) throws(SpreadsheetError) -> String {
    let number = OpenDocumentNames.number
    func isNamed(_ name: StaticString) -> Bool { reader.isNamed(name, in: number) }
    func isLong() throws(SpreadsheetError) -> Bool {
      try reader.attribute("style", in: number) == "long"
    }
    func digits(_ name: StaticString) throws(SpreadsheetError) -> Int {
      max(0, min(30, try reader.attribute(name, in: number).flatMap { Int($0) } ?? 0))
    }
    if isNamed("number") || isNamed("scientific-number") {
      let whole = String(repeating: "0", count: max(1, try digits("min-integer-digits")))
      let places = try digits("decimal-places")
      let isGrouped = try reader.attribute("grouping", in: number) == "true"
      let fraction = places > 0 ? "." + String(repeating: "0", count: places) : ""
      let exponent = String(repeating: "0", count: max(1, try digits("min-exponent-digits")))
      return (isGrouped && whole.count == 1 ? "#,##0" : whole) + fraction
        + (isNamed("number") ? "" : "E+" + exponent)
    }
    if isNamed("fraction") { return "# ?/?" }
    if isNamed("text") || isNamed("currency-symbol") {
      return literal(try characters(reader))
    }
    if isNamed("year") { return try isLong() ? "yyyy" : "yy" }
    if isNamed("month") {
      let isName = try reader.attribute("textual", in: number) == "true"
      return try isName ? (isLong() ? "mmmm" : "mmm") : (isLong() ? "mm" : "m")
    }
    if isNamed("day") { return try isLong() ? "dd" : "d" }
    if isNamed("day-of-week") { return try isLong() ? "dddd" : "ddd" }
    if isNamed("quarter") || isNamed("era") || isNamed("week-of-year") { return "" }
    if isNamed("hours") {
      let hours = try isLong() ? "hh" : "h"
      return isElapsed ? "[\(hours)]" : hours
    }
    if isNamed("minutes") {
      let minutes = try isLong() ? "mm" : "m"
      return isElapsed ? "[\(minutes)]" : minutes
    }
    if isNamed("seconds") {
      let seconds = try isLong() ? "ss" : "s"
      let places = min(3, try digits("decimal-places"))
      return (isElapsed ? "[\(seconds)]" : seconds)
        + (places > 0 ? "." + String(repeating: "0", count: places) : "")
    }
    if isNamed("am-pm") { return "AM/PM" }
    if isNamed("text-content") { return "@" }
    return ""
  }

  private static func characters(_ reader: PartReader) throws(SpreadsheetError) -> String {
    var text: [UInt8] = []
    loop: while true {
      let event = try reader.next()
      switch event {
      case .text, .cdata: try reader.appendText(event, to: &text)
      case .start: try reader.skipElement()
      default: break loop
      }
    }
    return String(decoding: text.prefix(100), as: UTF8.self)
  }

  /// Characters as they stand: signs that mean themselves, others in quotes.
  private static func literal(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { " -/:.,()%€$£¥".unicodeScalars.contains($0) }
    return isPlain ? text : "\"" + text.filter { $0 != "\"" } + "\""
  }
}
