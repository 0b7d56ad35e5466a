/// A line of dashes that a printed table has beneath its names, around its rows or at its end:
/// `----+------`, `|:---|---:|`, `----  ---`, `┌────┬────┐`.
struct RulerLine {
  /// The characters of the line that each run of dashes takes.
  let runs: [Range<Int>]
  /// Whether `+` or `|` joins the runs, and so `|` parts the fields of the other lines.
  let hasJunctions: Bool
  /// Whether the rows have a mark at both of their ends, too.
  let hasEdges: Bool

  private static let rules = Set("-=─━═".unicodeScalars)
  private static let junctions = Set(
    "+|│┃║┼├┤┌┐└┘┬┴╞╡╪╤╧╒╕╘╛╟╢╫╥╨╓╖╙╜╠╣╬╦╩╔╗╚╝┠┨┯┷┏┓┗┛┣┫╋┳┻╭╮╰╯".unicodeScalars)

  /// Nil for a line with anything else in it, and for one without a run of three.
  init?(_ line: ArraySlice<UInt8>) {
    guard let first = line.first(where: { $0 != UInt8(ascii: " ") }),
      first == UInt8(ascii: "-") || first == UInt8(ascii: "=") || first == UInt8(ascii: "+")
        || first == UInt8(ascii: "|") || first == UInt8(ascii: ":") || first == 0xE2
    else { return nil }
    var runs: [Range<Int>] = []
    var junctions = 0
    var open: Int?
    var edges: (first: Bool, last: Bool) = (false, false)
    var count = 0
    for (place, scalar) in String(decoding: line, as: UTF8.self).unicodeScalars.enumerated() {
      count = place + 1
      // Markdown says with colons to which side a column is set.
      if Self.rules.contains(scalar) || scalar == ":" {
        if open == nil { open = place }
        edges.last = false
        continue
      }
      if let start = open { runs.append(start..<place) }
      open = nil
      if scalar == " " || scalar == "\r" { continue }
      guard Self.junctions.contains(scalar) else { return nil }
      junctions += 1
      if runs.isEmpty { edges.first = true }
      edges.last = true
    }
    if let start = open { runs.append(start..<count) }
    guard runs.contains(where: { $0.count >= 3 }) else { return nil }
    self.runs = runs
    hasJunctions = junctions > 0
    hasEdges = edges.first && edges.last
  }
}
