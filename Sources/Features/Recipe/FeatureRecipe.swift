/// How features are to be made: roles and options, nothing learned yet.
public struct FeatureRecipe: Sendable, Hashable, Codable {
  /// What stands for a missing number.
  public var imputation = Imputation.median
  /// The number for ``Imputation/constant``.
  public var constant = 0.0
  /// Whether a feature says that a number is missing.
  public var indicators = true
  /// How numbers are scaled, hinges aside.
  public var scaling = Scaling.standard
  /// Hinges for every number with enough different values, unless the table is too large for them.
  public var hinges = AutoOrNone.auto
  /// Knots of a column at quantiles of its rows; nil: three, more for many rows (one for each
  /// 2,500), nine at most.
  public var knots: Int?
  /// The share of the rows at each end that a column with hinges does not tell apart; 0 for none.
  public var tail = 0.02
  /// The most values of a dense block with hinges; there are fewer knots, or none, in its stead.
  public var hingeBudget = 100_000_000
  /// Curves for every number in the stead of hinges; nil for none.
  public var curves: CurveOptions?
  /// How categories become features.
  public var encoding = CategoryEncoding.oneHot
  /// Levels with fewer training rows than this share one feature.
  public var rareThreshold = 5
  /// The most levels of a column that get a feature of their own.
  public var levelLimit = 10_000
  /// What becomes of levels that training rows did not have.
  public var unseen = UnseenLevels.rare
  /// Buckets for ``CategoryEncoding/hashing``.
  public var buckets = 256
  /// How many rows the overall share counts for in ``CategoryEncoding/target``.
  public var shareWeight = 10.0
  /// The parts that a date is expanded into; those that do not vary are left out.
  public var dateParts: [DatePart] = [
    .days, .year, .month, .day, .weekday, .hour, .monthSine, .monthCosine, .weekdaySine,
    .weekdayCosine, .hourSine, .hourCosine,
  ]
  /// How texts become terms.
  public var text = TextOptions()
  /// What is asked of single columns, in any order; later ones win.
  public var columns: [ColumnOptions] = []

  /// Roles are found from the data; numbers are filled with the median and standardized.
  public init() {}

  /// What is asked of one column; nil leaves it to the recipe.
  public struct ColumnOptions: Sendable, Hashable, Codable {
    /// The column's name in the table.
    public var name: String
    /// What the column is for; nil to find it from the data.
    public var role: ColumnRole?
    /// What stands for a missing number.
    public var imputation: Imputation?
    /// The number for ``Imputation/constant``.
    public var constant: Double?
    /// How the column's numbers are scaled.
    public var scaling: Scaling?
    /// Whether the column's numbers get hinges.
    public var hinges: AutoOrNone?
    /// Knots to use instead of quantiles.
    public var knots: [Double]?
    /// How the column's categories become features.
    public var encoding: CategoryEncoding?
    /// The levels from low to high, for ``CategoryEncoding/ordinal``.
    public var order: [String]?

    /// What is nil is left to the recipe.
    public init(
      name: String, role: ColumnRole? = nil, imputation: Imputation? = nil,
      constant: Double? = nil, scaling: Scaling? = nil, hinges: AutoOrNone? = nil,
      knots: [Double]? = nil, encoding: CategoryEncoding? = nil, order: [String]? = nil
    ) {
      self.name = name
      self.role = role
      self.imputation = imputation
      self.constant = constant
      self.scaling = scaling
      self.hinges = hinges
      self.knots = knots
      self.encoding = encoding
      self.order = order
    }
  }

  /// The knots of a column for that many rows.
  public func knotCount(rows: Int) -> Int { max(0, knots ?? min(9, max(3, rows / 2500))) }

  /// The knots of each of so many columns of numbers for which the budget is enough.
  public func affordableKnots(columns: Int, rows: Int) -> Int {
    let (values, overflows) = max(1, columns).multipliedReportingOverflow(by: max(1, rows))
    return overflows ? 0 : max(0, hingeBudget / values - 1)
  }

  /// Everything asked of a column, put together.
  func options(of column: String) -> ColumnOptions {
    columns.reduce(into: ColumnOptions(name: column)) { all, one in
      guard one.name == column else { return }
      all.role = one.role ?? all.role
      all.imputation = one.imputation ?? all.imputation
      all.constant = one.constant ?? all.constant
      all.scaling = one.scaling ?? all.scaling
      all.hinges = one.hinges ?? all.hinges
      all.knots = one.knots ?? all.knots
      all.encoding = one.encoding ?? all.encoding
      all.order = one.order ?? all.order
    }
  }

  /// Gives a column a role.
  public mutating func set(_ role: ColumnRole, of column: String) {
    columns.append(ColumnOptions(name: column, role: role))
  }

  /// Leaves a column out.
  public mutating func drop(_ column: String) { set(.ignored, of: column) }

  /// The roles that the user chose, by column.
  public var chosenRoles: [String: ColumnRole] {
    columns.reduce(into: [:]) { roles, one in
      if let role = one.role { roles[one.name] = role }
    }
  }
}

/// How many knots curves have.
public struct CurveOptions: Sendable, Hashable, Codable {
  /// The most knots of one curve.
  public var mostKnots = 255
  /// The most knots of all curves together.
  public var budget = 1200
  /// Rows for each knot at least.
  public var rowsPerKnot = 16

  /// As many knots as columns have different values, 255 at most, 1,200 in all.
  public init() {}

  /// The most knots of each of so many columns of numbers; 0 when they are too many for curves.
  public func knotCount(rows: Int, columns: Int) -> Int {
    let share = budget / max(1, columns)
    guard share >= 6 else { return 0 }
    return max(8, min(mostKnots, rows / max(1, rowsPerKnot), share))
  }

  /// Knots for each column below which it matters what columns with few values leave to others.
  static let plenty = CurveKnots.continuous

  /// As ``knotCount(rows:columns:)``, where columns with few values leave their share to others.
  /// - Parameter distinct: the different values of each column, counted up to ``mostKnots`` and one.
  func knotCount(rows: Int, distinct: [Int]) -> Int {
    func used(_ most: Int) -> Int {
      distinct.reduce(0) { $0 + ($1 <= most ? $1 : min(most, CurveKnots.continuous)) }
    }
    var share = budget / max(1, distinct.count)
    while share < mostKnots, used(share + 1) <= budget { share += 1 }
    guard share >= 6 else { return 0 }
    return max(8, min(mostKnots, rows / max(1, rowsPerKnot), share))
  }
}

/// How a category becomes features.
public enum CategoryEncoding: String, Sendable, Hashable, Codable, CaseIterable {
  /// One feature for each level.
  case oneHot = "onehot"
  /// One number for each level, by a given order.
  case ordinal
  /// The share of each class among the rows of the level, fitted without the row itself.
  case target
  /// One feature for each bucket of a hash.
  case hashing
}
