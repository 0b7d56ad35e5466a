import RowcastDistributed
import RowcastEvaluation
import RowcastFeatures
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastMachine
import RowcastModeling
import RowcastTabular

/// What is needed to score lines wherever they are: how they are read, and the model.
struct ScoringPass: Codable {
  private var format = Self.formatName
  private var program = RowcastVersion.current
  var lines: LineFormat
  var model: Model

  private static let formatName = "rowcast-scoring"

  private enum CodingKeys: String, CodingKey { case format, program, lines, model }

  init(lines: LineFormat, model: Model) throws {
    self.model = model
    self.lines = lines
    try Predictor(model).check(lines.names)
    // Where the model reads numbers, numbers are read; what is none falls back to its text.
    let numbers = Set(model.features.columns.filter { $0.reading.form == .numbers }.map(\.name))
    self.lines.refute(Set(lines.names).subtracting(numbers))
  }

  static func isOne(_ bytes: [UInt8]) -> Bool {
    (try? JSONValue(parsing: bytes))?["format"]?.string == formatName
  }

  init(bytes: [UInt8]) throws {
    let document = try JSONValue(parsing: bytes)
    let found = document["program"]?.string ?? "of no version"
    guard found == RowcastVersion.current else { throw PartError(.otherProgram(found: found)) }
    self = try JSONCoding.decode(Self.self, from: document)
  }

  func bytes() throws -> [UInt8] {
    Array((try JSONCoding.encode(self).text() + "\n").utf8)
  }

  /// The names of the members that are added.
  var added: [String] {
    let names = Schema.repairedNames(
      lines.names + ["prediction"] + model.target.labels.map { "probability_\($0)" })
    return Array(names[lines.names.count...])
  }

  /// Scores lines: each comes out as a JSON object with what it had, and the prediction behind it.
  func score(
    name: String, next: @escaping () throws -> [UInt8], to write: ([UInt8]) throws -> Void
  ) throws {
    let predictor = Predictor(model)
    let added = added.map { JSONValue.string($0).text() }
    try lines.mapBlocks(name: name, next: next) { block in
      let probabilities = try predictor.probabilities(predictor.matrix(block.table))
      var out: [UInt8] = []
      for (row, line) in block.objects.enumerated() {
        out += line
        guard probabilities.row(row).allSatisfy(\.isFinite) else {
          out += Array("}\n".utf8)
          continue
        }
        let label = model.target.labels[model.decision.predicted(probabilities, row: row)]
        // An object without a member has no comma behind it.
        out += Array(line == [UInt8(ascii: "{")] ? added[0].utf8 : ",\(added[0])".utf8)
        out += Array(":\(JSONValue.string(label).text())".utf8)
        for (k, name) in added.dropFirst().enumerated() {
          out += Array(",\(name):\(NumberText.string(probabilities[row, k]))".utf8)
        }
        out += Array("}\n".utf8)
      }
      return out
    } inOrder: {
      try write($0)
    }
  }
}
