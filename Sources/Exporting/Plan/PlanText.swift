import RowcastFeatures

/// A column of texts whose terms a model counts, with their places in the order of the weights.
struct PlanText: Sendable {
  var name: String
  var text: FittedText
  var terms: Range<Int>
}
