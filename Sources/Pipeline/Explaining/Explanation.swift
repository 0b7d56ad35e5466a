import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastReporting
public import RowcastModeling
import RowcastMachine

/// `explain`: what a model learned, and what matters on given rows.
public struct Explanation: Sendable {
  /// The path of the model file.
  public var model: String
  /// A file of rows with known classes to shuffle columns of; nil for the model alone.
  public var input: String?
  /// How ``input`` is read.
  public var reading: ReadOptions

  /// Without an input no option of reading may be set; ``run(_:)`` refuses it.
  public init(model: String, input: String?, reading: ReadOptions) {
    self.model = model
    self.input = input
    self.reading = reading
  }

  /// Reads the model, and finds what it learned and what matters on the rows.
  /// - Throws: ``PipelineError`` when a file cannot be read or the rows do not fit the model.
  public func run(_ session: Session) throws -> ExplanationResult {
    do {
      if input == nil { try reading.checkUnused() }
      _ = try OutputClaims(inputs: [model, input], session)
      let model = try Model(path: model, for: input)
      var result = ExplanationResult(model: model)
      let effects = LearnedEffects(model)
      result.effects = effects.strongest(200)
      result.numericEffects = effects.numericEffects(40)
      result.productEffects = effects.productEffects(40)
      if let input {
        let opened = try OpenedInput(path: input, options: reading, session)
        let rows = try KnownRows(try session.table(of: opened, options: reading), of: model)
        result.importances = try session.timings.measure("permute") {
          try Predictor(model).importances(of: rows)
        }
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: input ?? model)
    }
  }
}

/// What `explain` has to say.
public struct ExplanationResult: Sendable {
  /// The model that is explained.
  public let model: Model
  /// The strongest features, strongest first.
  public internal(set) var effects: [FeatureEffect] = []
  /// The curves of columns of numbers, the steepest first.
  public internal(set) var numericEffects: [NumericEffect] = []
  /// What columns do together, those that reach farthest first.
  public internal(set) var productEffects: [ProductEffect] = []
  /// What shuffling a column costs, where rows were given.
  public internal(set) var importances: [ImportanceEntry] = []

  init(model: Model) { self.model = model }

  /// The result in plain words.
  public var text: String {
    ExplanationStory(model: model, effects: effects, importances: importances).text
  }

  /// The result for programs.
  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "kind": .string(model.name), "target": .string(model.target.column),
      "classes": .array(model.target.labels.map { .string($0) }),
    ]
    document["effects"] = .array(
      effects.map { effect in
        var entry = (try? JSONCoding.encode(effect)) ?? .null
        entry["unit"] = .string(effect.unit.words)
        return entry
      })
    document["curves"] = (try? JSONCoding.encode(numericEffects)) ?? .null
    document["products"] = (try? JSONCoding.encode(productEffects)) ?? .null
    document["coefficients"] =
      (try? JSONCoding.encode(model.training.coefficients?.entries ?? [])) ?? .null
    document["importances"] = (try? JSONCoding.encode(importances)) ?? .null
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }
}
