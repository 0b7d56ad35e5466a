/// Features with everything that was learned from the training rows.
///
/// Every value is public; the whole is what a model file keeps. The features stand in the order
/// of a `FeatureMatrix`: dense ones by column, then the levels of categories by column, then
/// the sparse ones: indicators of missing numbers, the hats of curves by column, the cells of
/// products, and the terms of texts by column.
public struct FittedFeatures: Sendable, Hashable, Codable, CustomStringConvertible {
  /// All columns of the training table, in its order.
  public var columns: [FittedColumn]
  /// The number of training rows.
  public var rowCount: Int
  /// Whether each row's dense features are divided by their Euclidean length.
  public var unitNorm: Bool
  /// Columns whose effect on each other is learned.
  public var products: [FittedProduct]

  /// The columns stand in the order of the training table, unused ones among them.
  public init(
    columns: [FittedColumn], rowCount: Int, unitNorm: Bool = false, products: [FittedProduct] = []
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.unitNorm = unitNorm
    self.products = products
  }

  private enum CodingKeys: String, CodingKey { case columns, rowCount, unitNorm, products }

  /// - Throws: `DecodingError` when something is missing, or lengths and scales do not fit.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    columns = try values.decode([FittedColumn].self, forKey: .columns)
    rowCount = try values.decode(Int.self, forKey: .rowCount)
    unitNorm = try values.decode(Bool.self, forKey: .unitNorm)
    products = try values.decodeIfPresent([FittedProduct].self, forKey: .products) ?? []
    for column in columns where !column.isSound {
      throw DecodingError.dataCorruptedError(
        forKey: .columns, in: values,
        debugDescription: "the fitted values of column \"\(column.name)\" do not fit together")
    }
    for product in products where !isSound(product) {
      throw DecodingError.dataCorruptedError(
        forKey: .products, in: values,
        debugDescription: "the product \(product.name) does not fit the columns")
    }
  }

  /// Products are left out where there are none, as older programs know the file.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(columns, forKey: .columns)
    try values.encode(rowCount, forKey: .rowCount)
    try values.encode(unitNorm, forKey: .unitNorm)
    if !products.isEmpty { try values.encode(products, forKey: .products) }
  }

  private func isSound(_ product: FittedProduct) -> Bool {
    product.isSound
      && product.axes.allSatisfy { axis in
        columns.contains { column in
          guard column.name == axis.column else { return false }
          return axis.isNumber
            ? column.number != nil : column.levels.map { $0.width + 1 } == axis.places.count
        }
      }
  }

  /// The role of every column with its reason.
  public var roles: [RoleAssignment] { columns.map(\.assignment) }

  /// The columns that a table must have to be transformed.
  public var requiredColumns: [String] { columns.filter(\.isUsed).map(\.name) }

  /// Dense features.
  public var denseWidth: Int { columns.reduce(0) { $0 + $1.denseWidth } }

  /// The number of features.
  public var width: Int {
    columns.reduce(0) { $0 + $1.width } + products.reduce(0) { $0 + $1.width }
  }

  /// The names of all features, in the order of the weights.
  public var featureNames: [String] { features.map(\.name) }

  /// What was learned, one line a column.
  public var description: String {
    let head =
      "\(width) features from \(requiredColumns.count) of \(columns.count) columns"
      + " (\(rowCount) rows)"
    return ([head] + columns.map { "  \($0)" }).joined(separator: "\n")
  }
}
