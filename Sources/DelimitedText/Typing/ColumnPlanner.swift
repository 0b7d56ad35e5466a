import RowcastFileIO
import RowcastTabular

/// Turns what was learned into the schema and the plan for the second pass.
struct ColumnPlanner {
  let schema: Schema
  let plan: ReadingPlan
  /// What the types that were asked for do not keep.
  private(set) var diagnostics = DiagnosticLog()

  init(
    layout: FileLayout, evidence: FileEvidence, options: DelimitedOptions
  ) throws(DelimitedTextError) {
    let evidence = evidence.columns
    let file = layout.input.name
    var headers = layout.header
    while headers.count < evidence.count { headers.append("") }
    let names = Schema.repairedNames(headers)
    try Self.check(names, options, file: file)
    let rules = try ColumnRules(options, names: names)
    let marks =
      options.classifierNumberFormat
      ? nil : NumberMarks(evidence, delimiter: layout.dialect.delimiter)
    var columns: [ColumnSchema] = []
    var decisions: [ColumnDecision] = []
    for (i, column) in evidence.enumerated() {
      let decision = try ColumnRequest(
        name: names[i], evidence: column, options: options, delimiter: layout.dialect.delimiter,
        format: rules.format(column: i), marks: marks, file: file
      ).decision()
      decisions.append(decision)
      let isText = decision.kind == .text
      // Quoted empties are texts, but where nothing else is there they make no column of texts.
      let besides: ColumnSchema.Besides? =
        decision.kind == .empty && column.kinds.contains(.quotedEmpty) ? .emptyTexts : nil
      let missing = column.missing + (isText ? 0 : column.words)
      var schema = ColumnSchema(
        name: names[i], header: headers[i], source: i, kind: decision.kind,
        hasMissing: missing > 0, note: decision.note, remedy: decision.remedy)
      schema.besides = besides
      if decision.holdsMicroseconds { schema.holdsMicroseconds = true }
      columns.append(schema)
    }
    if let wanted = options.columns {
      var chosen: [ColumnSchema] = []
      var isKept = [Bool](repeating: false, count: decisions.count)
      for name in wanted {
        if let column = columns.first(where: { $0.name == name }) {
          chosen.append(column)
          isKept[column.source] = true
        }
      }
      for i in decisions.indices where !isKept[i] { decisions[i].mode = .skip }
      columns = chosen
    }
    for column in columns {
      guard let example = decisions[column.source].precise else { continue }
      diagnostics.add(
        Diagnostic(
          kind: .dateAsText,
          message: "\"\(column.name)\" is text: its times have more digits than milliseconds, and "
            + "would lose them (\"\(example.text)\"); "
            + (column.holdsMicroseconds == true
              ? "Parquet, PostgreSQL and DuckDB get timestamps where six digits hold all; " : "")
            + "--column NAME=text leaves it untold",
          location: RowcastLocation(file: file, row: example.line, column: column.source)))
    }
    for column in columns {
      guard let line = decisions[column.source].movedLine else { continue }
      diagnostics.add(
        Diagnostic(
          kind: .droppedOffset,
          message: "date-times of \"\(column.name)\" have offsets from UTC, which are not kept: "
            + "they are moved to UTC",
          location: RowcastLocation(file: file, row: line)))
    }
    for column in columns {
      guard let marks, let doubt = decisions[column.source].doubt,
        let example = NumberMarks.groupLike(evidence[column.source])
      else { continue }
      let value = "(\"\(example.text)\")"
      diagnostics.add(
        Diagnostic(
          kind: .ambiguousNumber,
          message: doubt == .thousands
            ? "\"\(column.name)\" is text: its points \(value) part thousands, as \(marks.reason)"
            : "\"\(column.name)\" is read as numbers with fractions, but its points \(value) may part "
              + "thousands",
          location: RowcastLocation(file: file, row: example.line, column: column.source)))
    }
    for column in columns {
      let seen = evidence[column.source]
      let near =
        Self.nearNumbers(column, seen, options, file: file)
        ?? Self.markedNumbers(column, seen, options, file: file)
      if let near { diagnostics.add(near) }
    }
    for unused in Self.unusedSettings(names, evidence, decisions, options, file: file) {
      diagnostics.add(unused)
    }
    schema = Schema(columns)
    plan = ReadingPlan(
      fields: FieldReader(
        decisions, overflowMode: options.columns == nil ? .text : .skip,
        classifier: rules.classifier, hasNullTokens: !options.nullTokens.isEmpty,
        fieldText: FieldText(layout.grammar)),
      width: layout.width, keepsWidth: options.ragged == .keep, grammar: layout.grammar)
  }

  /// Every column that an option names must exist.
  private static func check(
    _ names: [String], _ options: DelimitedOptions, file: String
  ) throws(DelimitedTextError) {
    let known = Set(names)
    for name in (options.columns ?? []) + options.columnTypes.keys.sorted()
    where !known.contains(name) {
      throw DelimitedTextError(
        .noSuchColumn(name, available: names), at: RowcastLocation(file: file))
    }
  }
}
