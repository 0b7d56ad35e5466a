import RowcastFileIO
import RowcastTabular

/// What is made of a text that is laid out for the eye, has control characters for its fields, or was
/// spoiled line by line by a program, before anything else looks at it.
///
/// Each line stays one line, or each record becomes one, so that places are those of the file.
struct Rewriting {
  /// How the dialect is told, where that of ``bytes`` is of the reader's own making.
  struct Spoken {
    var delimiter: String
    var reason: String
  }

  let bytes: any ByteSource
  /// Where the text begins in ``bytes``.
  let start: Int
  let options: DelimitedOptions
  let spoken: Spoken?
  private(set) var diagnostics = DiagnosticLog()

  /// Nil where nothing is to be rewritten.
  init?(
    of input: any ByteSource, from start: Int, _ options: DelimitedOptions
  ) throws(DelimitedTextError) {
    guard options.skipRows == nil, !options.strictRFC4180 else { return nil }
    var log = DiagnosticLog()
    var text = input
    if let (rest, told) = try RowCountLine.removed(from: input, start: start) {
      text = rest
      log.add(told)
    }
    let all: [UInt8]
    do throws(FileError) { all = try text.bytes(at: 0, count: FileLayout.sampleSize) } catch {
      throw DelimitedTextError(.file(error))
    }
    let sample = all.dropFirst(start)
    let isWhole = all.count >= text.count
    if options.delimiter == nil, options.quote == .auto, options.comment == .auto {
      if let marked = MarkedText(sample, isWhole: isWhole) {
        bytes = try marked.rewritten(text, from: start)
        self.start = 0
        self.options = Self.quoted(options, by: MarkedText.delimiter)
        spoken = marked.spoken
        diagnostics = log
        return
      }
      if let layout = PrintedLayout(ruledIn: sample)
        ?? Self.aligned(sample, isWhole: isWhole, options)
      {
        let printed = try PrintedText(text, from: start, as: layout)
        bytes = printed.bytes
        self.start = 0
        self.options = Self.printed(options)
        spoken = Spoken(delimiter: layout.delimiter, reason: layout.reason)
        log.merge(printed.diagnostics)
        diagnostics = log
        return
      }
      if let inner = QuotedLines.unquoted(sample),
        Self.isTable(inner, insteadOf: sample, isWhole: isWhole, options)
      {
        bytes = try QuotedLines.unquoted(text, from: start)
        self.start = 0
        self.options = options
        spoken = nil
        log.add(
          Diagnostic(
            kind: .oddQuote,
            message: "lines stand in quotes as one field each, which are taken off",
            location: RowcastLocation(file: input.name, row: 1)))
        diagnostics = log
        return
      }
    }
    guard !log.isEmpty else { return nil }
    bytes = text
    self.start = start
    self.options = options
    spoken = nil
    diagnostics = log
  }

  private static func printed(_ options: DelimitedOptions) -> DelimitedOptions {
    var options = quoted(options, by: PrintedText.delimiter)
    options.comment = .text(PrintedText.mark)
    return options
  }

  /// The options of a text whose fields were put into quotes where they need them.
  private static func quoted(
    _ options: DelimitedOptions, by delimiter: String
  ) -> DelimitedOptions {
    var options = options
    options.delimiter = delimiter
    options.quote = .text("\"")
    options.escape = .none
    options.comment = .none
    return options
  }

  /// Columns at their places, where that explains a text better than any delimiter.
  private static func aligned(
    _ sample: ArraySlice<UInt8>, isWhole: Bool, _ options: DelimitedOptions
  ) -> PrintedLayout? {
    guard let layout = PrintedLayout(alignedIn: sample, isWhole: isWhole) else { return nil }
    let best = DialectDetector(sample: Array(sample), isWhole: isWhole, options: options)
      .choose(from: 0)
    if best.grammar.delimiter == [UInt8(ascii: " ")], best.score.coverage == 1 { return nil }
    let made = DialectDetector(
      sample: PrintedText.rewritten(sample, as: layout), isWhole: isWhole,
      options: printed(options)
    ).choose(from: 0)
    // Commas and the like between fields that are aligned, too, are what parts them.
    return made.score.value * 0.9 > best.score.value ? layout : nil
  }

  /// Whether lines without the quotes around them are records of one width, and no prose.
  private static func isTable(
    _ inner: [UInt8], insteadOf sample: ArraySlice<UInt8>, isWhole: Bool,
    _ options: DelimitedOptions
  ) -> Bool {
    let best = DialectDetector(sample: inner, isWhole: isWhole, options: options).choose(from: 0)
    let delimiters = [",", ";", "\t", "|"].map { Array($0.utf8) }
    guard best.score.coverage == 1, best.score.width > 1,
      delimiters.contains(best.grammar.delimiter), !best.grammar.skipInitialSpace
    else { return false }
    let spaced = best.table.fields.count {
      $0.start < $0.end && !$0.traits.contains(.quoted)
        && best.table.bytes[$0.start] == UInt8(ascii: " ")
    }
    return spaced * 2 < best.table.rows.count
  }
}

extension PrintedLayout {
  /// Why a text is read as this layout.
  fileprivate var reason: String {
    switch self {
    case .framed: "rulers and marks frame the fields"
    case .aligned(_, hasRulers: true): "rulers show the columns"
    case .aligned: "each column begins or ends at one place of all lines"
    }
  }
}

extension ByteSource {
  /// A text rewritten piece by piece, in whole records.
  /// - Parameters:
  ///   - end: where the last whole record of some bytes ends; 0 where none does.
  ///   - rewrite: what becomes of whole records, and of what is left at the end of the text.
  func rewritten(
    from start: Int, upTo end: ([UInt8]) -> Int, _ rewrite: (ArraySlice<UInt8>) -> [UInt8]
  ) throws(FileError) -> any ByteSource {
    let spool = Spool(for: name)
    // The last record of a piece goes on in the next.
    var waiting: [UInt8] = []
    try forEachPiece(of: start..<count) { (piece) throws(FileError) in
      waiting += piece
      let cut = end(waiting)
      try spool.write(rewrite(waiting[..<cut]))
      waiting.removeFirst(cut)
    }
    try spool.write(rewrite(waiting[...]))
    return spool.finished()
  }
}
