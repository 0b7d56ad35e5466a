import RowcastFeatures
package import RowcastTabular

extension Model {
  /// The model for rows whose dates are written in another order than those of training.
  package func reading(_ orders: [String: DateOrder]) -> Model {
    guard !orders.isEmpty else { return self }
    var features = features
    for place in features.columns.indices {
      if let order = orders[features.columns[place].name] {
        features.columns[place].reading.dateOrder = order
      }
    }
    var model = Model(
      name: name, target: target, features: features, classifier: classifier,
      calibration: calibration, decision: decision, training: training, options: options)
    model.program = program
    return model
  }
}
