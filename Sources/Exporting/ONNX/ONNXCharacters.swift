import RowcastFeatures

/// The characters of texts as a matrix, each with its kind, and what becomes of each in its place.
struct ONNXCharacters {
  /// Rows x places: three blanks, the characters of the text, empty texts to fill up.
  private let characters: String
  private let blanks: String
  private let options: TextOptions
  /// One truth for each character: part of a word, one of a script without blanks.
  private let isWord: String
  private let isSingle: String

  init(_ raw: String, blanks: String, options: TextOptions, in graph: inout ONNXGraph) {
    self.blanks = blanks
    self.options = options
    let list = graph.node("Reshape", [raw, graph.constant(indices: [-1])])
    let own = graph.characters(list, filling: "")
    characters = graph.joined([blanks, blanks, blanks, own])
    let kinds = KindRanges(symbols: options.symbols)
    isWord = graph.matches(characters, kinds.pattern(.word))
    isSingle = graph.matches(characters, kinds.pattern(.single))
  }

  /// The words of each row, empty texts to fill up, and at least one that is none.
  func words(in graph: inout ONNXGraph) -> String {
    parted(parts(in: &graph), in: &graph)
  }

  /// What stands between blanks in lower case, filled up as ``words(in:)`` are.
  func pieces(in graph: inout ONNXGraph) -> String {
    let own = shifted(characters, back: 0, in: &graph)
    let lower = lowered(own, in: &graph) { scalar in
      CharacterKind.isBlank(scalar)
        ? " " : CharacterKind.normalized(scalar, maskDigits: false)
    }
    return parted(lower, in: &graph)
  }

  /// Parts of texts put together for each row, and cut at the blanks.
  private func parted(_ pieces: String, in graph: inout ONNXGraph) -> String {
    let count = graph.node("Shape", [pieces], [.integer("start", 1), .integer("end", 2)])
    let start = graph.node("Reshape", [blanks, graph.constant(indices: [-1])])
    let whole = graph.loop(count, from: start) { graph, turn, text in
      let piece = graph.node("Gather", [pieces, turn], [.integer("axis", 1)])
      return graph.joinedTexts(text, piece)
    }
    let words = graph.node("StringSplit", [whole], outputs: 2)
    return graph.joined([words, blanks])
  }

  /// The characters `back` places before those of the text.
  private func shifted(_ matrix: String, back: Int, in graph: inout ONNXGraph) -> String {
    back == 0
      ? graph.slice(matrix, from: 3) : graph.slice(matrix, from: 3 - back, upTo: -back)
  }

  /// What each character adds to its word, a blank before the first.
  private func parts(in graph: inout ONNXGraph) -> String {
    let (none, blank) = (graph.constant(text: ""), graph.constant(text: " "))
    let own = shifted(characters, back: 0, in: &graph)
    let before = shifted(characters, back: 1, in: &graph)
    func apart(_ isJoined: String, _ text: String, _ graph: inout ONNXGraph) -> String {
      graph.joinedTexts(graph.node("Where", [isJoined, none, blank]), text)
    }
    let wordBefore = shifted(isWord, back: 1, in: &graph)
    let lower = lowered(own, in: &graph) {
      CharacterKind($0, symbols: false) == .word
        ? CharacterKind.normalized($0, maskDigits: options.maskDigits) : String($0)
    }
    let wordPiece = apart(wordBefore, lower, &graph)
    let singleBefore = shifted(isSingle, back: 1, in: &graph)
    let pair = graph.joinedTexts(blank, graph.joinedTexts(before, own))
    let behind = graph.node("Where", [singleBefore, pair, none])
    let singlePiece = graph.joinedTexts(graph.joinedTexts(blank, own), behind)
    var piece = graph.node(
      "Where", [shifted(isSingle, back: 0, in: &graph), singlePiece, blank])
    if options.symbols {
      piece = graph.node("Where", [signs(own, in: &graph), graph.joinedTexts(blank, own), piece])
      let same = (1...3).map { back in
        graph.node("Equal", [own, shifted(characters, back: back, in: &graph)])
      }
      let isFourth = graph.node("And", [same[0], graph.node("And", [same[1], same[2]])])
      let run = graph.node("Where", [isFourth, none, apart(same[0], own, &graph)])
      piece = graph.node("Where", [graph.matches(own, "[$!?]"), run, piece])
    }
    return graph.node("Where", [shifted(isWord, back: 0, in: &graph), wordPiece, piece])
  }

