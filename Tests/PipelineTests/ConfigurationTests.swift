import RowcastJSONText
import TestSupport
import RowcastTabular
import Testing

@testable import RowcastPipeline
import RowcastModeling

@Suite struct ConfigurationTests {
  @Test(arguments: ConfigurationSettings.all.map(\.name))
  func `Each setting reads its own example`(name: String) throws {
    let folder = try TemporaryFolder()
    let setting = try #require(ConfigurationSettings.named(name))
    _ = try folder.write("c.yaml", "\(name): \(setting.example)\n")
    _ = try Configuration(path: folder("c.yaml"))
  }

  @Test(arguments: [
    "penalty: l3", "hidden: [64, 0]", "dropout: 1.5", "C: -1", "learning-rate: 0",
    "batch-size: 1.5", "encode: [city]", "levels: { size: { a: b } }", "batch-norm: maybe",
    "weight-decay: -1", "activation: [a]", "positive: [a]", "momentum: 2", "optimizer: newton",
    "seed: -1", "tolerance: .inf", "l1-ratio: 2", "header: second", "header: 3,2", "limit: -1",
    "column: { zip: code }", "max: { entry-bytes: 0 }", "merged: both", "null: { a: b }",
  ])
  func `A value that cannot be used is named with its line and what is taken`(line: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("c.yaml", "target: a\n\(line)\n")
    let error = #expect(throws: PipelineError.self) {
      _ = try Configuration(path: folder("c.yaml"))
    }
    let message = "\(try #require(error))"
    #expect(message.contains("c.yaml:2"), "\(message)")
    #expect(message.contains(" takes "), "\(message)")
  }

  @Test func `A key that is mistyped names the nearest one`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("c.yaml", "lerning-rate: 0.1\n")
    let error = #expect(throws: PipelineError.self) {
      _ = try Configuration(path: folder("c.yaml"))
    }
    #expect("\(try #require(error))".contains("\"learning-rate\""))
  }

  @Test func `The schema is JSON and knows every key`() throws {
    for setting in ConfigurationSettings.all {
      #expect(Configuration.schema.contains("\"\(setting.name)\": {"))
      #expect(Configuration.example.contains("# \(setting.name): "))
    }
  }

  @Test func `Settings end where they belong`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "c.yaml",
      """
      target: kind
      hidden: 8
      optimizer: sgd
      momentum: 0.5
      batch-norm: true
      encode: { city: target }
      levels: { size: [S, M, L] }
      C: auto
      """)
    let configuration = try Configuration(path: folder("c.yaml"))
    let options = configuration.options
    #expect(configuration.target == "kind")
    #expect(options.hidden == [8])
    #expect(options.network.optimizer == .sgd)
    #expect(options.network.momentum == 0.5)
    #expect(options.network.batchNormalization == true)
    #expect(options.encodings == ["city": .target])
    #expect(options.levels == ["size": ["S", "M", "L"]])
    #expect(options.inverseStrength == nil)
  }

  @Test func `A configuration says how the input is read, too`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "c.yaml",
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
    expected.sheet = .number(2)
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
    expected.limits = ["columns": 20]
    expected.hidden = .skip
    #expect(try Configuration(path: folder("c.yaml")).reading == expected)
  }
}
