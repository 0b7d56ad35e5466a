public import RowcastLinearAlgebra
public import RowcastTabular

/// Makes feature matrices of tables: fitted features with their lookup tables ready.
///
/// Make one and use it for every piece of a stream.
public struct FeatureTransformer: Sendable {
  /// What was learned, which the transformer applies.
  public let features: FittedFeatures
  private let indexes: [LevelIndex?]
  private let terms: [TermIndex?]

  /// Builds the lookup tables of levels and terms.
  public init(_ features: FittedFeatures) {
    self.features = features
    indexes = features.columns.map { $0.levels.map(LevelIndex.init) }
    terms = features.columns.map { $0.text.map(TermIndex.init) }
  }

  /// The levels of the category column at that place; nil for other columns.
  func levelIndex(_ column: Int) -> LevelIndex? { indexes[column] }

  /// Makes the feature matrix of a table.
  ///
  /// A column that is missing from the table counts as missing in every row, and further columns
  /// do not matter; ask ``FittedFeatures/missingColumns(in:)`` first to refuse such a table.
  public func transformed(_ table: Table) -> FeatureMatrix {
    transformed(consuming: table)
  }

  /// Makes the feature matrix of a table that nobody needs any more: codes are given back column by
  /// column as features are made of them.
  public func transformed(consuming table: consuming Table) -> FeatureMatrix {
    let rowCount = table.rowCount
    var dense = DenseBlock(rowCount: rowCount)
    var categories: [FeatureMatrix.Category] = []
    var texts: [FeatureMatrix.Sparse] = []
    var curves: [(number: FittedNumber, values: [Double])] = []
    var places: [String: [AxisPlaces]] = [:]
    let axes = Dictionary(grouping: features.products.flatMap(\.axes), by: \.column)
    for (index, fitted) in features.columns.enumerated() where fitted.isUsed {
      let column = Self.taken(fitted.name, from: &table)
      if fitted.number != nil || fitted.date != nil {
        let values = column.numbers(fitted.reading)
        dense.append(fitted, values: values)
        if let number = fitted.number {
          if number.curve != nil { curves.append((number, values)) }
          places[fitted.name] = axes[fitted.name]?.map {
            AxisPlaces($0, numbers: values, fill: number.fill)
          }
        }
        continue
      }
      let view = column.levels()
      if let levels = indexes[index] {
        let category = levels.category(view)
        categories.append(category)
        places[fitted.name] = axes[fitted.name]?.map { AxisPlaces($0, codes: category.codes) }
      } else if let buckets = fitted.buckets {
        categories.append(buckets.category(view))
      } else if let text = fitted.text, let known = terms[index] {
        let measured = TextMeasure.all(text.measures.map(\.measure), of: view)
        for (measure, values) in zip(text.measures, measured) {
          dense.append(measure.number, values: values)
        }
        texts.append(known.block(view))
      } else if let ordinal = fitted.ordinal {
        dense.append(
          ordinal.number, values: FittedOrdinal.places(of: view, order: ordinal.order))
      } else if let shares = fitted.shares {
        for (scaler, values) in zip(shares.scalers, shares.values(of: view)) {
          dense.append(
            FittedNumber(fill: scaler.center, hasIndicator: false, scaler: scaler), values: values)
        }
      }
    }
    var next: [String: Int] = [:]
    let products = features.products.map { product in
      (
        product: product,
        axes: product.axes.compactMap { axis -> AxisPlaces? in
          let place = next[axis.column, default: 0]
          next[axis.column] = place + 1
          return places[axis.column].map { $0[place] }
        }
      )
    }
    let interpolated = InterpolatedBlock(rowCount: rowCount)
    return FeatureMatrix(
      trusted: rowCount, dense: dense.values(unitNorm: features.unitNorm),
      denseWidth: dense.width, categories: categories,
      sparse: [dense.indicators(), interpolated.hats(curves), interpolated.cells(products)]
        .compactMap(\.self) + texts)
  }

  /// A column taken out of its table; one that is not there is missing in every row.
  private static func taken(_ name: String, from table: inout Table) -> TypedColumn {
    guard let place = table.columns.firstIndex(where: { $0.name == name }) else {
      return TypedColumn(
        name: name, kind: .empty,
        values: .numbers(Array(repeating: .nan, count: table.rowCount)))
    }
    return table.columns.remove(at: place)
  }

  /// Makes the feature matrix of the given rows of a table, in that order.
  public func transformed(_ table: Table, rows: [Int]) -> FeatureMatrix {
    let used = Set(features.requiredColumns)
    let narrow = Table(
      columns: table.columns.filter { used.contains($0.name) }, rowCount: table.rowCount)
    return transformed(consuming: narrow.picking(rows))
  }
}

extension FittedFeatures {
  /// The columns the features need that a table of these columns does not have.
  public func missingColumns(in names: [String]) -> [String] {
    let present = Set(names)
    return requiredColumns.filter { !present.contains($0) }
  }

  /// Makes the feature matrix of a table; see ``FeatureTransformer/transformed(_:)``.
  public func transformed(_ table: Table) -> FeatureMatrix {
    FeatureTransformer(self).transformed(table)
  }

  /// Makes the feature matrix of the given rows of a table.
  public func transformed(_ table: Table, rows: [Int]) -> FeatureMatrix {
    FeatureTransformer(self).transformed(table, rows: rows)
  }
}
