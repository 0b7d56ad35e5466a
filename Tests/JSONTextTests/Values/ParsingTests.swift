import RowcastTabular
import RowcastJSONText
import Testing

@Suite struct `JSON values` {
  @Test(arguments: [
    "null", "true", "false", "0", "-0", "1.50", "-12.5e+300", "1E400",
    "12345678901234567890123456789", "\"\"", "\"a\"", "[]", "[1,[2,[3]]]", "{}",
    "{\"b\":1,\"a\":{\"c\":[null,true]}}", "\"é漢😀\"",
  ])
  func `compact text is written as it was read`(text: String) throws {
    #expect(try JSONValue(parsing: text).text() == text)
  }

  @Test func `blanks and a byte order mark are read over`() throws {
    let value = try JSONValue(parsing: "\u{FEFF} \t\r\n{ \"a\" : [ 1 , 2 ] } \n")
    #expect(value == ["a": [1, 2]])
  }

  @Test func `escapes are decoded`() throws {
    let value = try JSONValue(parsing: #""\"\\\/\b\f\n\r\t\u00e9\u6F22\uD83D\uDE00\u0000""#)
    #expect(value.string == "\"\\/\u{8}\u{C}\n\r\té漢😀\u{0}")
  }

  @Test(arguments: [
    ("", "line 1:1: not JSON: the text ends inside a value"),
    ("[1,2", "line 1:5: not JSON: the text ends inside a value"),
    ("[1,]", "line 1:4: not JSON: expected a value, found ']'"),
    ("[1 2]", "line 1:4: not JSON: expected ',' or ']', found '2'"),
    ("{\"a\" 1}", "line 1:6: not JSON: expected ':', found '1'"),
    ("{a:1}", "line 1:2: not JSON: expected a key in quotes, found 'a'"),
    ("{\"a\":1,}", "line 1:8: not JSON: expected a key in quotes, found '}'"),
    ("{\n  \"é\": 01\n}", "line 2:8: not JSON: a malformed number"),
    ("[1]\n[2]", "line 2:1: not JSON: something follows the end of the document"),
    ("nul", "line 1:4: not JSON: the text ends inside a value"),
    ("nulx", "line 1:4: not JSON: expected null, found 'x'"),
    ("1.", "line 1:1: not JSON: a malformed number"),
    ("+1", "line 1:1: not JSON: expected a value, found '+'"),
    ("-", "line 1:1: not JSON: a malformed number"),
    ("1e", "line 1:1: not JSON: a malformed number"),
    ("NaN", "line 1:1: not JSON: expected a value, found 'N'"),
    ("\"a\nb\"", "line 1:3: not JSON: a raw control character (byte 0x0A) in a text"),
    ("\"\\x\"", "line 1:2: not JSON: an unknown escape in a text"),
    ("\"\\u12g4\"", "line 1:2: not JSON: an unknown escape in a text"),
    ("\"\\uD800x\"", "line 1:2: not JSON: half of a surrogate pair in a text"),
    ("\"abc", "line 1:5: not JSON: the text ends inside a value"),
    ("\"abc\\", "line 1:6: not JSON: the text ends inside a value"),
    ("{\"a\":1,\"a\":2}", "line 1:8: the key \"a\" appears twice in one object"),
  ])
  func `what is not JSON is refused with its line and column`(text: String, message: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    do { _ = try JSONValue(parsing: text) } catch { #expect(error.description == message) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func `deep nesting is refused before the stack ends`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONValue(parsing: nested(256))
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(257)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(1_000_000)) }
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: String(repeating: "{\"a\":", count: 1_000_000))
    }
  }

  @Test func `every prefix of a document is refused and none traps`() throws {
    let text = #"{"a":[1,-2.5e3,"x\u00e9\\",true,false,null,{"b":{}}],"c":"漢"}"#
    let bytes = Array(text.utf8)
    _ = try JSONValue(parsing: bytes)
    for length in 0..<bytes.count {
      #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<length])) }
    }
  }

  @Test func `pretty text is indented and keeps flat arrays on a line`() {
    let value: JSONValue = ["a": [1, 2], "b": [["x"], [:]], "c": [], "d": ["e": nil]]
    #expect(
      value.text(isPretty: true) == """
        {
          "a": [1, 2],
          "b": [
            ["x"],
            {}
          ],
          "c": [],
          "d": {
            "e": null
          }
        }
        """)
  }

  @Test func `members are found, replaced, removed and stay in order`() {
    var object = JSONObject()
    for i in 0..<40 { object["k\(i)"] = .number(i) }
    object["k7"] = "seven"
    object["k3"] = nil
    #expect(object.count == 39)
    #expect(object["k7"] == "seven")
    #expect(object["k3"] == nil)
    #expect(object["k39"]?.integer == 39)
    #expect(object.keys.prefix(4) == ["k0", "k1", "k2", "k4"])
    var value: JSONValue = ["a": 1]
    value["b"] = [true]
    #expect(value.text() == #"{"a":1,"b":[true]}"#)
    #expect(value["b"]?[0]?.boolean == true)
    #expect(value["b"]?[1] == nil)
  }

  @Test func `numbers keep their digits and convert exactly or not at all`() throws {
    let big = try JSONValue(parsing: "9007199254740993")
    #expect(big.integer == 9_007_199_254_740_993)
    #expect(try JSONValue(parsing: "1e3").integer == 1000)
    #expect(try JSONValue(parsing: "1.5").integer == nil)
    #expect(try JSONValue(parsing: "1e99").integer == nil)
    #expect(ExactNumber("0x10") == nil)
    #expect(ExactNumber("1 ") == nil)
    #expect(ExactNumber("-1.25")?.double == -1.25)
  }
}
