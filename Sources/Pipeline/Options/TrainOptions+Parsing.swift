import RowcastEvaluation
public import RowcastModeling

extension TrainOptions {
  /// Reads how the model is judged: `holdout=0.2`, `cv=5`, `cv=5x3`, `time=0.2` or `none`.
  /// - Throws: ``PipelineError`` for another text.
  public mutating func setValidation(_ text: String) throws(PipelineError) {
    do {
      validation = try SplitPlan(parsing: text)
    } catch {
      throw PipelineError("--validation: \(error)", kind: .usage)
    }
  }
}
