package import RowcastFeatures

extension Model {
  /// The model for rows that are written otherwise than those of training.
  package func reading(_ forms: OtherForms) -> Model {
    guard !forms.isEmpty else { return self }
    var features = features
    for place in features.columns.indices {
      let name = features.columns[place].name
      if let order = forms.dateOrders[name] { features.columns[place].reading.dateOrder = order }
      if let mark = forms.decimalMarks[name] {
        features.columns[place].reading.decimalComma = mark == .comma
      }
    }
    var model = Model(
      name: name, target: target, features: features, classifier: classifier,
      calibration: calibration, decision: decision, training: training, options: options)
    model.program = program
    return model
  }
}
