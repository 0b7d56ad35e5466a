import RowcastMachine

extension PrintedLayout {
  /// Rulers further down belong to records.
  private static let rulerLimit = 40
  /// So many lines tell where columns are.
  private static let lineLimit = 2000

  /// The layout that a ruler near the beginning shows; nil where there is no such ruler.
  init?(ruledIn sample: ArraySlice<UInt8>) {
    let lines = Self.lines(of: sample, limit: Self.rulerLimit).filter { !$0.trimmed.isEmpty }
    for (place, line) in lines.enumerated() {
      guard let ruler = RulerLine(line) else { continue }
      let above = place > 0 ? lines[place - 1] : nil
      if ruler.hasJunctions {
        // A line of a frame must have the marks of the frame.
        let layout = Self.framed(
          hasEdges: ruler.hasEdges, escapes: !line.contains(UInt8(ascii: "+")) && line.first != 0xE2
        )
        let names = [above, place + 1 < lines.count ? lines[place + 1] : nil]
        let isFramed = names.contains { line in
          guard let line, case .fields(let fields) = layout.read(line) else { return false }
          return fields.count >= ruler.runs.count
        }
        // Without blanks beside the marks it is a delimited text like others.
        guard isFramed, ruler.hasEdges || Self.isPadded(above) else { return nil }
        self = layout
        return
      }
      if !ruler.hasJunctions,
        Self.isFramed(place + 1 < lines.count ? lines[place + 1] : nil, under: ruler)
      {
        self = .framed(hasEdges: true, escapes: false)
        return
      }
      if let above, let columns = AlignedColumns(under: ruler),
        columns.fields(of: above)?.contains(where: { !$0.isEmpty }) == true
      {
        self = .aligned(columns, hasRulers: true)
        return
      }
    }
    return nil
  }

  /// The layout of columns that are aligned without a ruler.
  init?(alignedIn sample: ArraySlice<UInt8>, isWhole: Bool) {
    var lines = Self.lines(of: sample, limit: Self.lineLimit)
    if !isWhole, lines.count < Self.lineLimit { lines.removeLast() }
    guard let columns = AlignedColumns(of: lines.filter { !$0.trimmed.isEmpty }) else { return nil }
    self = .aligned(columns, hasRulers: false)
  }

  /// Whether names stand between marks below an unbroken line of dashes that is as long as theirs:
  /// the lists of business programs.
  ///
  ///     -----------------
  ///     |No. |Name   |
  ///     -----------------
  private static func isFramed(_ line: ArraySlice<UInt8>?, under ruler: RulerLine) -> Bool {
    guard let line, let run = ruler.runs.first, ruler.runs.count == 1 else { return false }
    let text = line.trimmed
    let bar = UInt8(ascii: "|")
    return text.first == bar && text.last == bar && text.count { $0 == bar } > 2
      && text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } == run.count
  }

  /// Whether blanks stand beside a mark.
  private static func isPadded(_ line: ArraySlice<UInt8>?) -> Bool {
    guard let line else { return false }
    return zip(line, line.dropFirst()).contains {
      ($0 == UInt8(ascii: " ") && $1 == UInt8(ascii: "|"))
        || ($0 == UInt8(ascii: "|") && $1 == UInt8(ascii: " "))
    }
  }

  private static func lines(
    of text: ArraySlice<UInt8>, limit: Int
  ) -> [ArraySlice<UInt8>] {
    text.split(
      maxSplits: limit, omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: "\n") }
    ).prefix(limit).map { $0 }
  }
}
