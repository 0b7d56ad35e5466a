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
    import json, numpy, onnx, onnxruntime
    given = json.load(open('rows.json'))
    onnx.checker.check_model(onnx.load('model.onnx'))
    session = onnxruntime.InferenceSession('model.onnx')
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
    .requires(.python(modules: ["onnx", "onnxruntime", "numpy"])),
    arguments: ExportedCase.all + ExportedCase.texts)
  func onnx(_ one: ExportedCase) async throws {
    let python = try #require(
      RealPart.python(modules: ["onnx", "onnxruntime", "numpy"]).path)
    let folder = try TemporaryFolder()
    try folder.write("rows.json", one.document.text())
    try folder.write("model.onnx", try ONNXModel.bytes(one.model))
    try folder.write("score.py", Self.runtime)
    let outcome = try await Command(python).run(["score.py"], in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors.suffix(600))")
    let scores = try Scores(outcome.text)
    #expect(one.distance(scores.probabilities) < 1e-9)
    #expect(scores.labels == one.predictions)
  }

  /// A program that reads the rows and scores them with the structure that was written.
  private static func program(_ source: String) throws -> String {
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
      import Foundation
      struct Value {
        let any: Any
        var asDouble: Double? { (any as? NSNumber)?.doubleValue }
        var asBool: Bool? { (any as? NSNumber)?.boolValue }
        var asString: String? { any as? String }
      }
      let data = try Data(contentsOf: URL(fileURLWithPath: "rows.json"))
      let all = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      let given = (all["columns"] as? [String: [Any]] ?? [:]).mapValues { $0.map { Value(any: $0) } }
      for i in 0..<((all["probabilities"] as? [Any])?.count ?? 0) {
        let row = Scored(\(settings.joined(separator: ", ")))
        print("[\\"\\(row.prediction)\\", " + row.probabilities.map { "\\($0)" }.joined(separator: ",") + "]")
      }
      """
  }

  static let compiled = ExportedCase.all.filter {
    ["logistic", "softmax, quantiles, temperature", "network of prelu", "network with a tree"]
      .contains($0.name)
      || $0.name.contains("product") || $0.name.hasPrefix("logistic, unseen")
      || $0.name.hasPrefix("softmax, powers")
  }

  @Test("A compiled Swift source scores as the model does", arguments: compiled)
  func swift(_ one: ExportedCase) async throws {
    let folder = try TemporaryFolder()
    var model = one.model
    model.name = "scored"
    let source = try SwiftSource.text(model)
    try folder.write("model.swift", source)
    try folder.write("main.swift", try Self.program(source))
    try folder.write("rows.json", one.document.text())
    let built = try await Command("/usr/bin/env").run(
      ["swiftc", "-warnings-as-errors", "main.swift", "model.swift", "-o", "score"], in: folder,
      seconds: 600)
    #expect(built.exitCode == 0, "\(built.errors.suffix(1200))")
    let outcome = try await Command(folder("score")).run([], in: folder)
    let scores = try Scores(outcome.text)
    #expect(one.distance(scores.probabilities) < 1e-12)
    #expect(scores.labels == one.predictions)
  }
}
