import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// What a linear model learned, column by column: the effect of each feature on the logit of a class.
///
/// Of two classes the effects are on the positive one; of more they are given for every class.
public struct LearnedEffects: Sendable {
  let model: Model

  /// Effects are computed when they are asked for.
  public init(_ model: Model) { self.model = model }

  /// The weights towards one class, in the order of the features.
  private struct Direction {
    var label: String
    var weights: [Double]
    var intercept: Double
  }

  private var directions: [Direction] {
    guard case .linear(let linear) = model.classifier else { return [] }
    let labels = model.target.labels
    if linear.form == .logistic {
      let positive = model.target.positive ?? 1
      let sign = positive == 1 ? 1.0 : -1.0
      return [
        Direction(
          label: labels[positive], weights: linear.weights.row(0).map { $0 * sign },
          intercept: linear.intercepts[0] * sign)
      ]
    }
    return labels.indices.map { k in
      Direction(
        label: labels[k], weights: Array(linear.weights.row(k)), intercept: linear.intercepts[k])
    }
  }

  /// The strongest features of all classes, strongest first.
  public func strongest(_ limit: Int) -> [FeatureEffect] {
    let features = model.features.features
    let errors = knownCoefficients
    let steps = CoefficientTable.steps(model.features)
    let truths = CoefficientTable.truths(model.features)
    let unscaled = Set(
      model.features.columns.filter { $0.number?.scaler.kind == Scaling.none }.map(\.name))
    let curved = Set(model.features.columns.filter { $0.number?.curve != nil }.map(\.name))
    var effects: [FeatureEffect] = []
    for direction in directions {
      effects += spans(direction)
      for (i, feature) in features.enumerated() where direction.weights[i] != 0 {
        // Hats and cells mean nothing each by itself.
        if feature.isInterpolated || curved.contains(feature.column) { continue }
        let known = errors[feature.name + "\u{0}" + direction.label]
        let scale = truths[i] ?? 1
        let effect = direction.weights[i] / scale
        // Model files of before have the error of yes and no by their step.
        let error = known.map { $0.step == nil ? $0.standardError : $0.standardError / scale }
        effects.append(
          FeatureEffect(
            feature: feature.name, column: feature.column, target: direction.label,
            effect: effect,
            unit: truths[i] != nil
              ? .none
              : Self.unit(
                feature.kind, step: steps[i], isScaled: !unscaled.contains(feature.column)),
            interval: error.map {
              Interval(lower: effect - 1.96 * $0, upper: effect + 1.96 * $0)
            }, standardError: error, pValue: known?.pValue))
      }
    }
    return Array(effects.sorted { abs($0.effect) > abs($1.effect) }.prefix(limit))
  }

  /// How far curves and products reach between their lowest and their highest, curves where 99% of the
  /// rows are; one that falls there has an effect below 0.
  private func spans(_ direction: Direction) -> [FeatureEffect] {
    let places = featurePlaces
    var effects: [FeatureEffect] = []
    for column in model.features.columns {
      guard let curve = column.number?.curve,
        let effect = effect(of: column, places[column.name, default: []], direction)
      else { continue }
      let heights = curve.knots.map(effect)
      let usual = Self.usual(curve)
      guard let lowest = usual.min(by: { heights[$0] < heights[$1] }),
        let highest = usual.max(by: { heights[$0] < heights[$1] }), lowest != highest
      else { continue }
      let (from, to) = (min(lowest, highest), max(lowest, highest))
      effects.append(
        FeatureEffect(
          feature: column.name, column: column.name, target: direction.label,
          effect: heights[to] - heights[from],
          unit: .between(
            curve.knots[from], curve.knots[to], isDate: column.reading.form == .dates)))
    }
    for (product, offset) in zip(model.features.products, model.features.productOffsets) {
      let cells = product.shares.indices.filter { product.shares[$0] > 0 }
        .map { direction.weights[offset + $0] }
      effects.append(
        FeatureEffect(
          feature: product.name, column: product.name, target: direction.label,
          effect: (cells.max() ?? 0) - (cells.min() ?? 0), unit: .span))
    }
    return effects
  }

