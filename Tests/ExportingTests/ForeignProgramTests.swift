import RowcastClassification
import RowcastExporting
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@Suite("A model in other programs")
struct ForeignProgramTests {
  static let runtime = """
    import importlib.util, json, sys, numpy, onnxruntime
    checker = importlib.util.find_spec('onnx') and __import__('onnx')
    for case in range(int(sys.argv[1])):
        print('#')
        given = json.load(open(f'rows-{case}.json'))
        if checker: checker.checker.check_model(checker.load(f'model-{case}.onnx'))
        session = onnxruntime.InferenceSession(f'model-{case}.onnx')
        feed = {}
        for wanted in session.get_inputs():
            values = given['columns'][wanted.name]
            if wanted.type == 'tensor(string)':
                column = numpy.array(['' if v is None else v for v in values], dtype=object)
            else:
                column = numpy.array([numpy.nan if v is None else float(v) for v in values])
            feed[wanted.name] = column.reshape(-1, 1)
        labels, probabilities = session.run(['label', 'probabilities'], feed)
        for label, row in zip(labels, probabilities):
            print(json.dumps([label] + [float(p) for p in row]))
    """

  @Test(
    "onnxruntime scores as the model does",
    .requires(.python(modules: ["onnxruntime", "numpy"])))
  func onnx() async throws {
    let python = try #require(
      RealPart.python(modules: ["onnxruntime", "numpy"]).path)
    let folder = try TemporaryFolder()
    let cases = ExportedCase.all + ExportedCase.texts
    for (i, one) in cases.enumerated() {
      try folder.write("rows-\(i).json", one.document.text())
      try folder.write("model-\(i).onnx", try ONNXModel.bytes(one.model))
    }
    try folder.write("score.py", Self.runtime)
    try cases.compare(
      try await Command(python).run(["score.py", "\(cases.count)"], in: folder), within: 1e-9)
  }

  /// What reads the rows of a case and scores them with the structure that was written.
  private static func part(_ number: Int, _ source: String) throws -> String {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var settings: [String] = []
    // By bytes: a name that begins with a combining mark would take the blank before it along.
    func rest(_ line: String, behind start: String, to end: Character) -> String? {
      guard line.utf8.starts(with: start.utf8) else { return nil }
      let end = end.asciiValue
      return String(
        decoding: line.utf8.dropFirst(start.utf8.count).prefix { $0 != end }, as: UTF8.self)
    }
    for (i, line) in lines.enumerated() {
      guard let column = rest(line, behind: "  /// Column ", to: ":"), column.utf8.first == 0x22
      else { continue }
      let name = try #require(rest(lines[i + 1], behind: "  public var ", to: ":"))
      let type = try #require(lines[i + 1].split(separator: ":").last).dropFirst().dropLast()
      let plain = name.filter { $0 != "`" }
      // The only word that must be quoted as an argument's label.
      let label = plain == "inout" ? name : plain
      settings.append("\(label): given[\(column)]?[i].as\(type)")
    }
    return """
      do {
        print("#")
        let (given, count) = try rows(\(number))
        for i in 0..<count {
          let row = Scored\(number)(\(settings.joined(separator: ", ")))
          print("[\\"\\(row.prediction)\\", " + row.probabilities.map { "\\($0)" }.joined(separator: ",") + "]")
        }
      }
      """
  }

  private static let reading = """
    import Foundation
    struct Value {
      let any: Any
      var asDouble: Double? { (any as? NSNumber)?.doubleValue }
      var asBool: Bool? { (any as? NSNumber)?.boolValue }
      var asString: String? { any as? String }
    }
    func rows(_ number: Int) throws -> (given: [String: [Value]], count: Int) {
      let data = try Data(contentsOf: URL(fileURLWithPath: "rows-\\(number).json"))
      let all = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      let given = (all["columns"] as? [String: [Any]] ?? [:]).mapValues { $0.map { Value(any: $0) } }
      return (given, (all["probabilities"] as? [Any])?.count ?? 0)
    }

    """

  static let compiled = ExportedCase.all.filter {
    ["logistic", "softmax, quantiles, temperature", "network of prelu", "network with a tree"]
      .contains($0.name)
      || $0.name.contains("product") || $0.name.hasPrefix("truths")
      || $0.name.hasPrefix("logistic, unseen")
      || $0.name.hasPrefix("softmax, powers")
  }

  @Test("A compiled Swift source scores as the model does")
  func compiledSources() async throws { try await swift(Self.compiled) }

  /// Compiles the sources of all cases, and one program that scores with each.
  func swift(_ cases: [ExportedCase]) async throws {
    let folder = try TemporaryFolder()
    var main = Self.reading
    for (i, one) in cases.enumerated() {
      var model = one.model
      model.name = "scored \(i)"
      let source = try SwiftSource.text(model)
      try folder.write("model\(i).swift", source)
      main += try Self.part(i, source) + "\n"
      try folder.write("rows-\(i).json", one.document.text())
    }
    try folder.write("main.swift", main)
    let sources = ["main.swift"] + cases.indices.map { "model\($0).swift" }
    let built = try await Command("/usr/bin/env").run(
      ["swiftc", "-warnings-as-errors"] + sources + ["-o", "score"], in: folder)
    #expect(built.exitCode == 0, "\(built.errors.suffix(1200))")
    try cases.compare(try await Command(folder("score")).run([], in: folder), within: 1e-12)
  }
}
