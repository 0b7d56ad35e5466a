import RowcastClassification
import RowcastExporting
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@Suite("The schema of model files")
struct SchemaTests {
  static let script = """
    import json, jsonschema
    schema = json.load(open('schema.json'))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in ('model.json', 'damaged.json'):
        errors = list(validator.iter_errors(json.load(open(name))))
        print(name, len(errors), *[e.json_path + ': ' + e.message[:90] for e in errors[:4]])
    """

  private func document(_ one: ExportedCase) throws -> JSONValue {
    [
      "format": "rowcast-model", "formatVersion": 1, "program": "1.0.0", "name": "a model",
      "target": try JSONCoding.encode(one.model.labels),
      "features": try JSONCoding.encode(one.model.features),
      "classifier": try JSONCoding.encode(one.model.classifier),
      "decision": ["mostProbable": [:]],
    ]
  }

  @Test(
    "Models keep to it, and a damaged one does not",
    .requires(.python(modules: ["jsonschema"])), arguments: ExportedCase.all)
  func valid(_ one: ExportedCase) async throws {
    let python = try #require(RealPart.python(modules: ["jsonschema"]).path)
    let folder = try TemporaryFolder()
    var damaged = try document(one)
    damaged["classifier"]?["kind"] = "tree"
    try folder.write("schema.json", ModelSchema.document.text())
    try folder.write("model.json", try document(one).text())
    try folder.write("damaged.json", damaged.text())
    try folder.write("check.py", Self.script)
    let outcome = try await Command(python).run(["check.py"], in: folder)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.first == "model.json 0", "\(outcome.text) \(outcome.errors.suffix(400))")
    #expect(lines.last?.hasPrefix("damaged.json 1") == true)
  }
}
