internal import RowcastTabular

extension FittedFeatures {
  /// All features in the order of the weights, each with the column it is made from.
  public var features: [Feature] {
    columns.flatMap(\.denseFeatures) + columns.flatMap(\.categoryFeatures)
      + columns.compactMap(\.indicatorFeature) + columns.flatMap(\.hatFeatures)
      + products.flatMap(\.features) + columns.flatMap(\.sparseFeatures)
  }

  /// Where the features of each product begin, and behind them those of texts.
  public var productOffsets: [Int] {
    var offset = columns.reduce(0) { $0 + $1.width - ($1.text?.terms.count ?? 0) }
    return products.map { product in
      defer { offset += product.width }
      return offset
    } + [offset]
  }
}

extension FittedColumn {
  private func feature(_ kind: Feature.Kind, _ name: String) -> Feature {
    Feature(name: name, column: self.name, kind: kind)
  }

  /// The features of the dense block, in its order.
  var denseFeatures: [Feature] {
    if let number { return features(of: number, name: name, value: .value) }
    if let text {
      return text.measures.flatMap { measure in
        features(
          of: measure.number, name: "\(name): \(measure.measure.words)",
          value: .measure(measure.measure))
      }
    }
    if let ordinal { return features(of: ordinal.number, name: name, value: .value) }
    if let shares {
      return shares.featured.map { label in
        feature(
          .classShare(shares.classes[label]), "\(name): log-odds of \(shares.classes[label])")
      }
    }
    if let date {
      return date.parts.map { feature(.datePart($0.part), "\(name): \($0.part.words)") }
    }
    return []
  }

  /// The one-hot features, in their order.
  var categoryFeatures: [Feature] {
    if let buckets {
      return (0..<buckets.count).map { feature(.bucket($0), "\(name) in bucket \($0)") }
        + [feature(.missingLevel, "\(name) is missing")]
    }
    guard let levels else { return [] }
    var all = levels.levels.map { feature(.level($0), "\(name) = \($0)") }
    if levels.rareCode != nil { all.append(feature(.rareLevels, "\(name) is rare")) }
    if levels.missingCode != nil { all.append(feature(.missingLevel, "\(name) is missing")) }
    return all
  }

  /// The feature that says that the value is missing.
  var indicatorFeature: Feature? {
    hasIndicator ? feature(.missing, "\(name) is missing") : nil
  }

  /// The hats of the column's curve, in their order.
  var hatFeatures: [Feature] {
    number?.curve?.knots.map { knot in
      feature(.hat(knot: knot), "\(name) at \(NumberText.string(knot == 0 ? 0 : knot))")
    } ?? []
  }

  /// The features of the column's sparse block, in their order.
  var sparseFeatures: [Feature] {
    text?.terms.map { feature(.term($0), "\(name): \"\($0)\"") } ?? []
  }

  /// A number's features: its value and its hinges.
  private func features(
    of number: FittedNumber, name: String, value: Feature.Kind
  ) -> [Feature] {
    [feature(value, name)]
      + number.hinges.map { hinge in
        let knot = NumberText.string(hinge.knot == 0 ? 0 : hinge.knot)
        return feature(.hinge(knot: hinge.knot), "\(name) above \(knot)")
      }
  }
}

extension FittedProduct {
  /// The cells, in their order.
  var features: [Feature] {
    (0..<width).map { cell in
      let words = zip(axes, places(of: cell)).map { $0.words(of: $1) }
      return Feature(
        name: "\(name): \(words.joined(separator: ", "))", column: name, kind: .cell(words))
    }
  }
}

extension ProductAxis {
  /// A place in words: a knot, or the number of a group of levels.
  func words(of place: Int) -> String {
    if !isNumber { return "group \(place + 1)" }
    return knots.indices.contains(place)
      ? NumberText.string(knots[place] == 0 ? 0 : knots[place]) : "missing"
  }
}