  /// Other signs of currency.
  private func signs(_ own: String, in graph: inout ONNXGraph) -> String {
    graph.matches(own, KindRanges(symbols: true).pattern(.sign))
  }

  /// Characters as terms have them.
  private func lowered(
    _ own: String, in graph: inout ONNXGraph, _ lower: (Unicode.Scalar) -> String
  ) -> String {
    var table: [(from: String, to: String)] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value),
        value < 0x80 || scalar.properties.changesWhenLowercased || CharacterKind.isBlank(scalar)
      else { continue }
      let lowered = lower(scalar)
      if lowered != String(scalar) { table.append((String(scalar), lowered)) }
    }
    let found = graph.node(
      "LabelEncoder", [own],
      [
        .texts("keys_strings", table.map(\.from)), .texts("values_strings", table.map(\.to)),
        .text("default_string", ""),
      ], domain: "ai.onnx.ml")
    let isOther = graph.node("Equal", [found, graph.constant(text: "")])
    return graph.node("Where", [isOther, own, found])
  }
}

/// The characters of each kind as ranges, for regular expressions.
struct KindRanges {
  private var ranges: [CharacterKind: [ClosedRange<UInt32>]] = [:]

  init(symbols: Bool) {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let kind = CharacterKind(scalar, symbols: symbols)
      if kind == .separator { continue }
      var own = ranges[kind] ?? []
      ranges[kind] = nil
      if let last = own.last, last.upperBound + 1 == value {
        own[own.count - 1] = last.lowerBound...value
      } else {
        own.append(value...value)
      }
      ranges[kind] = own
    }
  }

  /// An expression for one character of a kind.
  func pattern(_ kind: CharacterKind) -> String {
    func escaped(_ value: UInt32) -> String { "\\x{\(String(value, radix: 16))}" }
    let all = (ranges[kind] ?? []).map { range in
      range.count == 1
        ? escaped(range.lowerBound)
        : escaped(range.lowerBound) + "-" + escaped(range.upperBound)
    }
    return "[" + all.joined() + "]"
  }
}

extension ONNXGraph {
  /// The characters of each text of a list: texts x places.
  mutating func characters(_ list: String, filling: String) -> String {
    textNode(
      "Tokenizer", [list],
      [
        .integer("mark", 0), .integer("mincharnum", 1), .text("pad_value", filling),
        .texts("separators", [""]),
      ], domain: "com.microsoft")
  }

  /// Whether each text is what a regular expression says, as a whole.
  mutating func matches(_ texts: String, _ pattern: String) -> String {
    textNode("RegexFullMatch", [texts], [.text("pattern", pattern)])
  }

  /// Texts joined to texts, place by place.
  mutating func joinedTexts(_ left: String, _ right: String) -> String {
    textNode("StringConcat", [left, right])
  }

  /// Columns of a matrix; places below 0 count from the end.
  mutating func slice(_ matrix: String, from start: Int = 0, upTo end: Int = .max) -> String {
    let (from, to) = (constant(indices: [start]), constant(indices: [end]))
    return node("Slice", [matrix, from, to, constant(indices: [1])])
  }

  mutating func constant(text: String) -> String {
    constant(texts: [text], shape: [1, 1])
  }

  mutating func constant(list: [Double]) -> String { constant(list, shape: [list.count]) }
}
