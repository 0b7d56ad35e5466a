import RowcastClassification
import RowcastFeatures

/// A model as an ONNX file: from raw columns to the label and the probabilities, in doubles.
///
/// One input of shape rows x 1 for each column: doubles for numbers (NaN when missing), texts for
/// categories (empty when missing), milliseconds since 1970-01-01 for dates and since midnight for times.
/// The caller reads the values: ONNX has no operator that takes blanks off the ends of a text, so
/// categories are given without them, as `predict` reads them; the file says so of each. Outputs: `label`, and
/// `probabilities` with a column for each class. A model of texts needs ONNX Runtime 1.17 or newer:
/// no operator of ONNX itself cuts a text into characters, so one of the runtime's own does.
public enum ONNXModel {
  /// - Throws: ``ExportError`` for what ONNX has no operators for.
  public static func bytes(_ model: ExportModel) throws(ExportError) -> [UInt8] {
    let plan = try ScoringPlan(model, target: "ONNX", cutsTexts: true)
    var graph = ONNXGraph()
    let inputs = ONNXInputs(plan, in: &graph)
    let features = ONNXFeatures(inputs, unitNorm: model.features.unitNorm, in: &graph)
    let layers = ONNXLayers(plan: plan)
    let logits = layers.logits(
      features, inputs, texts: plan.texts.map { ONNXText($0, in: &graph) }, in: &graph)
    let probabilities = layers.probabilities(logits, in: &graph)
    let predicted = layers.predicted(probabilities, in: &graph)
    let labels = graph.constant(texts: plan.labels)
    let label = graph.node("Gather", [labels, predicted], [.integer("axis", 0)])
    graph.output(label, as: "label", .string, columns: nil)
    graph.output(probabilities, as: "probabilities", .double, columns: plan.labels.count)
    return graph.model(
      name: model.name, program: model.program,
      comment: "\(model.classifier.name) for \(model.labels.column); classes: "
        + plan.labels.joined(separator: ", ")
        + (plan.inputs.contains { $0.levelCodes != nil && $0.form == .text }
          ? "; texts of categories are to have no blanks at their ends" : ""))
  }
}
