import RowcastClassification
import RowcastEvaluation
import RowcastExporting
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import RowcastModeling

/// `export`: a model in a form that other programs run.
public struct Export {
  /// What a model can be written as.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// A workbook of formulas, an ONNX graph, a SQL query, the JSON Schema of model files, Swift
    /// source.
    case xlsx, onnx, sql, json, swift

    /// The form that was asked for, or that the output's name tells.
    /// - Throws: ``PipelineError`` of wrong usage when neither tells it.
    public init(asked: Form?, output: String?) throws(PipelineError) {
      if let asked {
        self = asked
        return
      }
      let ending = output.flatMap { $0.split(separator: "/").last }?.split(separator: ".").last
      // A name that ends in .json is most likely meant for a model.
      guard let form = ending.flatMap({ Form(rawValue: $0.lowercased()) }), form != .json else {
        throw PipelineError(
          "--to chooses what the model becomes: \(Self.allCases.map(\.rawValue).alternatives); "
            + "an output such as -o model.xlsx tells it, too", kind: .usage)
      }
      self = form
    }
  }

  /// The path of the model file.
  public var model: String
  /// What is written.
  public var form: Form
  /// The file to write; nil for standard output.
  public var output: String?
  /// The table that a query reads.
  public var table: String

  /// The table matters to ``Form/sql`` alone.
  public init(model: String, form: Form, output: String?, table: String) {
    self.model = model
    self.form = form
    self.output = output
    self.table = table
  }

  /// Reads the model and writes it in the form.
  /// - Throws: ``PipelineError`` when a file cannot be read or written, or the form cannot express
  ///   the model.
  public func run(_ session: Session) throws {
    do {
      if table != RunOptions.standard.exportTable, form != .sql {
        throw PipelineError(
          "--table is for --to sql, and this is \(form.rawValue)", kind: .usage)
      }
      try OutputClaims(inputs: [model], session).claim(output, for: "the export")
      let model = try Model(path: model)
      if model.options.foldLevels == true, form != .json {
        throw PipelineError(
          "a model that folds levels has no form as \(form.rawValue): case and blanks count there",
          kind: .usage)
      }
      let exported = model.exported
      switch form {
      case .sql:
        try write(try ScoringQuery.text(exported, table: table))
        for note in ScoringQuery.notes(exported) {
          session.note(
            DiagnosticLog(Diagnostic(kind: .importGuess, message: note.message)),
            file: OutputFile.shown(output ?? "-"))
        }
      case .swift: try write(try SwiftSource.text(exported))
      case .onnx: try write(try ONNXModel.bytes(exported))
      case .json: try write(ModelSchema.document.text(isPretty: true) + "\n")
      case .xlsx: try LiveWorkbook.write(exported, to: output ?? "-")
      }
    } catch {
      throw PipelineError(wrapping: error, file: model)
    }
  }

  /// What is exported and where it goes, as JSON.
  public var json: String {
    let document: JSONValue = [
      "model": .string(model), "form": .string(form.rawValue),
      "path": output.map { .string($0) } ?? .null,
    ]
    return document.text(isPretty: true)
  }

  private func write(_ text: String) throws { try write(Array(text.utf8)) }

  private func write(_ bytes: [UInt8]) throws {
    try OutputFile.write(bytes, to: output ?? "-")
  }
}
