import RowcastTabular
import RowcastXMLEvents

/// A cell of OpenDocument as its XML states it, read the long way: whatever order, nesting and
/// spelling it has (OpenDocument 1.3 part 3, 9.1.4).
struct OpenDocumentCell {
  private(set) var style: String?
  private(set) var repeats = Repeats()
  /// The columns and rows that the cell is shown over.
  private(set) var span = (columns: 1, rows: 1)
  /// The formula without the name of its language and the equals sign.
  private(set) var formula: String?
  private var type: String?
  private var isError = false
  private var number: String?
  private var date: String?
  private var time: String?
  private var truth: String?
  private var stated: String?
  /// The paragraphs, one behind the other with line feeds between.
  private var text: [UInt8] = []
  /// Whether bytes of the text that is stated were none.
  private var isStatedBroken = false
  private var paragraphs = 0

  /// Reads the cell whose start `scanner` has read, to its end.
  init(
    _ scanner: inout XMLScanner, _ bytes: Span<UInt8>, cellBytes: Int
  ) throws(XMLError) {
    try readAttributes(scanner, bytes)
    let outside = scanner.depth - 1
    var isInParagraph = false
    while true {
      let event = try scanner.next(in: bytes, isFinal: true)
      switch event {
      case .end:
        if scanner.depth == outside { return }
        if scanner.depth == outside + 1 { isInParagraph = false }
      case .text where isInParagraph:
        try XMLText.append(scanner.text, of: bytes, to: &text)
      case .cdata where isInParagraph:
        try XMLText.appendCDATA(scanner.text, of: bytes, to: &text)
      case .start:
        if isInParagraph {
          try readInParagraph(&scanner, bytes, cellBytes: cellBytes)
        } else if scanner.namespace == OpenDocumentNames.text,
          scanner.isNamed("p", in: bytes) || scanner.isNamed("h", in: bytes)
        {
          if paragraphs > 0 { text.append(0x0A) }
          paragraphs += 1
          isInParagraph = true
        } else {
          // A comment, a shape, a table in the cell.
          try scanner.skipElement(in: bytes)
        }
      case .finished, .needsInput: throw XMLError(.unexpectedEnd, byte: scanner.offset)
      default: break
      }
      guard text.count <= cellBytes else {
        throw XMLError(.limit(name: "bytes in one cell", value: cellBytes), byte: scanner.offset)
      }
    }
  }

  private mutating func readAttributes(
    _ scanner: XMLScanner, _ bytes: Span<UInt8>
  ) throws(XMLError) {
    let (office, table) = (OpenDocumentNames.office, OpenDocumentNames.table)
    for attribute in scanner.attributes {
      let namespace = scanner.namespace(of: attribute, in: bytes)
      if namespace == office {
        let value = try scanner.value(of: attribute, in: bytes)
        if attribute.isNamed("value-type", in: bytes) {
          type = value
        } else if attribute.isNamed("value", in: bytes) {
          number = value
        } else if attribute.isNamed("date-value", in: bytes) {
          date = value
        } else if attribute.isNamed("time-value", in: bytes) {
          time = value
        } else if attribute.isNamed("boolean-value", in: bytes) {
          truth = value
        } else if attribute.isNamed("string-value", in: bytes) {
          stated = value
          isStatedBroken =
            UTF8Validation.firstError(bytes.extracting(attribute.valueStart..<attribute.valueEnd))
            != nil
        }
      } else if namespace == table {
        let value = try scanner.value(of: attribute, in: bytes)
        if attribute.isNamed("style-name", in: bytes) {
          style = value
        } else if attribute.isNamed("number-columns-repeated", in: bytes) {
          repeats = Repeats(value)
        } else if attribute.isNamed("number-columns-spanned", in: bytes) {
          span.columns = max(1, Repeats(value).count)
        } else if attribute.isNamed("number-rows-spanned", in: bytes) {
          span.rows = max(1, Repeats(value).count)
        } else if attribute.isNamed("formula", in: bytes) {
          formula =
            value.firstIndex(of: "=").map { String(value[value.index(after: $0)...]) }
            ?? value
        }
      } else if namespace == OpenDocumentNames.calc, attribute.isNamed("value-type", in: bytes) {
        isError = try scanner.value(of: attribute, in: bytes) == "error"
      }
    }
  }