  /// The knots between which 99% of the rows are: what a curve does beyond them is of a row or two.
  private static func usual(_ curve: FittedCurve) -> ClosedRange<Int> {
    var below = 0.0
    let total = curve.shares.reduce(0, +)
    let inner = curve.knots.indices.filter { knot in
      defer { below += curve.shares[knot] }
      return below + curve.shares[knot] > 0.005 * total && total - below > 0.005 * total
    }
    return (inner.first ?? 0)...(inner.last ?? max(0, curve.knots.count - 1))
  }

  /// Where 99% of the rows would be if they were spread as a normal distribution; all of the range where
  /// the moments, which a file may state as it likes, do not tell.
  /// - Precondition: the maximum is not below the minimum.
  private static func usual(_ moments: Moments) -> ClosedRange<Double> {
    let all = moments.minimum...moments.maximum
    let half = 2.576 * moments.standardDeviation
    let (low, high) = (moments.mean - half, moments.mean + half)
    return low <= high ? (low...high).clamped(to: all) : all
  }

  /// What a column of numbers adds to the logit at a value; nil for one without features of numbers.
  private func effect(
    of column: FittedColumn, _ places: [Place], _ direction: Direction
  ) -> ((Double) -> Double)? {
    guard let number = column.number else { return nil }
    let dense = places.filter(\.isDense).map { direction.weights[$0.index] }
    let hats = places.filter(\.feature.isInterpolated).map { direction.weights[$0.index] }
    guard dense.count == number.denseWidth, hats.count == number.curve?.knots.count ?? 0 else {
      return nil
    }
    return { x in
      var sum = zip(dense, number.values(of: x)).reduce(0) { $0 + $1.0 * $1.1 }
      if let curve = number.curve {
        let (knot, share) = curve.place(of: x)
        sum += (1 - share) * hats[knot] + share * hats[knot + 1]
      }
      return sum
    }
  }

