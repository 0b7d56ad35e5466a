import RowcastJSONText
import Testing

@Suite struct `Codable values as JSON` {
  enum Shape: Codable, Equatable {
    case point
    case circle(radius: Double)
    case polygon([Double], name: String?)
  }

  enum Level: String, Codable, Hashable { case low, high }

  struct Model: Codable, Equatable {
    var name: String
    var weights: [Double]
    var matrix: [[Float]]
    var shapes: [Shape]
    var levels: [String: Level]
    var counts: [Int: UInt64]
    var bias: Double?
    var nested: Nested?
    var flags: Set<Level>
    var small: Int8
    struct Nested: Codable, Equatable { var isOn: Bool }
  }

  let model = Model(
    name: "m \"1\"", weights: [0.1, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, 1e300],
    matrix: [[1, 0.1], []],
    shapes: [.point, .circle(radius: 2.5), .polygon([1], name: nil), .polygon([], name: "p")],
    levels: ["b": .high, "a": .low, "c": .low], counts: [3: .max, -1: 0], bias: nil,
    nested: .init(isOn: true), flags: [.low, .high], small: -128)

  @Test func `a value survives the way there and back, through text`() throws {
    let value = try JSONCoding.encode(model)
    let read = try JSONValue(parsing: value.text(isPretty: true))
    let decoded = try JSONCoding.decode(Model.self, from: read)
    #expect(decoded == model)
    #expect(decoded.weights[1].sign == .minus)
  }

  @Test func `the text is readable and in a fixed order`() throws {
    #expect(
      try JSONCoding.encode(model).text() == #"""
        {"name":"m \"1\"","weights":[0.1,-0.0,"inf","-inf",5e-324,1e+300],\#
        "matrix":[[1,0.10000000149011612],[]],\#
        "shapes":[{"point":{}},{"circle":{"radius":2.5}},{"polygon":{"_0":[1]}},\#
        {"polygon":{"_0":[],"name":"p"}}],"levels":{"a":"low","b":"high","c":"low"},\#
        "counts":{"-1":0,"3":18446744073709551615},"nested":{"isOn":true},\#
        "flags":["high","low"],"small":-128}
        """#)
  }

  @Test func `not a number survives`() throws {
    let read = try JSONCoding.decode([Double].self, from: JSONCoding.encode([Double.nan, 1]))
    #expect(read[0].isNaN && read[1] == 1)
  }

  @Test func `plain values stand alone`() throws {
    #expect(try JSONCoding.encode(3) == 3)
    #expect(try JSONCoding.encode("x") == "x")
    #expect(try JSONCoding.encode([true]) == [true])
    #expect(try JSONCoding.encode(Level.low) == "low")
    #expect(try JSONCoding.decode(Int.self, from: 3) == 3)
    #expect(try JSONCoding.decode([Level].self, from: ["low"]) == [.low])
    #expect(try JSONCoding.decode([Int?].self, from: [1, nil]) == [1, nil])
    #expect(try JSONCoding.decode(JSONValue.self, from: ["a": 1]) == ["a": 1])
  }

  @Test(arguments: [
    (#"{"name":1}"#, "name: expected a text, found a number"),
    (#"{"name":"x"}"#, "the key \"weights\" is missing"),
    (#"{"name":"x","weights":[1,"y"]}"#, "weights[1]: expected a number, found a text"),
    (#"{"name":"x","weights":5}"#, "weights: expected an array, found a number"),
    ("5", "expected an object, found a number"),
    (
      #"{"name":"x","weights":[],"matrix":[],"shapes":[{"circle":{"radius":null}}]}"#,
      "shapes[0].circle.radius: expected a number, found null"
    ),
  ])
  func `what does not fit is named with its path`(text: String, message: String) throws {
    let value = try JSONValue(parsing: text)
    do {
      _ = try JSONCoding.decode(Model.self, from: value)
      Issue.record("decoded")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func `integers that do not fit are refused`() {
    #expect(throws: JSONError.self) { try JSONCoding.decode(Int8.self, from: 128) }
    #expect(throws: JSONError.self) { try JSONCoding.decode(UInt.self, from: -1) }
    #expect(throws: JSONError.self) { try JSONCoding.decode(Int.self, from: 1.5) }
  }

  @Test func `a hundred thousand weights survive bit by bit`() throws {
    var state: UInt64 = 88_172_645_463_325_252
    let weights = (0..<100_000).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let value = Double(bitPattern: state)
      return value.isFinite ? value : 0.5
    }
    let text = try JSONCoding.encode(weights).text()
    let read = try JSONCoding.decode([Double].self, from: JSONValue(parsing: text))
    #expect(read.map(\.bitPattern) == weights.map(\.bitPattern))
  }
}
