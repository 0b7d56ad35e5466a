import RowcastFeatures

/// Names that a query cannot say, or that a database takes for others.
enum SQLNames {
  /// What all columns of the query's own begin with.
  static let prefix = "rowcast_"

  /// - Throws: ``ExportError`` with the column whose name stands in the way.
  static func check(_ plan: ScoringPlan, table: String) throws(ExportError) {
    try refuseNulls(plan, table: table)
    if isOwn(table) { throw own("a table called \"\(table)\"", nil) }
    let results =
      ["prediction"] + plan.labels.map { "probability_\($0)".lowercased() }
    for input in plan.inputs
    where isOwn(input.name) || results.contains(input.name.lowercased()) {
      throw own("a column of this name", input.name)
    }
    try refuseAlike(plan)
    var seen: Set<String> = []
    for label in plan.labels where !seen.insert(label.lowercased()).inserted {
      throw ExportError(
        .inexpressible(
          target: "SQL", what: "the class \"\(label)\"",
          why: "another one differs from it only in case, and names of columns have none there"))
    }
  }

  private static func isOwn(_ name: String) -> Bool {
    ["", "raw_"].contains { name.lowercased().hasPrefix($0 + prefix) }
  }

  private static func own(_ what: String, _ column: String?) -> ExportError {
    ExportError(
      .inexpressible(
        target: "SQL", what: what, why: "the query calls its own columns so; give it another name"),
      column: column)
  }

  /// Refuses columns that differ only in case: a database takes one for the other, or calls the second
  /// one otherwise when it imports them.
  private static func refuseAlike(_ plan: ScoringPlan) throws(ExportError) {
    let used = Set(plan.inputs.map(\.name))
    let all = plan.model.features.columns.map(\.name) + [plan.model.labels.column]
    let groups = Dictionary(grouping: Set(all)) { $0.lowercased() }
    for input in plan.inputs {
      let others = (groups[input.name.lowercased()] ?? []).filter { $0 != input.name }.sorted()
      guard let other = others.first(where: used.contains) ?? others.first else { continue }
      throw ExportError(
        .inexpressible(
          target: "SQL", what: "a column beside \"\(other)\"",
          why: "databases do not tell names by their case; give one another name, and train anew"),
        column: input.name)
    }
  }

  /// No query can hold the character NUL: databases take it for the end.
  private static func refuseNulls(_ plan: ScoringPlan, table: String) throws(ExportError) {
    func check(_ texts: [String], _ what: String, column: String? = nil) throws(ExportError) {
      guard texts.contains(where: { $0.unicodeScalars.contains("\0") }) else { return }
      throw ExportError(
        .inexpressible(
          target: "SQL", what: "\(what) with the character NUL", why: "a query ends there"),
        column: column)
    }
    try check([table], "a table's name")
    try check(plan.labels, "a label")
    for input in plan.inputs {
      try check([input.name], "a column's name")
      try check(
        input.levelCodes?.codesByText.map(\.text) ?? [], "a level", column: input.name)
    }
  }
}