  /// What is known of weights that are measured against nothing: of two classes, by feature and
  /// class.
  private var knownCoefficients: [String: CoefficientTable.Entry] {
    let labels = model.target.labels
    guard labels.count == 2, let table = model.training.coefficients else { return [:] }
    let positive = labels[model.target.positive ?? 1]
    return Dictionary(
      table.entries.filter { $0.reference == nil }.map { ($0.feature + "\u{0}" + positive, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What an effect is for; what is either so or not so has no unit.
  private static func unit(_ kind: Feature.Kind, step: Double?, isScaled: Bool) -> EffectUnit {
    switch kind {
    case .value where !isScaled: .unit
    case .value, .hinge, .measure: .deviation(step)
    case .datePart, .classShare: .deviation(nil)
    case .term: .termWeight
    default: .none
    }
  }

  /// The curve of each numeric column: its effect from its smallest to its largest value.
  public func numericEffects(_ limit: Int) -> [NumericEffect] {
    let places = featurePlaces
    var curves: [NumericEffect] = []
    for column in model.features.columns {
      guard let number = column.number, let moments = column.moments, moments.count > 0,
        moments.maximum > moments.minimum
      else { continue }
      for (output, direction) in directions.enumerated() {
        guard let effect = effect(of: column, places[column.name, default: []], direction) else {
          continue
        }
        if let curve = number.curve {
          let heights = curve.knots.map(effect)
          let usual = Self.usual(curve)
          let base = zip(heights, curve.shares).reduce(0) { $0 + $1.0 * $1.1 }
          let errors = model.training.bands?.first {
            $0.column == column.name && $0.output == output
          }?.errors
          curves.append(
            NumericEffect(
              column: column.name, target: direction.label,
              points: curve.knots.indices.map { knot in
                CurvePoint(
                  curve.knots[knot], heights[knot] - base,
                  error: errors.flatMap { $0.indices.contains(knot) ? $0[knot] : nil })
              }, isDate: column.reading.form == .dates,
              usual: curve.knots[usual.lowerBound]...curve.knots[usual.upperBound]))
          continue
        }
        let base = effect(moments.mean)
        var xs = (0...48).map {
          moments.minimum + (moments.maximum - moments.minimum) * Double($0) / 48
        }
        xs += number.hinges.map(\.knot).filter { $0 > moments.minimum && $0 < moments.maximum }
        curves.append(
          NumericEffect(
            column: column.name, target: direction.label,
            points: xs.sorted().map { CurvePoint($0, effect($0) - base) },
            isDate: column.reading.form == .dates, usual: Self.usual(moments)))
      }
    }
    return Array(curves.sorted { $0.reach > $1.reach }.prefix(limit))
  }

  /// The products of two columns, those that reach farthest first; of three columns none is shown.
  public func productEffects(_ limit: Int) -> [ProductEffect] {
    var all: [ProductEffect] = []
    for (product, offset) in zip(model.features.products, model.features.productOffsets)
    where product.axes.count == 2 {
      let words = product.axes.map(words)
      for direction in directions {
        all.append(
          ProductEffect(
            columns: product.axes.map(\.column), target: direction.label, rows: words[0],
            across: words[1],
            effects: product.shares.indices.map {
              product.shares[$0] > 0 ? direction.weights[offset + $0] : nil
            }))
      }
    }
    return Array(all.sorted { $0.span > $1.span }.prefix(limit))
  }

  /// What stands at each place of an axis.
  private func words(_ axis: ProductAxis) -> [String] {
    if axis.isNumber {
      return axis.knots.map { NumberText.string($0 == 0 ? 0 : $0) }
        + (axis.hasMissing ? ["missing"] : [])
    }
    let levels = model.features.columns.first { $0.name == axis.column }?.levels
    return (0..<axis.count).map { place in
      let own = axis.places.dropLast().indices.filter { axis.places[$0] == place }
      let names = own.map { feature -> String in
        guard let levels else { return "" }
        if feature == levels.missingCode { return "missing" }
        return levels.levels.indices.contains(feature) ? levels.levels[feature] : "rare"
      }
      return names.count == 1 ? names[0] : "others"
    }
  }

  /// The effect of each level of each category column.
  public func categoryEffects(_ limit: Int) -> [CategoryEffect] {
    let places = featurePlaces
    var all: [CategoryEffect] = []
    for column in model.features.columns {
      guard let levels = column.levels else { continue }
      let own = places[column.name, default: []].filter { !$0.isDense }
      for direction in directions {
        var effects: [CategoryEffect.Level] = []
        for place in own {
          let (value, rows): (String, Int)
          switch place.feature.kind {
          case .level(let level):
            let index = levels.levels.firstIndex(of: level)
            (value, rows) = (level, index.map { levels.counts[$0] } ?? 0)
          case .rareLevels: (value, rows) = ("(rare)", levels.rareCount)
          case .missingLevel: (value, rows) = ("(missing)", levels.missingCount)
          default: continue
          }
          effects.append(
            CategoryEffect.Level(
              value: value, effect: direction.weights[place.index], rows: rows))
        }
        if effects.count > 1 {
          all.append(
            CategoryEffect(
              column: column.name, target: direction.label,
              levels: effects.sorted { $0.effect > $1.effect }))
        }
      }
    }
    return Array(all.sorted { $0.reach > $1.reach }.prefix(limit))
  }

  private struct Place {
    var index: Int
    var feature: Feature
    var isDense: Bool {
      switch feature.kind {
      case .value, .hinge, .datePart: true
      default: false
      }
    }
  }

  private var featurePlaces: [String: [Place]] {
    Dictionary(
      grouping: model.features.features.enumerated().map { Place(index: $0, feature: $1) },
      by: \.feature.column)
  }
}
