import RowcastFeatures
import RowcastModeling

extension TrainOptions {
  /// Refuses what parts cannot do, with the reason.
  func checkParts() throws(PartError) {
    func refuse(_ option: String, _ why: String) throws(PartError) -> Never {
      throw PartError(.notInParts(option, why: why))
    }
    switch model {
    case .auto, .logistic, .softmax: break
    case .mlp: try refuse("--model mlp", "a network learns row by row, in one order")
    case .perceptron: try refuse("--model perceptron", "it learns row by row, in one order")
    }
    if penalty != .l2 {
      try refuse(
        "--penalty \(penalty.rawValue)", "the steps in parts are those of a smooth penalty")
    }
    if curves == .smooth {
      try refuse(
        "--curves smooth", "their penalties are found by all rows together; hinges bend, too")
    }
    if let interactions, interactions != .none {
      try refuse("--interactions", "products are found by all rows together")
    }
    if bins != nil { try refuse("--bins", "a target of numbers is not counted value by value") }
    if foldsLevels { try refuse("--fold-levels", "levels are counted as they are spelled") }
    if group != nil { try refuse("--group", "rows of a group may be in several parts") }
    if order != nil { try refuse("--order", "parts have no order") }
    if weights != nil { try refuse("--weights", "rows are counted, not weighed") }
    if encoding == .target || encodings.values.contains(.target) {
      try refuse("the encoding target", "each row is encoded by the classes of others")
    }
  }
}