  /// An element in a paragraph: blanks, tabs and line ends are characters; spans and links are
  /// walked through; notes, ruby texts and shapes are no text of the cell (6.1).
  private mutating func readInParagraph(
    _ scanner: inout XMLScanner, _ bytes: Span<UInt8>, cellBytes: Int
  ) throws(XMLError) {
    guard scanner.namespace == OpenDocumentNames.text else {
      try scanner.skipElement(in: bytes)
      return
    }
    if scanner.isNamed("s", in: bytes) {
      let count =
        try scanner.attribute("c", namespace: OpenDocumentNames.text, in: bytes)
        .flatMap { Int($0) } ?? 1
      guard count <= cellBytes - text.count else {
        throw XMLError(.limit(name: "bytes in one cell", value: cellBytes), byte: scanner.offset)
      }
      text += [UInt8](repeating: 0x20, count: max(0, count))
    } else if scanner.isNamed("tab", in: bytes) {
      text.append(0x09)
    } else if scanner.isNamed("line-break", in: bytes) {
      text.append(0x0A)
    } else if scanner.isNamed("note", in: bytes) || scanner.isNamed("ruby-text", in: bytes) {
      try scanner.skipElement(in: bytes)
    }
  }

  // MARK: - The value

  /// What the cell holds: the value that is stated, whatever is shown.
  /// - Parameters:
  ///   - format: what its number format shows.
  ///   - dates: whether days and times are wanted as numbers, and every value as it is stated.
  ///   - dayZero: the day that numbers of days count from, in days since 1970-01-01.
  func value(
    _ format: FormatKind?, dates: DateReading, dayZero: Int64
  ) -> (SheetValue, SheetValue.Note?) {
    let (value, note) = valued(format, dates: dates, dayZero: dayZero)
    let isNothing = value == .blank || (value == .text([]) && stated == nil)
    if isNothing, formula != nil {
      // Who computed that there is nothing shows a paragraph of nothing.
      let isEmptyText = paragraphs > 0 && (type == nil || type == "void" || type == "string")
      return isEmptyText ? (.text([]), note) : SheetValue.neverCalculated
    }
    guard note == nil, isStatedBroken || UTF8Validation.firstError(text.span) != nil else {
      return (value, note)
    }
    switch value {
    case .text where type != "string" || stated == nil || isStatedBroken: return (value, .badText)
    case .error: return (value, .badText)
    default: return (value, nil)
    }
  }

  private func valued(
    _ format: FormatKind?, dates: DateReading, dayZero: Int64
  ) -> (SheetValue, SheetValue.Note?) {
    let dayZero = dates == .serials ? dayZero : nil
    // OpenOffice states the value of an error as nothing of its type, and the error nowhere but in
    // what it shows.
    if dates != .asStated, Self.isErrorCode(text), isZero { return (.error(shown), nil) }
    if isError { return (shown.isEmpty ? .blank : .error(shown), nil) }
    switch type {
    case nil: return (shown.isEmpty ? .blank : .text(shown), nil)
    case "string": return (.text(stated.map { Array($0.utf8) } ?? shown), nil)
    case "float", "percentage", "currency":
      let digits = SheetValue.trimmed(Array((number ?? "").utf8))
      guard let read = NumberScan.read(digits) else {
        return unread(.badNumber, number, "a number")
      }
      return (read, nil)
    case "boolean":
      switch truth {
      case "true": return (.boolean(true), nil)
      case "false": return (.boolean(false), nil)
      default:
        // LibreOffice states so a number that is formatted as a truth value.
        guard let read = NumberScan.read(SheetValue.trimmed(Array((truth ?? "").utf8))) else {
          return unread(.badBoolean, truth, "true or false")
        }
        return (read, nil)
      }
    case "date":
      guard let moment = OpenDocumentMoment(date ?? "", as: .date, format) else {
        return unread(.badDate, date, "a date")
      }
      return (moment.value(from: dayZero), moment.note)
    case "time":
      guard let moment = OpenDocumentMoment(time ?? "", as: .duration, format) else {
        return unread(.badDate, time, "a time")
      }
      return (moment.value(from: dayZero), moment.note)
    case "void": return (shown.isEmpty ? .blank : .text(shown), nil)
    case let other?:
      if shown.isEmpty { return (.blank, nil) }
      return (
        .text(shown),
        SheetValue.Note(
          kind: .unknownCellType,
          message: "unknown cell type \"\(other.prefix(40))\", read as text")
      )
    }
  }

