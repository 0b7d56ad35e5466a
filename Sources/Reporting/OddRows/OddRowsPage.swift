public import RowcastOddRows

/// The odd rows of a table as one HTML page that needs nothing else: the oddest rows with their odd
/// cells colored and the reasons, and how odd all rows are.
public struct OddRowsPage: Sendable {
  /// A row that is shown.
  public struct Row: Sendable {
    /// The row of the sheet or the line of the file.
    public var number: Int
    /// From 0 to 1.
    public var oddness: Double
    /// The values by column, as texts.
    public var cells: [String]
    /// Why it is odd.
    public var reasons: [OddReason]

    /// A row as it is shown.
    public init(number: Int, oddness: Double, cells: [String], reasons: [OddReason]) {
      self.number = number
      self.oddness = oddness
      self.cells = cells
      self.reasons = reasons
    }
  }

  /// The name of the input.
  public var name: String
  /// The names of the columns.
  public var columns: [String]
  /// The oddest rows, the oddest first.
  public var rows: [Row]
  /// All rows.
  public var rowCount: Int
  /// Those from `OddScores/limit` on.
  public var oddCount: Int
  /// The rows that were learned from.
  public var learnedCount: Int
  /// The rows by oddness, in parts of one size from 0 to 1.
  public var histogram: [Int]
  /// How many odd rows have an odd cell in a column, by its name.
  public var oddCells: [String: Int]
  /// The program and its version.
  public var software: String

  /// All that is shown.
  public init(
    name: String, columns: [String], rows: [Row], rowCount: Int, oddCount: Int, learnedCount: Int,
    histogram: [Int], oddCells: [String: Int], software: String
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.rowCount = rowCount
    self.oddCount = oddCount
    self.learnedCount = learnedCount
    self.histogram = histogram
    self.oddCells = oddCells
    self.software = software
  }

  /// The page as UTF-8 text.
  public func render() -> String {
    let title = "Odd rows of \(name)"
    let body: Markup = """
      <a class="skip" href="#rows">Skip to the rows</a>
      <div class="page">
      <header><p class="eyebrow">\(software) odd rows</p><h1>\(title)</h1></header>
      <main>
      <section aria-labelledby="short-title"><h2 id="short-title" class="vh">In short</h2>
      <p class="headline">\(headline)</p>
      <p class="lead">\(lead)</p></section>
      <section id="rows"><h2>\(rows.isEmpty ? "No row" : "The oddest rows" as Markup)</h2>
      <p class="intro">Odd cells are colored. A row of 0.5 is as odd as one usual row of a hundred, \
      of 0.6 as one of a thousand, of 0.75 as one of a million.</p>
      \(rows.map { $0.html(columns) })</section>
      <section id="all"><h2>All rows</h2>
      <div class="figures">
      \(spread.html(id: "spread"))\(byColumn?.html(id: "columns") ?? "")</div></section>
      </main>
      <footer><p>Made by \(software). Every row with its oddness and reasons is in the output that \
      <code>-o</code> names.</p></footer>
      </div>
      """
    return Markup.page(title: title, software: software, body: body).text
  }

  /// The columns with odd cells, those with the most first.
  private var columnsByOddCells: [(key: String, value: Int)] {
    oddCells.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  private var headline: String {
    switch oddCount {
    case 0: "No row is odd."
    case 1: "One row of \(NumberWords.count(rowCount)) is odd."
    default: "\(NumberWords.count(oddCount)) of \(NumberWords.number(rowCount, "row")) are odd."
    }
  }

  private var lead: String {
    let most = columnsByOddCells.prefix(3)
    let where_ =
      most.isEmpty
      ? ""
      : " Most of their odd cells are in "
        + most.map { "\($0.key) (\(NumberWords.count($0.value)))" }.joined(separator: ", ") + "."
    return "What is usual was learned from \(NumberWords.number(learnedCount, "row"))." + where_
      + " Odd is not wrong: it is what to look at first."
  }

  /// A row: its place and reasons, and below them its cells.
  /// How odd all rows are; heights are by the logarithm, since few are odd.
  private var spread: Figure {
    var plot = Plot()
    let parts = max(1, histogram.count)
    let x = Scale.linear(0...1, from: plot.innerLeft, to: plot.innerRight)
    let most = Double(histogram.max() ?? 1)
    func height(_ count: Double) -> Double {
      // Digits of the count: exact powers of ten are full steps.
      var (steps, rest) = (0.0, count)
      while rest >= 10 { (steps, rest) = (steps + 1, rest / 10) }
      return count > 0 ? 1 + steps + (rest - 1) / 9 : 0
    }
    let unit = (plot.innerBottom - plot.innerTop - 16) / max(1, height(most))
    var power = 1.0
    while power <= most {
      let y = plot.innerBottom - unit * height(power)
      plot.rule((plot.innerLeft, y), (plot.innerRight, y), style: "grid")
      plot.text(
        NumberWords.short(power), x: plot.innerLeft - 6, y: y + 3.5, anchor: "end", style: "tick")
      power *= 10
    }
    for (index, count) in histogram.enumerated() where count > 0 {
      let from = Double(index) / Double(parts)
      let size = unit * height(Double(count))
      plot.bar(
        x: x(from) + 0.5, y: plot.innerBottom - size, width: (x(1) - x(0)) / Double(parts) - 1,
        height: size, style: from >= OddScores.limit ? "fill c1" : "fill",
        tip: "\(NumberWords.fixed(from, 2)) on: \(NumberWords.number(count, "row"))")
    }
    plot.xAxis(x, title: "oddness")
    return Figure(
      title: "Most rows are usual",
      caption: "Rows by oddness; each grid line is ten times as many.",
      drawing: plot.svg(label: "Histogram of the oddness of all rows"),
      numbers: NumberTable(
        head: ["From", "Rows"],
        rows: histogram.enumerated().map { index, count in
          [NumberWords.fixed(Double(index) / Double(parts), 2), NumberWords.count(count)]
        }))
  }

  /// In which columns the odd cells are.
  private var byColumn: Figure? {
    .byColumn(
      columnsByOddCells.map { ($0.key, $0.value) }, room: 40, style: "fill c1",
      title: "Where odd cells are", caption: "Odd rows by the columns of their reasons.",
      label: "Odd rows by column", counted: "Odd rows")
  }
}
