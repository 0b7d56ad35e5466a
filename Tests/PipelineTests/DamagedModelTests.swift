import RowcastEvaluation
import RowcastJSONText
import TestSupport
import Testing

@testable import RowcastPipeline
import RowcastModeling

/// Model files come from outside, too: each value of one is taken away, emptied, doubled, or put to
/// what no training writes. The file is then refused, or it scores; nothing else happens.
@Suite struct DamagedModelTests {
  @Test(arguments: [("customers.csv", "churned"), ("messages.csv", "desk")])
  func `A model file with one wrong value is refused or scores`(
    input: String, target: String
  ) throws {
    let folder = try TemporaryFolder()
    let text = try Fixture.text(input)
    let lines = text.split(separator: "\n")
    let learned = try folder.write("rows.csv", lines.prefix(150).joined(separator: "\n"))
    let scored = try folder.write("few.csv", lines.prefix(6).joined(separator: "\n"))
    var options = TrainOptions()
    options.model = .softmax
    options.inverseStrength = 1
    // Neither curves nor folds in the file: what is scored with is what is damaged.
    options.validation = try SplitPlan(parsing: "none")
    _ = try Training(
      input: learned, target: target, output: folder("model.json"), reading: ReadOptions(),
      options: options
    ).run(Session())
    let document = try JSONValue(parsing: try folder.bytes("model.json"))
    var refused = 0
    // Every one of them takes minutes without the optimizer; a prime step meets all kinds.
    let every = Self.damaged(document)
    let damaged = stride(from: 0, to: every.count, by: 41).map { every[$0] }
    for (path, changed) in damaged {
      let model = try folder.write("damaged.json", changed.text())
      do {
        _ = try EvaluationRun(model: model, input: scored, reading: ReadOptions()).run(Session())
        _ = try PredictionRun(
          model: model, input: scored, output: folder("scored.csv"), writing: WriteOptions(),
          reading: ReadOptions(), reasons: 2
        ).run(Session())
        _ = try Export(model: model, form: .onnx, output: folder("m.onnx"), table: "rows")
          .run(Session())
      } catch {
        refused += 1
        #expect(error is PipelineError, "\(path): \(error)")
      }
    }
    #expect(refused > damaged.count / 3)
  }

  @Test func `Rows of a class beyond counting are a damaged file`() throws {
    let folder = try TemporaryFolder()
    var options = TrainOptions()
    options.model = .logistic
    options.validation = try SplitPlan(parsing: "none")
    _ = try Training(
      input: Fixture.path("customers.csv"), target: "churned", output: folder("model.json"),
      reading: ReadOptions(), options: options
    ).run(Session())
    let text = try folder.text("model.json")
    guard case .object(var document) = try JSONValue(parsing: Array(text.utf8)),
      case .object(var labels)? = document["target"]
    else {
      Issue.record("no classes in the model file")
      return
    }
    labels["counts"] = .array([.number(Int.max), .number(Int.max)])
    document["target"] = .object(labels)
    let huge = JSONValue.object(document)
    let model = try folder.write("huge.json", huge.text())
    #expect(throws: PipelineError.self) {
      try EvaluationRun(
        model: model, input: Fixture.path("customers.csv"), reading: ReadOptions()
      ).run(Session())
    }
  }

  /// Copies of a document with one value changed; of arrays only the ends are.
  private static func damaged(_ value: JSONValue) -> [(path: String, JSONValue)] {
    var found = wrong(value).map { ("", $0) }
    switch value {
    case .object(let members):
      for (key, member) in members.members {
        var without = members
        without[key] = nil
        found.append((key, .object(without)))
        for (path, changed) in damaged(member) {
          var copy = members
          copy[key] = changed
          found.append((key + "." + path, .object(copy)))
        }
      }
    case .array(let items):
      for index in Set([0, items.count - 1]) where items.indices.contains(index) {
        for (path, changed) in damaged(items[index]) {
          var copy = items
          copy[index] = changed
          found.append(("\(index)." + path, .array(copy)))
        }
      }
    default: break
    }
    return found
  }

  private static func wrong(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .null: [.number(-1), .string("x"), .array([])]
    case .boolean(let truth): [.boolean(!truth), .null]
    case .number:
      [.number(-1), .number(Int.max), .number(1e308), .number(0), .null, .string("nan")]
    case .string: [.string(""), .string("zzz"), .number(3)]
    case .array(let items): [.array([]), .array(items + items), .array(items.dropLast()), .null]
    case .object: [.object([:]), .null]
    }
  }
}
