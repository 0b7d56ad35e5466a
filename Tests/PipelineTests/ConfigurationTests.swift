import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastJSONText
import RowcastModeling
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastPipeline
import RowcastModeling

@Suite struct ConfigurationTests {
  /// The options of a configuration file with this text.
  private func read(_ text: String) throws -> RunOptions {
    let folder = try TemporaryFolder()
    var options = RunOptions()
    try RunConfiguration.apply(path: try folder.write("c.yaml", text), to: &options)
    return options
  }

  private func problem(_ text: String) throws -> String {
    "\(try #require(#expect(throws: PipelineError.self) { _ = try read(text) }))"
  }

  @Test(arguments: OptionTable.configurable.map(\.key))
  func `Each key reads its own example`(key: String) throws {
    let option = try #require(OptionTable.configurable.first { $0.key == key }?.option)
    _ = try read("\"\(key)\": \(option.example)\n")
  }

  @Test(arguments: [
    "penalty: l3", "hidden: [64, 0]", "dropout: 1.5", "C: -1", "learning-rate: 0",
    "batch-size: 1.5", "encode: [city]", "levels: { size: { a: b } }", "batch-norm: maybe",
    "weight-decay: -1", "activation: [a]", "positive: [a]", "momentum: 2", "optimizer: newton",
    "seed: -1", "tolerance: .inf", "l1-ratio: 2", "header: second", "header: 3,2", "limit: -1",
    "column: { zip: code }", "max: { entry-bytes: 0 }", "merged: both", "null: { a: b }",
    "activation: rellu", "threshold: best", "calibration: best", "roles: { a: numerik }",
    "max: { entry-bites: 5 }", "delimiter: ''", "quote: ab", "decimal:",
  ])
  func `A value that cannot be used is named with its line and what is taken`(line: String) throws {
    let message = try problem("target: a\n\(line)\n")
    #expect(message.contains("c.yaml:2"), "\(message)")
    #expect(message.contains(" takes "), "\(message)")
  }

  @Test func `Lists and pairs may be written as on the command line`() throws {
    let options = try read(
      """
      hidden: 64,32
      drop: a, "b,c"
      columns: [a, "b,c"]
      roles: zip=category
      column: [zip=text, price=number]
      levels: { size: "S,M,L" }
      """)
    #expect(options.training.hidden == [64, 32])
    #expect(options.training.drop == ["a", "b,c"])
    #expect(options.reading.columns == ["a", "b,c"])
    #expect(options.training.roles == ["zip": .category])
    #expect(options.reading.columnKinds.count == 2)
    #expect(options.training.levels == ["size": ["S", "M", "L"]])
    #expect(try problem("role: { zip: category }").contains("did you mean \"roles\"?"))
  }

  @Test func `A key or a value that is mistyped names the nearest one`() throws {
    #expect(try problem("lerning-rate: 0.1").contains("\"learning-rate\""))
    #expect(try problem("roles: { a: numerik }").contains("did you mean \"numeric\"?"))
    #expect(try problem("max: { entry-bites: 5 }").contains("entry-bytes"))
  }

  @Test(arguments: [
    ("a: b: c", 1), ("target: a\n- b", 2), ("target: a\ntarget: b", 2), ("[a]", 0),
    ("target: &a x\ngroup: *a", 2), ("target: a\n---\ntarget: b", 2), ("target: \"a", 1),
    ("drop: " + String(repeating: "[", count: 10_000), 1),
  ])
  func `What is no plain map of options is refused with its line`(text: String, line: Int) throws {
    let message = try problem(text)
    #expect(line == 0 || message.contains("c.yaml:\(line):"), "\(message)")
  }

  @Test func `Every prefix of a configuration reads or is refused`() throws {
    let text = RunConfiguration.example.replacing("\n# ", with: "\n").replacing("# ", with: "#")
    for length in stride(from: 0, to: text.utf8.count, by: 97) {
      let bytes = Array(text.utf8.prefix(length))
      _ = try? YAMLReader.document(bytes)
    }
    for byte in UInt8.min...UInt8.max { _ = try? YAMLReader.document([byte, byte, 58, 32, byte]) }
  }

  @Test func `The schema is JSON and knows every key`() throws {
    let schema = try JSONValue(parsing: Array(RunConfiguration.schema.utf8))
    for (key, option) in OptionTable.configurable {
      #expect(schema["properties"]?[key]?["description"]?.string == option.purpose)
      #expect(RunConfiguration.example.contains("\(key)"))
    }
  }

  @Test func `Settings end where they belong`() throws {
    let options = try read(
      """
      target: kind
      hidden: 8
      optimizer: sgd
      momentum: 0.5
      batch-norm: true
      encode: { city: target }
      levels: { size: [S, M, L] }
      roles: { zip: category }
      activation: gelu
      threshold: cost=1:5
      max-iterations: 0x1F
      C: auto
      """)
    #expect(options.target == "kind")
    #expect(options.training.hidden == [8])
    #expect(options.training.network.optimizer == .sgd)
    #expect(options.training.network.momentum == 0.5)
    #expect(options.training.network.batchNormalization == true)
    #expect(options.training.encodings == ["city": .target])
    #expect(options.training.levels == ["size": ["S", "M", "L"]])
    #expect(options.training.roles == ["zip": .category])
    #expect(options.training.activation == .one(.gelu))
    #expect(options.training.threshold == .cost(falsePositive: 1, falseNegative: 5))
    #expect(options.training.maxIterations == 31)
    #expect(options.training.inverseStrength == nil)
  }

  @Test func `A configuration says how the input is read, too`() throws {
    let options = try read(
      """
      sheet: 2
      range: B2:F9
      header: 3,4
      skip-rows: 0
      column: { zip: text, price: number }
      "null": [n/a, "-"]
      delimiter: tab
      quote: none
      decimal: ","
      true: ja
      date-format: ["%d.%m.%Y"]
      max: { columns: 20 }
      hidden-cells: skip
      """)
    var expected = ReadOptions()
    expected.sheet = .name("2")
    expected.range = "B2:F9"
    expected.header = .rows(3...4)
    expected.skipRows = 0
    expected.columnKinds = ["zip": .text, "price": .decimal]
    expected.nullTokens = ["n/a", "-"]
    expected.delimiter = "\t"
    expected.quote = ""
    expected.decimal = ","
    expected.trueWords = ["ja"]
    expected.dateFormats = ["%d.%m.%Y"]
    expected.limits.columns = 20
    expected.hidden = .skip
    expected.given = options.reading.given
    #expect(options.reading == expected)
  }

  @Test func `An argument goes before the file, and auto takes a value back`() throws {
    var options = try read("C: 3\ndrop: [a]\nroles: { x: text, y: text }\n")
    func give(_ name: String, _ texts: String...) throws {
      let option = try #require(
        OptionTable.all.first { $0.name == name && $0.commands.contains(.train) })
      try option.set(.arguments(texts), in: &options)
    }
    try give("C", "auto")
    try give("drop", "\"b,c\",d")
    try give("role", "y=category")
    #expect(options.training.inverseStrength == nil)
    #expect(options.training.drop == ["a", "b,c", "d"])
    #expect(options.training.roles == ["x": .text, "y": .category])
  }
}
