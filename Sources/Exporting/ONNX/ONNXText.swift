import RowcastFeatures
import RowcastTabular

/// A column of texts as nodes: characters, words, terms, and the weights of the terms of each row.
///
/// No operator cuts texts as the tokenizer does, so its rules are followed character by character.
/// Each text is cut into its characters, a matrix with a row for each text. Each character becomes a
/// piece that depends on its kind and on those before: `win!!!!!` becomes
/// ` w`, `i`, `n`, ` !`, `!`, `!`, ``, ``. Put together again, the text holds its words between
/// blanks. From there on everything is tables: words and their neighbors are looked up among the
/// terms, and the codes of each row are counted and weighed.
struct ONNXText {
  let column: PlanText
  /// Codes of the terms of each row, `terms.count` for what is none: rows x places.
  private let codes: String

  init(_ column: PlanText, in graph: inout ONNXGraph) {
    self.column = column
    let raw = graph.input(column.name, .string, comment: "a text; empty when missing")
    let options = column.text.options
    // A blank for each row, as the number of rows is only known when it runs.
    let blanks = graph.node(
      "LabelEncoder", [raw],
      [
        .texts("keys_strings", [" "]), .texts("values_strings", [" "]),
        .text("default_string", " "),
      ],
      domain: "ai.onnx.ml")
    let characters = ONNXCharacters(raw, blanks: blanks, options: options, in: &graph)
    let cutsPieces = options.runs == .pieces
    let words = options.words > 0 || !cutsPieces ? characters.words(in: &graph) : nil
    var terms: [String] = []
    if options.words > 0, let words {
      terms += Self.runs(words, upTo: options.words, in: &graph)
    }
    if options.shortestCharacters > 0 {
      let lengths =
        options
        .shortestCharacters...max(
          options.shortestCharacters, options.longestCharacters)
      let cut = cutsPieces ? characters.pieces(in: &graph) : words
      if let cut { terms += Self.runs(of: cut, lengths: lengths, in: &graph) }
    }
    let known = column.text.terms
    let found = graph.node(
      "LabelEncoder", [graph.joined(terms)],
      [
        .texts("keys_strings", known), .integers("values_int64s", Array(known.indices)),
        .integer("default_int64", known.count),
      ], domain: "ai.onnx.ml")
    let tokens = MissingTokens.always
    let missing = graph.node(
      "LabelEncoder", [raw],
      [
        .texts("keys_strings", tokens), .integers("values_int64s", tokens.map { _ in 1 }),
        .integer("default_int64", 0),
      ], domain: "ai.onnx.ml")
    let none = graph.constant(matrix: [known.count], columns: 1)
    codes = graph.node("Where", [graph.cast(missing, to: .bool), none, found])
  }

  /// Words, and neighbors of up to `longest` joined by blanks.
  private static func runs(
    _ words: String, upTo longest: Int, in graph: inout ONNXGraph
  ) -> [String] {
    var all = [words]
    var rest = words
    for _ in stride(from: 2, through: longest, by: 1) {
      rest = graph.slice(rest, from: 1)
      let head = graph.joinedTexts(
        graph.slice(all[all.count - 1], upTo: -1), graph.constant(text: " "))
      all.append(graph.joinedTexts(head, rest))
    }
    return all
  }

  /// Runs of characters inside words or pieces, with a blank for each border.
  private static func runs(
    of words: String, lengths: ClosedRange<Int>, in graph: inout ONNXGraph
  ) -> [String] {
    let blank = graph.constant(text: " ")
    let borders = graph.joinedTexts(graph.joinedTexts(blank, words), blank)
    // What fills rows up is no word, and has no borders: a term may be one blank. No word has the
    // filling in it, so no term has it.
    let isFilling = graph.node(
      "Or",
      ["", " "].map { graph.node("Equal", [words, graph.constant(text: $0)]) })
    let padded = graph.node("Where", [isFilling, graph.constant(text: "\u{1}"), borders])
    let list = graph.node("Reshape", [padded, graph.constant(indices: [-1])])
    var rest = graph.characters(list, filling: "\u{1}")
    let rows = graph.node("Shape", [words], [.integer("start", 0), .integer("end", 1)])
    let shape = graph.node(
      "Concat", [rows, graph.constant(indices: [-1])], [.integer("axis", 0)])
    var piece = graph.joinedTexts(graph.constant(text: "~"), rest)
    var all: [String] = []
    for length in 1...lengths.upperBound {
      if length > 1 {
        rest = graph.slice(rest, from: 1)
        piece = graph.joinedTexts(graph.slice(piece, upTo: -1), rest)
      }
      if length >= lengths.lowerBound { all.append(graph.node("Reshape", [piece, shape])) }
    }
    return all
  }

  /// What the terms add to the sums of a layer: rows x outputs.
  func sums(_ layer: PlanLayer, in graph: inout ONNXGraph) -> String {
    let (text, units) = (column.text, 0..<layer.outputs)
    let count = text.terms.count
    // The last place is that of everything that is no term.
    let zeros = graph.constant(list: Array(repeating: 0, count: count + 1))
    let rarity = graph.constant(list: text.terms.indices.map(text.inverseFrequency) + [0])
    let weights = graph.constant(
      column.terms.flatMap { place in units.map { layer.weight($0, place) } }
        + units.map { _ in 0 },
      shape: [count + 1, layer.outputs])
    return graph.scan(codes, columns: layer.outputs) { graph, row in
      let one = graph.constant(list: [1])
      let ones = graph.node("Expand", [one, graph.node("Shape", [row])])
      var counts = graph.node(
        "ScatterElements", [zeros, row, ones], [.integer("axis", 0), .text("reduction", "add")])
      if text.options.sublinear {
        let log = graph.node("Log", [graph.node("Max", [counts, one])])
        let isMany = graph.node("Greater", [counts, one])
        counts = graph.node("Where", [isMany, graph.node("Add", [one, log]), counts])
      }
      let values = graph.node("Mul", [counts, rarity])
      let squares = graph.node("Mul", [values, values])
      func divisor(_ squares: String, _ graph: inout ONNXGraph) -> String {
        let length = graph.node("Sqrt", [graph.node("ReduceSum", [squares])])
        let isLong = graph.node("Greater", [length, graph.constant(list: [0])])
        return graph.node("Where", [isLong, length, one])
      }
      guard !text.apart.isEmpty else {
        let unit = graph.node("Div", [values, divisor(squares, &graph)])
        return graph.node("MatMul", [unit, weights])
      }
      // Words and runs of characters, each to unit length.
      let marks = (0...count).map { text.apart.contains($0) ? 1.0 : 0 }
      let runs = graph.constant(list: marks)
      let others = graph.constant(list: marks.map { 1 - $0 })
      let ownLength = divisor(graph.node("Mul", [squares, runs]), &graph)
      let otherLength = divisor(graph.node("Mul", [squares, others]), &graph)
      let lengths = graph.node(
        "Add", [graph.node("Mul", [runs, ownLength]), graph.node("Mul", [others, otherLength])])
      return graph.node("MatMul", [graph.node("Div", [values, lengths]), weights])
    }
  }
}