  /// Whether the stated value is that which a program writes where it has none.
  private var isZero: Bool {
    switch type {
    case "float", "percentage", "currency":
      NumberScan.read(SheetValue.trimmed(Array((number ?? "").utf8))) == .integer(0)
    case "boolean": truth == "false"
    case "date":
      OpenDocumentMoment(date ?? "", as: .date, nil)?.milliseconds
        == SerialDate.epoch1900 * CivilDate.millisecondsPerDay
    case "time": OpenDocumentMoment(time ?? "", as: .duration, nil)?.milliseconds == 0
    default: false
    }
  }

  /// Whether a text is that of an error value: `#DIV/0!`, `#NAME?`, `Err:508`, and in the words of
  /// whatever language `#N/A`, `#NV`, `#Н/Д`, `#YOK`: letters behind the sign, and no digit.
  private static func isErrorCode(_ text: [UInt8]) -> Bool {
    guard text.first == UInt8(ascii: "#") || text.first == UInt8(ascii: "E") else { return false }
    let code = String(decoding: text, as: UTF8.self)
    if code.hasPrefix("Err:") { return code.count == 7 && code.suffix(3).allSatisfy(\.isNumber) }
    var word = code.dropFirst()
    guard code.hasPrefix("#") else { return false }
    if code.hasSuffix("!") || code.hasSuffix("?") {
      return word.dropLast().contains(where: \.isLetter)
    }
    if word.hasSuffix("/0") { word = word.dropLast(2) }
    return word.count > 1 && word.first?.isLetter == true
      && word.allSatisfy { $0.isLetter && !$0.isLowercase || "/_".contains($0) }
  }

  /// The text that is shown, as valid UTF-8.
  private var shown: [UInt8] {
    var text = text
    RichText.repairUTF8(&text, from: 0)
    return text
  }

  /// A value that cannot be read: the text that is shown in its place, and a note.
  private func unread(
    _ kind: Diagnostic.Kind, _ value: String?, _ what: String
  ) -> (SheetValue, SheetValue.Note?) {
    guard let value else {
      if shown.isEmpty { return (.blank, nil) }
      let note = SheetValue.Note(
        kind: kind, message: "the cell does not state \(what), and is read as the text it shows")
      return (.text(shown), note)
    }
    let kept = shown.isEmpty ? Array(value.utf8) : shown
    return (
      kept.isEmpty ? .blank : .text(kept),
      SheetValue.Note(
        kind: kind, message: "\"\(value.prefix(60))\" is not \(what), read as the text it shows")
    )
  }
}

/// A day or a time as OpenDocument states it: `2024-03-01T10:20:30.5`, `PT26H3M`.
struct OpenDocumentMoment {
  private(set) var kind: Cell.Kind
  private(set) var milliseconds: Int64
  /// What is told of it.
  private(set) var note: SheetValue.Note?

  /// - Parameters:
  ///   - expected: `.date` for days with or without a time, `.duration` for times.
  ///   - format: what the cell's format shows: days with their times, or lengths where a time of less
  ///     than a day would be one of the clock.
  init?(_ text: String, as expected: Cell.Kind, _ format: FormatKind?) {
    let bytes = SheetValue.trimmed(Array(text.utf8))
    guard
      let parts = TemporalSyntax.parts(
        of: bytes.span, accepting: [.durations, .anyFraction, .comma, .zone])
    else { return nil }
    self.init(parts, as: expected, format)
    note = MomentLoss.note(parts, of: bytes.span)
  }

  init?(_ parts: TemporalSyntax.Parts, as expected: Cell.Kind, _ format: FormatKind?) {
    let perDay = CivilDate.millisecondsPerDay
    kind = parts.kind
    milliseconds = parts.value
    // Behind the last millisecond of the calendar there is none to round to.
    if parts.roundsUp, kind != .dateTime || milliseconds % perDay != perDay - 1 {
      milliseconds += 1
    }
    if expected == .date {
      guard kind == .date || kind == .dateTime else { return nil }
      // Midnight is mostly stated without its time.
      if format == .dateTime { kind = .dateTime }
      return
    }
    guard kind == .duration || kind == .time else { return nil }
    kind = format != .duration && milliseconds >= 0 && milliseconds < perDay ? .time : .duration
  }

  /// The value as a cell has it, or as a number of days.
  /// - Parameter dayZero: the day that numbers count from; nil where a day is wanted.
  func value(from dayZero: Int64?) -> SheetValue {
    dayZero.map { .ofDouble(SerialDate.serial(of: kind, milliseconds, from: $0)) }
      ?? .temporal(kind, milliseconds)
  }
}
