import RowcastTabular

/// The columns of a text in which each field stands at its column's place of the line.
///
///     Name       Age  City
///     Ann Lee     34  Rome        what is blank in every line parts columns
///     Bob         28  Oslo
struct AlignedColumns {
  /// The characters of a line that belong to each column.
  let columns: [Range<Int>]

  /// Columns at the places of the runs of a ruler; what goes on behind the last is its.
  init?(under ruler: RulerLine) {
    guard ruler.runs.count > 1, !ruler.hasJunctions else { return nil }
    columns = ruler.runs
  }

  /// The columns of lines of which the first one names them; nil where they are not surely aligned.
  init?(of lines: [ArraySlice<UInt8>]) {
    // The first line shows at once that most texts are no such table.
    guard lines.count >= 3, let names = lines.first?.trimmed,
      zip(names, names.dropFirst()).contains(where: { $0 == UInt8(ascii: " ") && $1 == $0 }),
      !lines.contains(where: { $0.contains(UInt8(ascii: "\t")) })
    else {
      return nil
    }
    let maps = lines.map(Self.filled)
    let length = maps.reduce(0) { max($0, $1.count) }
    guard length <= 4096 else { return nil }
    var isFilled = [Bool](repeating: false, count: length)
    for map in maps {
      for (place, isSet) in map.enumerated() where isSet { isFilled[place] = true }
    }
    var found: [Range<Int>] = []
    let least = lines.count > 4 ? 2 : 1
    for run in Self.runs(isFilled) {
      // A blank within the texts of one column: nothing is named there, or nothing is below.
      let rows = maps.dropFirst().count { Self.isFilled($0, run) }
      if let last = found.last,
        rows < least || !maps.prefix(1).contains(where: { Self.isFilled($0, run) })
      {
        found[found.count - 1] = last.lowerBound..<run.upperBound
      } else {
        found.append(run)
      }
    }
    // Blanks part words, too: where no names stand above, more of them must part columns.
    let gaps = zip(found, found.dropFirst()).map { $1.lowerBound - $0.upperBound }
    let wide = gaps.count { $0 > 1 }
    let words = names.split(separator: UInt8(ascii: " "))
    let hasNames = !words.contains { $0.first.map(isDigit) ?? true }
    // A blank alone parts columns where each has one word above it.
    guard found.count > 1, wide > 0 || words.count == found.count,
      hasNames || wide * 2 > gaps.count,
      // One column of three may be ragged where all gaps are wide, as numbers by their points are.
      found.count(where: { !Self.isAligned(maps.dropFirst(), $0) })
        <= (wide == gaps.count ? found.count / 3 : 0)
    else { return nil }
    columns = found
  }

  /// The fields of a line, without blanks around them; nil when a word goes on beyond its column.
  func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var places: [Int] = []
    for index in line.indices where line[index] & 0xC0 != 0x80 { places.append(index) }
    places.append(line.endIndex)
    let count = places.count - 1
    var fields: [ArraySlice<UInt8>] = []
    var end = 0
    for (index, column) in columns.enumerated() {
      // Between columns there are blanks.
      for place in min(end, count)..<min(column.lowerBound, count)
      where line[places[place]] != UInt8(ascii: " ") { return nil }
      end = index == columns.count - 1 ? count : column.upperBound
      let range =
        min(column.lowerBound, count)..<max(min(column.lowerBound, count), min(end, count))
      fields.append(line[places[range.lowerBound]..<places[range.upperBound]].trimmed)
    }
    return fields
  }

  /// For each character of a line, whether it is no blank.
  private static func filled(_ line: ArraySlice<UInt8>) -> [Bool] {
    var map: [Bool] = []
    for byte in line where byte & 0xC0 != 0x80 {
      map.append(byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\r"))
    }
    while map.last == false { map.removeLast() }
    return map
  }

  private static func runs(_ isFilled: [Bool]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for (place, isSet) in isFilled.enumerated() {
      if isSet {
        if start == nil { start = place }
      } else if let first = start {
        runs.append(first..<place)
        start = nil
      }
    }
    if let start { runs.append(start..<isFilled.count) }
    return runs
  }

  private static func isFilled(_ map: [Bool], _ column: Range<Int>) -> Bool {
    column.clamped(to: map.indices).contains { map[$0] }
  }

  /// Whether all fields of a column begin at one place, or all end at one.
  private static func isAligned(_ maps: ArraySlice<[Bool]>, _ column: Range<Int>) -> Bool {
    var starts: Set<Int> = []
    var ends: Set<Int> = []
    for map in maps {
      let places = column.clamped(to: map.indices).filter { map[$0] }
      guard let first = places.first, let last = places.last else { continue }
      starts.insert(first)
      ends.insert(last)
    }
    return starts.count == 1 || ends.count == 1
  }
}
