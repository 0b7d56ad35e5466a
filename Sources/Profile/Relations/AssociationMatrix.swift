public import RowcastFeatures
internal import RowcastMachine
public import RowcastTabular

/// How strongly every two columns go together, measured in a sample of the rows.
public struct AssociationMatrix: Sendable {
  /// The columns that were measured, in their order.
  public let columns: [String]
  /// Every pair that could be measured, the strongest first.
  public let pairs: [Association]
  /// The rows of the sample.
  public let rowCount: Int
  /// The columns that could have been measured and were too many.
  public let leftOut: Int
  let measured: [MeasuredColumn]

  /// The most columns that are measured, the first ones.
  public static let most = 80

  /// Measures a sample.
  /// - Parameter roles: of its columns, in their order.
  public init(_ sample: Table, roles: [RoleAssignment]) {
    let usable = sample.columns.indices.filter { index in
      guard index < roles.count else { return false }
      let role = roles[index].role
      return role == .numeric || role == .date || role == .category || role == .boolean
    }
    let taken = Array(usable.prefix(Self.most))
    let measured = mapChunks(of: taken.count, size: 1) { place, _ in
      MeasuredColumn(sample.columns[taken[place]], role: roles[taken[place]])
    }.compactMap { $0 }
    let places = measured.indices.flatMap { i in
      ((i + 1)..<max(i + 1, measured.count)).map { (i, $0) }
    }
    pairs = mapChunks(of: places.count, size: 16) { _, range in
      range.compactMap { measured[places[$0].0].association(with: measured[places[$0].1]) }
    }.flatMap { $0 }.enumerated().sorted {
      ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset)
    }.map(\.element)
    columns = measured.map(\.name)
    rowCount = sample.rowCount
    leftOut = usable.count - taken.count
    self.measured = measured
  }
}
