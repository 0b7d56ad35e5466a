import RowcastProfile

extension ProfilePage {
  /// The columns of the matrix that is drawn.
  private static let drawn = 20
  /// The strongest pairs that are drawn.
  private static let pairs = 6
  private static let listed = 200

  /// How columns go together: the matrix, the strongest pairs, all pairs as a table.
  var relations: Section? {
    let found = profile.associations
    guard !found.pairs.isEmpty else { return nil }
    let drawings = found.drawings(most: Self.pairs, masked: masked)
    let figures =
      [matrix(found).html(id: "matrix")]
      + drawings.enumerated().map { Figure.pair($1).html(id: "pair-\($0 + 1)") }
    let left =
      found.leftOut > 0
      ? " The first \(NumberWords.number(found.columns.count, "column")) were measured." : ""
    return Section(
      id: "relations", title: "How columns go together",
      intro: "From 0, nothing, to 1, one tells the other. It need not be what causes it." + left,
      body: "<div class=\"figures\">\n\(figures)</div>\n")
  }

  private func matrix(_ found: AssociationMatrix) -> Figure {
    let names = strongest(found)
    let place = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var plot = Plot()
    let count = Double(names.count)
    let size = min(26, 262 / max(1, count))
    (plot.left, plot.top) = (138, 20)
    plot.height = plot.top + size * count + 8
    for (index, name) in names.enumerated() {
      let middle = (Double(index) + 0.5) * size
      plot.text(
        "\(shortened(name, 17)) \(index + 1)", x: plot.left - 6, y: plot.top + middle + 4,
        anchor: "end", style: "small")
      plot.text(
        "\(index + 1)", x: plot.left + middle, y: plot.top - 5, anchor: "middle", style: "tick")
      plot.cell(
        x: plot.left + Double(index) * size, y: plot.top + Double(index) * size, width: size - 1,
        height: size - 1, style: "track", opacity: 1)
    }
    for pair in found.pairs {
      guard let i = place[pair.first], let j = place[pair.second] else { continue }
      for (row, column) in [(i, j), (j, i)] {
        plot.cell(
          x: plot.left + Double(column) * size, y: plot.top + Double(row) * size, width: size - 1,
          height: size - 1, style: pair.isFalling ? "heat-wrong" : "heat-right",
          opacity: max(0.03, pair.strength),
          tip: "\(pair.first) and \(pair.second): \(NumberWords.fixed(pair.strength, 2))")
      }
    }
    let best = found.pairs.first
    return Figure(
      title: best.map {
        $0.strength < 0.1
          ? "Hardly any columns go together"
          : "\(shortened($0.first, 30)) and \(shortened($0.second, 30)) go together most"
      } ?? "",
      caption:
        "The stronger, the darker; orange where one falls as the other rises. Numbers and days "
        + "are measured by their ranks; Cramér's V and the correlation ratio are without their bias. "
        + (names.count < found.columns.count
          ? "The \(names.count) columns with the strongest relations."
          : ""),
      drawing: plot.svg(label: "How strongly every two of \(names.count) columns go together"),
      numbers: NumberTable(
        head: ["First", "Second", "Strength", "Measure", "Rows"],
        rows: found.pairs.prefix(Self.listed).map { pair in
          [
            pair.first, pair.second,
            (pair.isFalling ? "−" : "") + NumberWords.fixed(pair.strength, 3), pair.measure.words,
            NumberWords.count(pair.rows),
          ]
        }))
  }

  /// The columns with the strongest relations, in their order.
  private func strongest(_ found: AssociationMatrix) -> [String] {
    guard found.columns.count > Self.drawn else { return found.columns }
    var taken: Set<String> = []
    for pair in found.pairs {
      for name in [pair.first, pair.second] where taken.count < Self.drawn { taken.insert(name) }
    }
    return found.columns.filter(taken.contains)
  }
}

extension Association.Measure {
  /// What it is called.
  var words: String {
    switch self {
    case .rankCorrelation: "rank correlation"
    case .cramersV: "Cramér's V"
    case .rankCorrelationRatio: "correlation ratio of ranks"
    }
  }
}
