import Testing

@testable import RowcastJSONSchema

@Suite struct PatternTests {
  @Test(arguments: [
    ("^a*$", ["", "aaa"], ["b", "ab"]), ("a|bc|", ["x"], []),
    ("^(ab|c)+$", ["abc", "c"], ["a", ""]),
    ("^[^a-c]x$", ["dx", "éx"], ["ax", "x"]), ("^\\d{2,3}$", ["12", "123"], ["1", "1234", "１２"]),
    ("^\\w+\\s\\S$", ["a_1 x"], ["a-1 x"]), ("\\bcat\\b", ["a cat!", "cat"], ["cats", "concat"]),
    ("\\Bat", ["cat"], ["at"]), ("^.$", ["🐲", "a"], ["\n", "ab"]), ("^\\u{1F432}$", ["🐲"], ["a"]),
    ("^\\uD83D\\uDC32$", ["🐲"], ["a"]), ("^\\x41\\cA?$", ["A", "A\u{1}"], ["B"]),
    ("^\\p{Lu}\\P{L}$", ["Ä1"], ["ä1", "ÄB"]),
    ("^(?<year>[0-9]{4})-(?:0[1-9]|1[0-2])$", ["2024-01"], ["2024-13"]),
    ("^[\\d\\-x]+$", ["1-x"], ["y"]), ("^[]$", [], ["", "a"]), ("^[^]$", ["a", "\n"], [""]),
    ("^(a*)*$", ["aaa", ""], ["b"]), ("^(a|a?)+b$", ["aab"], ["aac"]), ("a+?b", ["aab"], ["b"]),
    ("^a{0}$", [""], ["a"]), ("^a{2,}$", ["aa", "aaaa"], ["a"]), ("^(|x)y", ["y", "xy"], ["zy"]),
  ])
  func `a pattern is found where it is, and nowhere else`(
    text: String, found: [String], missing: [String]
  ) throws {
    let pattern = try Pattern(text)
    for value in found {
      #expect(pattern.isFound(in: value), "\(text) in \(value.debugDescription)")
    }
    for value in missing {
      #expect(!pattern.isFound(in: value), "\(text) in \(value.debugDescription)")
    }
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "a**", "+a", "a{2", "a{3,2}", "{1}", "\\", "\\a", "\\Z",
    "\\p{Script=Greek}",
    "[b-a]", "(?<!a)b", "(?i)a", "\\1", "^*", "[\\d-z]", "(?<n", "\\u{110000}", "\\u{",
    String(repeating: "(", count: 10_000),
  ])
  func `what is no pattern, or none for linear time, is refused`(text: String) {
    #expect(throws: PatternError.self) { try Pattern(text) }
  }

  @Test func `patterns that hang elsewhere take steps in proportion`() throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    for pattern in ["^(a+)+$", "^(a|aa)+$", "^(a*)*b", "(x+x+)+y"] {
      let found = try Pattern(pattern).isFound(in: text, steps: .max)
      #expect(!found.isFound)
      #expect(found.steps < 40 * text.count, "\(pattern): \(found.steps)")
    }
    #expect(
      try Pattern(String(repeating: "(", count: 50) + String(repeating: "){9000}", count: 50))
        .isFound(in: ""))
    #expect(try Pattern("^(a?){3000}b").isFound(in: text, steps: 100_000).steps > 100_000)
  }
}
