import RowcastMachine
import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastFeatures

@Suite struct TextTests {
  static func terms(_ text: String, _ change: (inout TextOptions) -> Void = { _ in }) -> [String] {
    var options = TextOptions()
    options.words = 1
    change(&options)
    var terms = Tokenizer.Terms()
    var found: [String] = []
    text.withBytes { Tokenizer(options: options).cut($0, into: &terms) }
    terms.forEach { found.append(String(decoding: $0)) }
    return found
  }

  @Test func wordsAreLowerCaseWithDigitsMasked() {
    #expect(
      Self.terms("Call 08712 NOW!! for \u{A3}100, it's ÉTÉ.") == [
        "call", "00000", "now", "!!", "for", "\u{A3}", "000", "it", "s", "été",
      ])
    #expect(Self.terms("A bc d") { $0.shortestWord = 2 } == ["bc"])
    #expect(Self.terms("wow !!!!! ok?") { $0.symbols = false } == ["wow", "ok"])
    #expect(Self.terms("7 x7") { $0.maskDigits = false } == ["7", "x7"])
  }

  @Test func wordsInRuns() {
    #expect(Self.terms("a b c") { $0.words = 2 } == ["a", "a b", "b", "b c", "c"])
    #expect(
      Self.terms("a b c") { $0.words = 3 } == ["a", "a b", "a b c", "b", "b c", "c"])
  }

  @Test func scriptsWithoutBlanksAreCutByCharacter() {
    #expect(Self.terms("好产品 ok") == ["好", "产", "好产", "品", "产品", "ok"])
    #expect(Self.terms("ประ") == ["ป", "ร", "ปร", "ะ", "ระ"])
  }

  @Test func charactersInsideWords() {
    let found = Self.terms("ab é") {
      $0.words = 0
      $0.shortestCharacters = 2
      $0.longestCharacters = 3
    }
    #expect(found == ["~ a", "~ab", "~b ", "~ ab", "~ab ", "~ é", "~é ", "~ é "])
  }

  @Test func `runs of pieces keep signs and stop at blanks`() {
    func runs(_ text: String) -> [String] {
      Self.terms(text) {
        $0.words = 0
        ($0.shortestCharacters, $0.longestCharacters) = (3, 3)
        $0.runs = .pieces
      }
    }
    #expect(runs("A-1! \u{A0}É") == ["~ a-", "~a-1", "~-1!", "~1! ", "~ é "])
    #expect(runs("好产品\u{3000}x") == ["~ 好产", "~好产品", "~产品 ", "~ x "])
    #expect(runs("\t\n \u{FFFD}").isEmpty)
  }

  @Test func `words and runs of pieces are weighed apart`() throws {
    let texts = ["red, red! blue", "blue? green", "red; green", "blue - red"]
    var recipe = FeatureRecipe()
    recipe.set(.text, of: "t")
    (recipe.text.shortestCharacters, recipe.text.longestCharacters) = (2, 3)
    recipe.text.runs = .pieces
    let table = Table(columns: [RoleTests.texts("t", texts)], rowCount: 4)
    let fitted = try recipe.fitted(to: table)
    let block = fitted.transformed(table).sparse[0]
    let apart = try #require(fitted.columns[0].text).apart
    #expect(!apart.isEmpty && apart.count < block.width)
    for row in 0..<4 {
      var squares = (0.0, 0.0)
      for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
        let square = block.values[entry] * block.values[entry]
        if apart.contains(Int(block.columns[entry])) {
          squares.1 += square
        } else {
          squares.0 += square
        }
      }
      #expect(abs(squares.0 - 1) < 1e-12 && abs(squares.1 - 1) < 1e-12)
    }
  }

  @Test func `scripts without blanks have runs alone for terms`() throws {
    var recipe = FeatureRecipe()
    recipe.set(.text, of: "t")
    (recipe.text.shortestCharacters, recipe.text.longestCharacters) = (2, 5)
    recipe.text.runs = .pieces
    func fitted(_ texts: [String]) throws -> FittedText {
      let table = Table(columns: [RoleTests.texts("t", texts)], rowCount: texts.count)
      return try #require(try recipe.fitted(to: table).columns[0].text)
    }
    let chinese = try fitted(["价格太高 ok", "质量很好", "价格合理"])
    #expect(chinese.options.words == 0)
    #expect(chinese.terms.contains("~价格") && chinese.terms.allSatisfy { $0.hasPrefix("~") })
    #expect(try fitted(["the price", "价格", "is too high"]).options.words == 2)
  }

  @Test func illFormedBytesEndWords() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63, 0xF0]
    var terms = Tokenizer.Terms()
    Tokenizer(options: TextOptions()).cut(bytes.span, into: &terms)
    var found: [String] = []
    terms.forEach { found.append(String(decoding: $0)) }
    #expect(found == ["a", "a b", "b", "b c", "c"])
  }

  /// Weights as scikit-learn's TfidfVectorizer(sublinear_tf=True) gives them.
  @Test func weightsAreSmoothedAndOfUnitLength() throws {
    let column = RoleTests.texts("t", ["red red blue", "blue green", nil, "red"])
    var recipe = FeatureRecipe()
    recipe.text.words = 1
    recipe.set(.text, of: "t")
    let table = Table(columns: [column], rowCount: 4)
    let fitted = try recipe.fitted(to: table)
    #expect(fitted.featureNames == ["t: \"blue\"", "t: \"green\"", "t: \"red\""])
    let block = fitted.transformed(table).sparse[0]
    #expect(block.rowOffsets == [0, 2, 4, 4, 5])
    #expect(block.columns == [0, 2, 0, 1, 2])
    let expected = [
      0.5085423203783267, 0.8610369959439764, 0.6053485081062916, 0.7959605415681652, 1,
    ]
    for (value, want) in zip(block.values, expected) { #expect(abs(value - want) < 1e-15) }
    let unseen = Table(columns: [RoleTests.texts("t", ["violet", "BLUE!"])], rowCount: 2)
    #expect(fitted.transformed(unseen).sparse[0].columns == [0])
  }

  @Test func fewTextsKeepTermsOfOne() throws {
    let texts = (0..<60).map {
      "common word\($0 % 2 == 0 ? " even" : "") single\($0 == 7 ? " lone" : "")"
    }
    var recipe = FeatureRecipe()
    recipe.text.words = 1
    recipe.set(.text, of: "t")
    let many = texts.enumerated().map {
      "\($0.element) x\(String(repeating: "y", count: $0.offset))"
    }
    let table = Table(columns: [RoleTests.texts("t", many)], rowCount: 60)
    let fitted = try #require(try recipe.fitted(to: table).columns[0].text)
    #expect(fitted.terms == ["common", "even", "single", "word"])
    #expect(fitted.counts == [60, 30, 60, 60])
  }
}
