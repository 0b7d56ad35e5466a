/// The first passes: what all rows say of their columns.
struct ProfilePasses {
  let lines: LineFormat
  let target: String
  let skipsBad: Bool
  /// Whether more passes follow, for which rows are worth keeping.
  let keeps: Bool

  /// The first pass; once more where columns turn out to be something else than the first lines tell.
  func profiled(_ rows: some RowsElsewhere) throws -> (LineFormat, PartProfile) {
    var lines = lines
    // A bound keeps what parts hand over small; marks are spread evenly.
    var bound = rows.lineCount.flatMap { count in
      count > 4 * FewRows.limit ? UInt64.max / UInt64(count) * UInt64(2 * FewRows.limit) : nil
    }
    var keeps = keeps
    while true {
      let pass = PartPass(
        lines: lines, target: target, skipsBad: skipsBad, bound: bound, keeps: keeps)
      guard let profile = try rows.result(of: pass).profile else {
        throw PartError(.notAPart("a profile was asked for"))
      }
      if let count = rows.lineCount, profile.lines != count {
        throw PartError(.otherRows(found: profile.lines, expected: count))
      }
      if profile.isRefuted {
        lines.refute(profile.misfits)
        lines.add(profile.others.sorted())
      } else if bound != nil, profile.few.rows.count < FewRows.limit {
        keeps = false
        bound = nil  // rows come many times, and too few different ones are below the bound
      } else {
        return (lines, profile)
      }
    }
  }
}
