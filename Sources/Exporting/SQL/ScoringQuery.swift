import RowcastClassification
import RowcastFeatures
import RowcastTabular

/// A model as one `SELECT` that scores a table where it lies.
///
/// Columns may have their own types or be texts, as imports of files make them; the head of the query
/// says what each is to hold, and anything else counts as missing. SQLite needs its mathematical functions, which are in every usual
/// build since 3.35 (EXP, LN, FLOOR, SIN).
public enum ScoringQuery {
  /// The query, with the model's columns, `prediction` and one `probability_LABEL` for each class.
  ///
  /// - Parameter table: the name of the table, quoted here.
  /// - Throws: ``ExportError`` for what SQL has no words for.
  public static func text(
    _ model: ExportModel, table: String, dialect: SQLDialect = .standard
  ) throws(ExportError) -> String {
    let plan = try ScoringPlan(model, target: "SQL")
    for (index, layer) in plan.layers.enumerated() where layer.activation == .gelu {
      throw ExportError(
        .inexpressible(
          target: "SQL", what: "the activation gelu",
          why: "standard SQL has no error function; train with silu or relu"),
        layer: index + 1)
    }
    try SQLNames.check(plan, table: table)
    try SQLLevels.check(plan)
    for input in plan.inputs where input.isDuration {
      throw ExportError(
        .inexpressible(
          target: "SQL", what: "a column of durations",
          why: "databases write them in ways of their own; train with "
            + "--role \(input.name)=ignored, or with a column of seconds"),
        column: input.name)
    }
    // Steps that refer to one another many times would grow beyond measure if they were not finished.
    let isNetwork =
      plan.layers.count > 1 || plan.head != .sigmoid || plan.model.features.unitNorm
      || plan.isInterpolated
    var script = SQLScript(
      dialect: dialect, isFenced: isNetwork, table: dialect.name(table))
    let inputs = plan.inputs.enumerated().map {
      SQLInput(input: $1, index: $0, dialect: dialect)
    }
    addInputs(inputs, plan, to: &script)
    let layers = SQLLayers(plan: plan, dialect: dialect)
    let products = SQLProducts(plan: plan, inputs: inputs, dialect: dialect)
    script.add(products.axes, comment: "Places between knots, and groups of levels, of products.")
    script.add(products.cells, comment: "The first cell of each product that the row touches.")
    script.add(layers.first(inputs, products), comment: "The first layer: weights times features.")
    for index in plan.layers.indices.dropFirst() {
      script.add(layers.activated(index - 1), comment: "Activations of layer \(index).")
      script.add(layers.following(index), comment: "Layer \(index + 1).")
    }
    let probabilities = SQLProbabilities(plan: plan, dialect: dialect)
    probabilities.add(to: &script)
    let kept = plan.inputs.map { dialect.name($0.name) }
    let scores = plan.labels.enumerated().map {
      "\(probabilities.final($0)) AS \(dialect.name("probability_\($1)"))"
    }
    let query = script.finished(
      kept + ["\(probabilities.prediction) AS prediction"] + scores)
    return header(plan) + query + ";\n"
  }

  /// What whoever imports a file for the query is to know, with the column: a database that guesses the
  /// order of a date takes `29.04.22` for the year 2029 (DuckDB), and no query can tell.
  public static func notes(_ model: ExportModel) -> [(column: String, message: String)] {
    model.features.columns.filter { column in
      column.date != nil && column.reading.dateOrder != .yearMonthDay
        && column.reading.kind != .date && column.reading.kind != .dateTime
    }.map { column in
      (
        column.name,
        "column \"\(column.name)\" has dates as \(column.reading.dateOrder.words): import it as "
          + "text, as a database that makes dates of it may guess another order"
      )
    }
  }

  private static func addInputs(
    _ inputs: [SQLInput], _ plan: ScoringPlan, to script: inout SQLScript
  ) {
    let dialect = script.dialect
    let steps = inputs.map(\.reading.steps)
    for step in 0..<(steps.map(\.count).max() ?? 0) {
      script.add(
        steps.flatMap { $0.indices.contains(step) ? $0[step] : [] },
        comment: step == 0
          ? "Texts of numbers, times and dates, whatever their type." : "The parts of these texts.",
        isFenced: true)
    }
    script.add(
      inputs.map(\.cleaned), comment: "Values read: missing numbers are NULL, texts are codes.",
      isFenced: true)
    let filled = inputs.compactMap { sql -> (name: String, expression: String)? in
      guard case .number(let number) = sql.input.kind else { return nil }
      return (name: sql.filled, expression: sql.filling(number))
    }
    script.add(filled, comment: "Missing numbers filled, all within their bounds.")
    let features = SQLFeatures(dialect: dialect)
    var columns: [(name: String, expression: String)] = []
    for sql in inputs {
      for (place, expression) in zip(sql.input.dense, features.dense(sql)) {
        columns.append((SQLLayers.feature(place, dialect), expression))
      }
      if let place = sql.input.indicator {
        columns.append((SQLLayers.feature(place, dialect), features.indicator(sql)))
      }
    }
    guard plan.model.features.unitNorm else {
      script.add(columns, comment: "Features: imputed, scaled, bent at knots.")
      return
    }
    let dense = columns.prefix { _ in true }.filter { column in
      (0..<plan.denseWidth).contains { SQLLayers.feature($0, dialect) == column.name }
    }
    let raw = columns.map { (name: rawName($0.name, dialect), expression: $0.expression) }
    script.add(raw, comment: "Features: imputed, scaled, bent at knots.")
    let length = dialect.name("rowcast_length")
    let squares = dense.map { "\(rawName($0.name, dialect)) * \(rawName($0.name, dialect))" }
    script.add(
      [(length, "SQRT(\(SQLExpression.sum(squares)))")], comment: "The length of the row.")
    let isDense = Set(dense.map(\.name))
    script.add(
      columns.map { column in
        let own = rawName(column.name, dialect)
        return (
          name: column.name,
          expression: isDense.contains(column.name)
            ? "CASE WHEN \(length) > 0 THEN \(own) / \(length) ELSE \(own) END" : own
        )
      }, comment: "Features of unit length.")
  }

  private static func rawName(_ name: String, _ dialect: SQLDialect) -> String {
    dialect.name("raw_" + name.dropFirst().dropLast())
  }

  private static func header(_ plan: ScoringPlan) -> String {
    let comment = LineComment.text
    let columns = plan.inputs.enumerated().map { index, input in
      "--   \(comment(input.name)): "
        + SQLReading(input: input, index: index, dialect: .standard).words
    }
    return """
      -- \(comment(plan.model.name)): \(comment(plan.model.classifier.name)) for \
      \(comment(plan.model.labels.column)), written by \(comment(plan.model.program)).
      -- Further columns of the table, a key for instance, may be added to the last SELECT.
      -- What columns are to hold, as their own types or as texts; anything else counts as missing:
      \(columns.joined(separator: "\n"))

      """
  }
}
